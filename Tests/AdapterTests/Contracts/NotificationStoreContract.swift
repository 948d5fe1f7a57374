// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A notification store` {
  @Test(arguments: StoreMaker.allCases)
  func `keeps what was accepted, to the last octet`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678", pushes: 2)
      let content = Content.literal(title: "é'\"; --", body: "%_\u{1F600}", data: #"{"n":1.50}"#)
      let receipt = try scene.emit {
        $0.content = content
        $0.presence = .hidden
        $0.severity = .warning
      }
      #expect(receipt.recipients == 1)
      #expect(receipt.deliveries == 5)
      #expect(!receipt.repeated)
      let history = try store.history(of: receipt.notification, for: UserID("42"))
      #expect(history.notification.content == content)
      #expect(history.notification.severity == .warning)
      #expect(history.notification.created == StoreScene.at(0))
      #expect(history.notification.expires == StoreScene.at(86_400))
      #expect(history.policy == 3)
      #expect(history.facts.presence == .hidden)
      #expect(history.facts.locale == .english)
      #expect(history.facts.destinations(on: .webpush)?.count == 2)
      #expect(history.facts.destinations(on: .sms) == [0])
      #expect(history.deliveries.map(\.rung) == [0, 0, 1, 1, 2])
      #expect(try scene.states(receipt) == [.ready, .waiting, .waiting, .waiting, .waiting])
      #expect(history.deliveries.map(\.due) == [0, 0, 20, 20, 120].map(StoreScene.at))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `replays the decision from the stored facts`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      var user = try User(id: UserID("42"), roles: [RoleName("a\"b"), RoleName("é")])
      user.timeZone = try ZoneName("Europe/Paris")
      try store.put(user, now: StoreScene.at(0))
      var seen: Facts?
      let (submission, treatment) = try StoreScene.submission(StoreScene.Wish())
      let receipt = try store.accept(submission) { facts in
        seen = facts
        return decide(treatment, facts)
      }
      let facts = try store.history(of: receipt.notification, for: user.id).facts
      #expect(facts == seen)
      #expect(facts.locale == .french)
      #expect(facts.roles == user.roles)
      #expect(facts.destinations(on: .email) == [])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `reads the presence it keeps within the same transaction`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try store.ping(
        UserID("42"), tab: TabID("t"), visible: true, lease: .seconds(60), boot: StoreScene.boot)
      let receipt = try scene.emit { $0.storedPresence = true }
      let history = try store.history(of: receipt.notification, for: UserID("42"))
      #expect(history.facts.presence == .visible)
      #expect(history.deliveries.map(\.rung) == [1, 2])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `answers a repeat with the first receipt and writes nothing`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let first = try scene.emit()
      let stranger = try UserID("stranger")
      let second = try scene.emit {
        $0.second = 60
        $0.users = [User(id: stranger)]
      }
      #expect(second.repeated)
      #expect(second.notification == first.notification)
      #expect(second.recipients == first.recipients)
      #expect(second.deliveries == first.deliveries)
      #expect(try store.counts(of: UserID("42")).unread == 1)
      #expect(try store.counts(of: UserID("42")).version == 1)
      #expect(try store.stored(stranger) == nil)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `refuses the same key with other content`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try scene.emit()
      #expect(throws: StoreFailure.conflict("event_id")) { try scene.emit { $0.fingerprint = 2 } }
      #expect(try store.counts(of: UserID("42")).unread == 1)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `takes every call without a key for a new notification`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let ids = try (0..<3).map { _ in try scene.emit { $0.id = nil }.notification }
      #expect(Set(ids).count == 3)
      #expect(try store.counts(of: UserID("42")).unread == 3)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `writes nothing for an unknown person, not even the key`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let nobody = try UserID("42")
      let other = try UserID("other")
      #expect(throws: StoreFailure.unknownUser(nobody)) {
        try scene.emit { $0.users = [User(id: other)] }
      }
      #expect(try store.stored(other) == nil)
      #expect(try store.accepted(EventID("evt-1")) == nil)
      try scene.person("42")
      #expect(try !scene.emit().repeated)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `stores the people an event brings along`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let brought = try User(
        id: UserID("42"), email: EmailAddress("b@example.org"), roles: [RoleName("minister")],
        domains: [DomainName("culture")])
      let receipt = try scene.emit { $0.users = [brought] }
      #expect(receipt.deliveries == 1)
      #expect(try store.stored(brought.id) == brought)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `gives ids in the order of acceptance, whatever the clock does`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let seconds: [Int64] = [0, 0, 0, 3_600, -86_400, 10, -1_760_000_000]
      let ids = try seconds.map { second in
        try scene.emit {
          $0.id = nil
          $0.second = second
        }.notification
      }
      #expect(ids.map(\.high) == ids.map(\.high).sorted())
      #expect(Set(ids).count == ids.count)
      let page = try store.page(of: UserID("42"), before: nil, limit: 100)
      #expect(page.map(\.notification.id) == ids.reversed())
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `lets a delivery expire with its rung's patience or its category`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try scene.emit {
        $0.presence = .visible
        $0.rungs = [
          Rung(channel: .realtime, when: .online),
          Rung(channel: .email, when: .any, after: .seconds(86_000), timeout: .seconds(86_400)),
        ]
      }
      #expect(try scene.claim().first?.delivery.expires == StoreScene.at(60))
      #expect(try scene.claim(at: 86_000).first?.delivery.expires == StoreScene.at(86_400))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `tells nobody about somebody else's notification`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try scene.person("43")
      let receipt = try scene.emit()
      let forged = NotificationID(
        high: receipt.notification.high, low: receipt.notification.low ^ 1)
      for (id, user) in [(receipt.notification, "43"), (forged, "42")] {
        #expect(throws: StoreFailure.notFound("notification_id")) {
          try store.history(of: id, for: UserID(user))
        }
      }
    }
  }
}
