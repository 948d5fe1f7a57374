// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

struct `A store's browsers` {
  private func browser(_ name: String, at second: Int64, label: String? = nil)
    -> RegisteredBrowser
  {
    RegisteredBrowser(
      subscription: StoreScene.subscription(name), label: label, userAgent: "Agent 1.0",
      created: StoreScene.at(second))
  }

  @Test(arguments: StoreMaker.allCases)
  func `keep what was said of them through a renewal`(maker: StoreMaker) throws {
    try maker.withStore { store in
      try StoreScene(store: store).person("42", pushes: 0)
      let user = try UserID("42")
      var first = browser("a", at: 3, label: "office")
      first.subscription.applicationServerKey = "BKey"
      try store.subscribe(user, first, currentKey: nil)
      try store.subscribe(
        user, StoreScene.subscription("a", auth: "new"), now: StoreScene.at(9))
      let stored = try #require(try store.browsers(of: user).first)
      #expect(stored.label == "office")
      #expect(stored.userAgent == "Agent 1.0")
      #expect(stored.created == StoreScene.at(3))
      #expect(stored.subscription.applicationServerKey == "BKey")
      #expect(stored.subscription.auth == Array("new".utf8))
      #expect(stored.lastSuccess == nil)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `keep the key they subscribed with when they come back after a rotation`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 0)
      try scene.person("43", pushes: 0)
      let (first, second) = try (UserID("42"), UserID("43"))
      func key(of user: UserID) throws -> String? {
        try store.browsers(of: user).first?.subscription.applicationServerKey
      }
      try store.subscribe(first, browser("a", at: 0), currentKey: "old")
      #expect(try key(of: first) == "old")
      try store.subscribe(first, browser("a", at: 1), currentKey: "new")
      #expect(try key(of: first) == "old")
      try store.subscribe(second, browser("a", at: 2), currentKey: "new")
      #expect(try key(of: second) == "old")
      var renewed = browser("a", at: 3)
      renewed.subscription.applicationServerKey = "new"
      try store.subscribe(second, renewed, currentKey: "new")
      #expect(try key(of: second) == "new")
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `take a label and lose it again, from their owner only`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try scene.person("43", pushes: 0)
      let (owner, other) = try (UserID("42"), UserID("43"))
      let endpoint = StoreScene.subscription("42-0").endpoint
      try store.label(owner, endpoint: endpoint, "home")
      #expect(try store.browsers(of: owner).map(\.label) == ["home"])
      #expect(throws: StoreFailure.notFound("endpoint")) {
        try store.label(other, endpoint: endpoint, "mine")
      }
      try store.label(owner, endpoint: endpoint, nil)
      #expect(try store.browsers(of: owner).map(\.label) == [nil])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `are at most ten new ones a minute, renewals aside`(maker: StoreMaker) throws {
    try maker.withStore { store in
      try StoreScene(store: store).person("42", pushes: 0)
      let user = try UserID("42")
      for number in 0..<10 {
        try store.subscribe(user, browser("\(number)", at: 0), currentKey: nil)
      }
      #expect(throws: StoreFailure.self) {
        try store.subscribe(user, browser("x", at: 5), currentKey: nil)
      }
      try store.subscribe(user, browser("3", at: 5), currentKey: nil)
      #expect(try store.browsers(of: user).count == 10)
      try store.subscribe(user, browser("x", at: 6), currentKey: nil)
      #expect(throws: StoreFailure.self) {
        try store.subscribe(user, browser("y", at: 7), currentKey: nil)
      }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `remember to the hour when a message was last taken`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let user = try UserID("42")
      func deliver(_ id: String, at second: Int64) throws -> Instant? {
        try scene.emit {
          $0.id = id
          $0.second = second
        }
        let claim = try #require(
          try scene.claim(at: second, channels: [.webpush]).first)
        #expect(try scene.settle(claim, .delivered(reference: nil), at: second) == 1)
        return try store.browsers(of: user).first?.lastSuccess
      }
      #expect(try deliver("1", at: 10) == StoreScene.at(10))
      #expect(try deliver("2", at: 3_000) == StoreScene.at(10))
      #expect(try deliver("3", at: 3_610) == StoreScene.at(3_610))
    }
  }
}

struct `A store's acknowledgements` {
  private struct Sent {
    let receipt: Receipt
    let claim: Claim
  }

  private func sent(_ scene: StoreScene) throws -> Sent {
    try scene.person("42", phone: "+33612345678")
    let receipt = try scene.emit {
      $0.rungs = [
        Rung(channel: .webpush, when: .any),
        Rung(channel: .email, when: .any, after: .seconds(60), unless: [.seen]),
        Rung(channel: .sms, when: .any, after: .seconds(90), unless: [.seen, .acked]),
      ]
    }
    let claim = try #require(try scene.claim(channels: [.webpush]).first)
    _ = try scene.settle(claim, .delivered(reference: nil))
    return Sent(receipt: receipt, claim: claim)
  }

  private func push(_ sent: Sent, opened: Bool) -> PushReceipt {
    PushReceipt(
      delivery: sent.claim.delivery.token.id, notification: sent.receipt.notification,
      wasOpened: opened)
  }

  @Test(arguments: StoreMaker.allCases)
  func `cancel what being shown makes needless, and nothing else`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let sent = try sent(scene)
      for _ in 0..<2 {
        try store.acknowledge(push(sent, opened: false), now: StoreScene.at(5))
        #expect(try scene.states(sent.receipt) == [.delivered, .ready, .cancelled])
      }
      #expect(try scene.deliveries(sent.receipt)[2].note == Reason.acked.rawValue)
      #expect(try store.counts(of: UserID("42")).unseen == 1)
      let mail = try #require(try scene.claim(at: 60).first)
      #expect(mail.facts.acked)
      #expect(!mail.facts.seen)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `of an opened push mark it seen`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let sent = try sent(scene)
      try store.acknowledge(push(sent, opened: true), now: StoreScene.at(5))
      #expect(try scene.states(sent.receipt) == [.delivered, .cancelled, .cancelled])
      let counts = try store.counts(of: UserID("42"))
      #expect(counts.unseen == 0)
      #expect(counts.unread == 1)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `of a pair that does not belong together are refused`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let sent = try sent(scene)
      let other = try scene.emit { $0.id = "another" }
      for wrong in [
        PushReceipt(
          delivery: sent.claim.delivery.token.id, notification: other.notification,
          wasOpened: true),
        PushReceipt(delivery: 9_999, notification: sent.receipt.notification, wasOpened: true),
        PushReceipt(delivery: -1, notification: sent.receipt.notification, wasOpened: true),
      ] {
        #expect(throws: StoreFailure.notFound("token")) {
          try store.acknowledge(wrong, now: StoreScene.at(5))
        }
      }
      #expect(try store.counts(of: UserID("42")).unseen == 2)
    }
  }
}
