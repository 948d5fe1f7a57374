// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A store's list of suppressions` {
  private func suppression(
    _ address: String, _ cause: Suppression.Cause = .bounce, at second: Int64 = 0
  ) throws -> Suppression {
    Suppression(
      address: try SuppressedAddress(address), cause: cause, since: StoreScene.at(second))
  }

  @Test(arguments: StoreMaker.allCases)
  func `keeps each address once, with the last word on it`(maker: StoreMaker) throws {
    try maker.withStore { store in
      try store.put(suppression("Jeanne@Example.org"))
      try store.put(suppression("jeanne@example.org", .complaint, at: 5))
      let listed = try store.suppressions(after: nil, limit: 9)
      #expect(listed == [try suppression("jeanne@example.org", .complaint, at: 5)])
      try store.removeSuppression(of: SuppressedAddress("JEANNE@example.org"))
      #expect(try store.suppressions(after: nil, limit: 9).isEmpty)
      #expect(throws: StoreFailure.notFound("address")) {
        try store.removeSuppression(of: SuppressedAddress("jeanne@example.org"))
      }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is walked in the order of its octets, page by page`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let names = ["b@x.org", "a@x.org", "+33612345678", "_@x.org", "a-b@x.org", "c@x.org"]
      for name in names { try store.put(suppression(name)) }
      var walked: [String] = []
      var last: SuppressedAddress?
      while case let page = try store.suppressions(after: last, limit: 2), !page.isEmpty {
        walked += page.map(\.address.text)
        last = page.last?.address
      }
      #expect(
        walked == ["+33612345678", "_@x.org", "a-b@x.org", "a@x.org", "b@x.org", "c@x.org"])
      #expect(try store.suppressions(after: nil, limit: 0).isEmpty)
      let between = try store.suppressions(after: SuppressedAddress("az@x.org"), limit: 1)
      #expect(between.map(\.address.text) == ["b@x.org"])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is told with each claim of that address, and of no other`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("1", email: "Jeanne@Example.org", phone: "+33612345678", pushes: 1)
      try scene.person("2", email: "karim@example.org", phone: "+33687654321", pushes: 0)
      try store.put(suppression("jeanne@example.org", .complaint))
      try store.put(suppression("+33687654321"))
      for user in ["1", "2"] {
        _ = try scene.emit {
          $0.user = user
          $0.id = nil
          $0.rungs = [.webpush, .email, .sms].map { Rung(channel: $0, when: .any) }
        }
      }
      var told: [String: Suppression.Cause?] = [:]
      for claim in try scene.claim() {
        let delivery = claim.delivery
        told["\(delivery.user.id.text) \(delivery.channel.text)"] = claim.suppression
        let again = try store.claim(of: delivery.token, fallbackLocale: .french)
        #expect(again?.suppression == claim.suppression)
      }
      #expect(
        told == [
          "1 webpush": nil, "1 email": .complaint, "1 sms": nil, "2 email": nil, "2 sms": .bounce,
        ])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `makes a text that nobody needs any more no saving, but for a warning`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678", pushes: 0)
      func seen(_ kind: Policy.Class) throws -> Int64 {
        let receipt = try scene.emit {
          $0.id = nil
          $0.kind = kind
          $0.prices = try? PriceList(currency: "EUR", prefixes: ["": 80_000])
          $0.rungs = [Rung(channel: .sms, when: .any, after: .seconds(900), unless: [.seen])]
        }
        _ = try store.mark(
          [receipt.notification], of: UserID("42"), .seen, now: StoreScene.at(1))
        return try store.spending(limit: 1).first?.spending.spared ?? 0
      }
      try store.put(suppression("+33612345678", .complaint))
      #expect(try seen(.transactional) == 0)
      #expect(try seen(.security) == 1)
      try store.put(suppression("+33612345678", .bounce))
      #expect(try seen(.security) == 1)
      try store.removeSuppression(of: SuppressedAddress("+33612345678"))
      #expect(try seen(.transactional) == 2)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is known to whoever asks what would become of an event`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", email: "A@example.org", phone: "+33612345678")
      try store.put(suppression("a@example.org", .manual))
      let (submission, treatment) = try StoreScene.submission(StoreScene.Wish())
      let outlook = try store.outlook(submission, treatment, for: UserID("42"))
      #expect(outlook?.suppressions == [.email: .manual])
    }
  }
}
