// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `Random audiences` {
  /// The same people, events, races and cancellations on both stores.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `are told alike by both stores, each person once`(seed: UInt64) throws {
    try StoreMaker.memory.withStore { memory in
      try StoreMaker.sqlite.withStore { sqlite in
        var dice = SplitMix(state: seed)
        let names = (0..<24).map { "p\($0)" }
        var kinds = Set<String>()
        for round in 0..<30 {
          let audience = try Self.audience(&dice, names)
          let observer = Audience([try BroadcastScene.role("r\(dice.below(3))")])
          let scenes = try [memory, sqlite].map {
            try BroadcastScene($0, audience: audience, observers: [observer])
          }
          let name = names[dice.below(names.count)]
          let (role, domain) = (dice.below(3), dice.below(3))
          let subject = names[dice.below(names.count)]
          let limits = (0..<40).map { _ in 1 + dice.below(6) }
          let end = dice.below(3) == 0 ? dice.below(6) : limits.count
          let texts = try scenes.map { scene -> String in
            try scene.people([name, subject], roles: ["r\(role)"], domains: ["d\(domain)"])
            let receipt = try scene.emit(subject: subject, at: Int64(round))
            var text = "\(receipt.recipients) \(receipt.isExpanding)"
            for limit in limits.prefix(end) {
              text += " \(String(describing: try scene.step(limit: limit)))"
            }
            try scene.store.cancel(receipt.notification, now: StoreScene.at(Int64(round)))
            text += " \(try scene.store.progress(of: receipt.notification))"
            return text + " \(try scene.unread(names))"
          }
          try #require(texts[0] == texts[1], "seed \(seed), round \(round), \(audience)")
          kinds.formUnion(texts[0].split(separator: " ").map(String.init).filter { $0 == "nil" })
          for name in names {
            let rows = try sqlite.page(of: UserID(name), before: nil, limit: 1_000)
            #expect(Set(rows.map(\.notification.id)).count == rows.count)
            #expect(try Int64(rows.count) == sqlite.counts(of: UserID(name)).unread)
          }
        }
        #expect(kinds == ["nil"])
      }
    }
  }

  private static func audience(
    _ dice: inout SplitMix, _ names: [String]
  ) throws -> Audience {
    var parts: [Audience.Part] = dice.below(2) == 0 ? [.subject] : []
    for _ in 0...dice.below(3) {
      let role = try RoleName("r\(dice.below(3))")
      let domain = try DomainName("d\(dice.below(3))")
      switch dice.below(4) {
      case 0:
        let count = dice.below(8)
        parts.append(
          try BroadcastScene.list((0..<count).map { _ in names[dice.below(names.count)] }))
      case 1: parts.append(.holders(role: role, domain: nil))
      case 2: parts.append(.holders(role: nil, domain: domain))
      default: parts.append(.holders(role: role, domain: domain))
      }
    }
    return Audience(parts)
  }
}
