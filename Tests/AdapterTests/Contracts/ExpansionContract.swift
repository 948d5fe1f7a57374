// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `An audience` {
  private static let six = ["a", "b", "c", "d", "e", "f"]

  @Test(arguments: StoreMaker.allCases, [1, 2, 3, 7])
  func `is reached by list, role, domain, and role in a domain`(
    maker: StoreMaker, limit: Int
  ) throws {
    let members = try RoleName("member")
    let parts: [(Audience.Part, [Int])] = [
      (try BroadcastScene.list(["f", "nobody", "b", "f", "a"]), [1, 1, 0, 0, 0, 1]),
      (try BroadcastScene.role("member"), [1, 1, 1, 1, 0, 0]),
      (.holders(role: nil, domain: try DomainName("health")), [0, 0, 1, 1, 1, 0]),
      (.holders(role: members, domain: try DomainName("health")), [0, 0, 1, 1, 0, 0]),
    ]
    for (part, expected) in parts {
      try maker.withStore { store in
        let scene = try BroadcastScene(store, audience: Audience([part]))
        try scene.people(["a", "b"], roles: ["member"])
        try scene.people(["d", "c"], roles: ["minister", "member"], domains: ["health"])
        try scene.people(["e"], domains: ["arts", "health"])
        try scene.people(["f"], roles: ["minister"])
        let receipt = try scene.emit()
        #expect(receipt.isExpanding && receipt.recipients == 0)
        try scene.finish(limit: limit)
        #expect(try scene.told(receipt, Self.six) == expected, "\(part)")
        #expect(try scene.unread(Self.six) == expected.map(Int64.init))
        let progress = try store.progress(of: receipt.notification)
        #expect(progress.state == .done)
        #expect(progress.recipients == expected.reduce(0, +))
        #expect(progress.deliveries == progress.recipients)
        #expect(progress.created == StoreScene.at(0))
      }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `gets it once, whoever stands in several of its parts`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let audience = Audience([
        .subject, try BroadcastScene.list(["b", "a"]), try BroadcastScene.role("member"),
        try BroadcastScene.role("minister"),
      ])
      let scene = try BroadcastScene(store, audience: audience)
      try scene.people(["a", "b", "c"], roles: ["member", "minister"])
      let receipt = try scene.emit(subject: "c", key: "k")
      #expect(receipt.recipients == 1)
      try scene.finish(limit: 2)
      #expect(try scene.told(receipt, ["a", "b", "c"]) == [1, 1, 1])
      #expect(try scene.unread(["a", "b", "c"]) == [1, 1, 1])
      #expect(try scene.emit(subject: "c", key: "k").recipients == 3)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `of an observer leaves the subject out`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try BroadcastScene(
        store, audience: .subject, observers: [Audience([try BroadcastScene.role("member")])])
      try scene.people(["a", "b", "c"], roles: ["member"])
      let receipt = try scene.emit(subject: "b", key: "k")
      #expect(receipt.isExpanding && receipt.recipients == 1)
      #expect(try store.progress(of: receipt.notification).state == .running)
      try scene.step(limit: 1)
      let again = try scene.emit(subject: "b", key: "k")
      #expect(again.repeated && again.isExpanding && again.recipients == 2)
      try scene.finish()
      #expect(try scene.unread(["a", "b", "c"]) == [1, 1, 1])
      #expect(try scene.told(receipt, ["a", "b", "c"]) == [0, 1, 0])
      let rows = try store.page(of: UserID("a"), before: nil, limit: 10)
      #expect(rows.map(\.notification.content) == [.template(.promotionObserver, data: "{}")])
      #expect(try store.progress(of: receipt.notification).recipients == 3)
      #expect(try store.progress(of: rows[0].notification.id).recipients == 2)
      #expect(try !scene.emit(subject: "b", key: "k").isExpanding)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is not reached twice by two workers with the same batch`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try BroadcastScene(
        store, audience: Audience([try BroadcastScene.role("member")]))
      try scene.people(Self.six, roles: ["member"])
      let receipt = try scene.emit()
      let (one, other) = (try scene.read(limit: 4), try scene.read(limit: 4))
      #expect(one == other)
      #expect(try one.flatMap { try scene.write($0) } == 4)
      #expect(try other.flatMap { try scene.write($0) } == nil)
      try scene.finish()
      #expect(try other.flatMap { try scene.write($0) } == nil)
      #expect(try scene.told(receipt, Self.six) == [1, 1, 1, 1, 1, 1])
      #expect(try scene.unread(Self.six) == [1, 1, 1, 1, 1, 1])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `takes in whoever comes before the order has passed them`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try BroadcastScene(
        store, audience: Audience([try BroadcastScene.role("member")]))
      try scene.people(["b", "d", "f"], roles: ["member"])
      let receipt = try scene.emit()
      try scene.step(limit: 2)
      try scene.people(["a", "e"], roles: ["member"])
      try scene.people(["f"])
      try scene.finish()
      #expect(try scene.told(receipt, Self.six) == [0, 1, 0, 1, 1, 0])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is told the older event first`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try BroadcastScene(
        store, audience: Audience([try BroadcastScene.role("member")]))
      try scene.people(["a", "b"], roles: ["member"])
      let (first, second) = (try scene.emit(), try scene.emit())
      try scene.step(limit: 2)
      #expect(try scene.told(first, ["a", "b"]) == [1, 1])
      #expect(try scene.told(second, ["a", "b"]) == [0, 0])
      try scene.finish()
      #expect(try scene.told(second, ["a", "b"]) == [1, 1])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `that is nobody has nothing to expand`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let nobody = Audience([.holders(role: nil, domain: try DomainName("health"))])
      let scene = try BroadcastScene(store, audience: .subject, observers: [nobody])
      try scene.people(["a"], domains: ["arts"])
      #expect(try !scene.emit(subject: "a").isExpanding)
      #expect(try store.expansion() == nil)
      try scene.people(["b"], domains: ["health"])
      #expect(try scene.emit(subject: "a").isExpanding)
    }
  }
}

struct `A broadcast` {
  private static let four = ["a", "b", "c", "d"]

  private func scene(_ store: any Store) throws -> BroadcastScene {
    let scene = try BroadcastScene(
      store, audience: Audience([try BroadcastScene.role("member")]))
    try scene.people(Self.four, roles: ["member"])
    return scene
  }

  @Test(arguments: StoreMaker.allCases)
  func `stops when it is cancelled, and stays in the inboxes that have it`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = try scene(store)
      let receipt = try scene.emit(key: "k")
      try scene.step(limit: 2)
      let pending = try scene.read(limit: 2)
      for second in [5, 9] as [Int64] {
        try store.cancel(receipt.notification, now: StoreScene.at(second))
      }
      #expect(try pending.flatMap { try scene.write($0) } == nil)
      #expect(try scene.step(limit: 2) == nil)
      #expect(try scene.told(receipt, Self.four) == [1, 1, 0, 0])
      let progress = try store.progress(of: receipt.notification)
      #expect(progress.state == .cancelled && progress.recipients == 2)
      let history = try store.history(of: receipt.notification, for: UserID("a"))
      #expect(history.notification.cancelled == StoreScene.at(5))
      let claims = try StoreScene(store: store).claim(at: 200)
      #expect(claims.map(\.delivery.user.id.text) == ["a", "b"])
      #expect(claims.allSatisfy { $0.delivery.notification.cancelled == StoreScene.at(5) })
      #expect(try !scene.emit(key: "k").isExpanding)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is cancelled with its observers' side, and an observer's alone`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let members = Audience([try BroadcastScene.role("member")])
      let scene = try BroadcastScene(store, audience: .subject, observers: [members, members])
      try scene.people(Self.four, roles: ["member"])
      let receipt = try scene.emit(subject: "a")
      let other = try scene.emit(subject: "a")
      try scene.step(limit: 9)
      let row = try store.page(of: UserID("b"), before: nil, limit: 1)
      try store.cancel(row[0].notification.id, now: StoreScene.at(1))
      #expect(try store.progress(of: row[0].notification.id).state == .cancelled)
      #expect(try store.progress(of: receipt.notification).state == .running)
      try store.cancel(receipt.notification, now: StoreScene.at(2))
      #expect(try store.progress(of: receipt.notification).state == .cancelled)
      #expect(try store.progress(of: other.notification).state == .running)
      try scene.finish()
      #expect(try scene.unread(Self.four) == [2, 3, 3, 3])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `of a forged id is unknown`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let forged = NotificationID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001)
      let expected = StoreFailure.notFound("notification_id")
      #expect(throws: expected) { try store.progress(of: forged) }
      #expect(throws: expected) { try store.cancel(forged, now: StoreScene.at(0)) }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `finds room only below the limit of the queue`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try scene(store)
      #expect(try store.room(below: 3, now: StoreScene.at(0)) == 3)
      try scene.emit()
      try scene.step(limit: 3)
      #expect(try store.room(below: 3, now: StoreScene.at(0)) == 0)
      #expect(throws: StoreFailure.full("queue: 3 deliveries wait already (limits.waiting)")) {
        try scene.emit(key: "k", waiting: 3)
      }
      #expect(try store.accepted(EventID("k")) == nil)
      let claims = try StoreScene(store: store).claim(at: 120, limit: 2)
      #expect(claims.count == 2)
      #expect(try store.room(below: 3, now: StoreScene.at(1)) == 2)
      try scene.emit(key: "k", waiting: 3, at: 1)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `that arrives late stands where it was accepted`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try scene(store)
      let early = try scene.emit()
      let late = try scene.emit(at: 60)
      let last = try #require(try scene.read(limit: 9))
      try store.cancel(early.notification, now: StoreScene.at(61))
      #expect(try scene.write(last) == nil)
      try scene.finish()
      let third = try scene.emit(at: 70)
      try scene.finish()
      let page = try store.page(of: UserID("a"), before: nil, limit: 9)
      #expect(page.map(\.notification.id) == [third.notification, late.notification])
    }
  }
}
