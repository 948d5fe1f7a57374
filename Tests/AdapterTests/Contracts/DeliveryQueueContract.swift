// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `A delivery queue` {
  @Test(arguments: StoreMaker.allCases)
  func `says of a claim whether it is an alarm`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      for (id, kind) in [("a", Policy.Class.transactional), ("b", .security)] {
        try scene.emit {
          $0.id = id
          $0.kind = kind
          $0.rungs = [Rung(channel: .email, when: .any)]
        }
        let claim = try #require(try scene.claim().first)
        #expect(claim.delivery.isUrgent == (kind == .security))
        _ = try scene.settle(claim, .delivered(reference: nil))
      }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `hands out one rung after the other, when each is due`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try scene.emit()
      #expect(try store.nextDue(.library, channels: StoreScene.names) == StoreScene.at(0))
      #expect(try scene.claim(at: -1).isEmpty)
      let first = try scene.claim()
      #expect(first.map(\.rung) == [0])
      #expect(try scene.states(receipt) == [.claimed, .ready, .waiting])
      #expect(try store.nextDue(.library, channels: StoreScene.names) == StoreScene.at(20))
      #expect(try scene.settle(first[0], .failed(why: "no", addressGone: false)) == 1)
      #expect(try scene.claim(at: 19).isEmpty)
      #expect(try scene.claim(at: 20).map(\.rung) == [1])
      #expect(try scene.claim(at: 119).isEmpty)
      #expect(try scene.claim(at: 120).map(\.rung) == [2])
      #expect(try store.nextDue(.library, channels: StoreScene.names) == nil)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `gives a claim all it takes to judge and to send`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try scene.emit { $0.presence = .hidden }
      let claim = try #require(try scene.claim(limit: 1).first)
      let delivery = claim.delivery
      #expect(delivery.notification.id == receipt.notification)
      #expect(delivery.notification.content == .template(.promotion, data: #"{"a":1.50}"#))
      #expect(delivery.user.email?.text == "a@example.org")
      #expect(delivery.channel == .webpush)
      #expect(delivery.subscription?.endpoint == "https://push.example/42-0")
      #expect(delivery.attempt == 1)
      #expect(delivery.counts.unread == 1)
      #expect(claim.policy == 3)
      #expect(claim.facts == Facts(presence: .offline, addresses: [], locale: .english))
      let same = try store.claim(of: delivery.token, fallbackLocale: .french)
      #expect(same?.delivery.notification == delivery.notification)
      #expect(same?.facts == claim.facts)
      #expect(same?.delivery.attempt == 1)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `follows priority, then due, then id`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      for user in ["1", "2", "3", "4"] { try scene.person(user, phone: "+33612345678") }
      func emit(_ user: String, _ channel: ChannelName, _ second: Int64, _ kind: Policy.Class)
        throws
      {
        try scene.emit {
          $0.user = user
          $0.id = nil
          $0.second = second
          $0.kind = kind
          $0.rungs = [Rung(channel: channel, when: .any)]
        }
      }
      try emit("1", .email, 5, .transactional)
      try emit("2", .sms, 3, .transactional)
      try emit("3", .email, 3, .transactional)
      try emit("4", .sms, 9, .security)
      #expect(try scene.claim(at: 9, limit: 2).map(\.delivery.user.id.text) == ["4", "2"])
      #expect(try scene.claim(at: 9, limit: 9).map(\.delivery.user.id.text) == ["3", "1"])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `claims a rung that is armed and due at once in its place`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("1", phone: "+33612345678")
      try scene.person("2", phone: "+33612345678")
      let rungs = [Rung(channel: .email, when: .any), Rung(channel: .sms, when: .any)]
      for (second, user) in ["1", "2"].enumerated() {
        try scene.emit {
          $0.user = user
          $0.id = nil
          $0.second = Int64(second)
          $0.rungs = rungs
        }
      }
      let claims = try scene.claim(at: 10, limit: 3)
      #expect(claims.map(\.delivery.user.id.text) == ["1", "1", "2"])
      #expect(claims.map(\.rung) == [0, 1, 0])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `does not claim two rungs of one channel together`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 2)
      try scene.emit {
        $0.rungs = [Rung(channel: .webpush, when: .any), Rung(channel: .webpush, when: .any)]
      }
      let first = try scene.claim()
      #expect(first.map(\.rung) == [0, 0])
      #expect(Set(first.map(\.delivery.subscription?.number)).count == 2)
      #expect(try scene.claim().isEmpty)
      _ = try scene.settle(first[0], .delivered(reference: nil))
      let other = try store.claim(of: first[1].delivery.token, fallbackLocale: .french)
      #expect(other?.facts.reached == [])
      _ = try scene.settle(first[1], .failed(why: "no", addressGone: false))
      #expect(try scene.claim().map(\.facts.reached) == [[.webpush], [.webpush]])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `holds a later delivery back while one runs to the same place`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try scene.person("43")
      for user in ["42", "42", "43"] {
        try scene.emit {
          $0.user = user
          $0.id = nil
          $0.rungs = [Rung(channel: .email, when: .any)]
        }
      }
      let first = try scene.claim()
      #expect(first.map(\.delivery.user.id.text) == ["42", "43"])
      #expect(try scene.claim(at: 1).isEmpty)
      _ = try scene.settle(first[0], .retry(at: StoreScene.at(500), why: "busy"))
      #expect(try scene.claim(at: 1).map(\.delivery.user.id.text) == ["42"])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `knows what is still being tried on the channel`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try scene.emit()
      let first = try #require(try scene.claim().first)
      _ = try scene.settle(first, .retry(at: StoreScene.at(600), why: "later"))
      let second = try #require(try scene.claim(at: 30).first)
      #expect(second.rung == 1)
      #expect(second.facts.trying == [.webpush])
      #expect(second.facts.reached == [])
      _ = try scene.settle(second, .cancelled(.trying))
      let third = try #require(try scene.claim(at: 120).first)
      #expect(third.delivery.channel == .email)
      #expect(third.facts.trying == [])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `keeps the host's channels apart from its own`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let slack = try ChannelName("slack")
      let teams = try ChannelName("teams")
      try scene.emit {
        $0.rungs = [
          Rung(channel: slack, when: .any), Rung(channel: teams, when: .any),
          Rung(channel: .email, when: .any),
        ]
        $0.channels = [
          ConfiguredChannel(slack, .host), ConfiguredChannel(teams, .host),
          ConfiguredChannel(.email, .library),
        ]
      }
      #expect(try scene.claim().isEmpty)
      #expect(try scene.claim(carrier: .host, channels: [teams]).isEmpty)
      #expect(try store.nextDue(.host, channels: [slack, teams]) == StoreScene.at(0))
      let slacks = try scene.claim(carrier: .host, channels: [slack])
      #expect(slacks.map(\.delivery.channel) == [slack])
      #expect(try scene.claim(carrier: .host).map(\.delivery.channel) == [teams])
      #expect(try scene.claim(channels: [.sms]).isEmpty)
      #expect(try scene.claim(channels: [.sms, .email]).map(\.delivery.channel) == [.email])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `writes a result only while its fence holds`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try scene.emit()
      let first = try #require(try scene.claim().first)
      #expect(try scene.recover(at: 19) == 0)
      #expect(try scene.recover(at: 20) == 1)
      #expect(try scene.settle(first, .delivered(reference: nil)) == 0)
      #expect(try scene.begin(first, onceOnly: false) == .lost)
      #expect(try !store.extend(first.delivery.token, by: .seconds(9), boot: StoreScene.boot(20)))
      #expect(try store.claim(of: first.delivery.token, fallbackLocale: .french) == nil)
      let second = try #require(try scene.claim(at: 19).first)
      #expect(second.delivery.token.id == first.delivery.token.id)
      #expect(second.delivery.token.fence == first.delivery.token.fence + 1)
      #expect(second.delivery.attempt == 2)
      #expect(try scene.settle(first, .delivered(reference: nil)) == 0)
      #expect(try scene.settle(second, .delivered(reference: "r")) == 1)
      #expect(try scene.settle(second, .failed(why: "x", addressGone: false)) == 0)
      #expect(try scene.states(receipt).first == .delivered)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `settles every kind of result`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let changes: [(Settlement.Change, DeliveryState, String?)] = [
        (.delivered(reference: "id"), .delivered, nil),
        (.cancelled(.expired), .cancelled, "expired"),
        (.retry(at: StoreScene.at(90), why: "a\nb"), .ready, "a b"),
        (.failed(why: "never", addressGone: false), .failed, "never"),
        (.unknown(why: "lost"), .unknown, "lost"), (.released, .ready, nil),
        (.postponed(until: StoreScene.at(70)), .ready, nil),
      ]
      for (index, expected) in changes.enumerated() {
        let user = "u\(index)"
        try scene.person(user)
        let receipt = try scene.emit {
          $0.user = user
          $0.id = nil
        }
        let claim = try #require(
          try scene.claim().first { $0.delivery.user.id.text == user })
        #expect(try scene.settle(claim, expected.0, at: 3) == 1)
        let row = try #require(try scene.deliveries(receipt, of: user).first)
        #expect(row.state == expected.1)
        #expect(row.note == expected.2)
        #expect(row.reference == (expected.1 == .delivered ? "id" : nil))
        let isUndone = expected.1 == .ready && expected.2 == nil
        #expect(row.attempts == (isUndone ? 0 : 1))
        #expect(row.settled == (expected.1 == .ready ? nil : StoreScene.at(3)))
        switch expected.0 {
        case .retry: #expect(row.due == StoreScene.at(90))
        case .postponed: #expect(row.due == StoreScene.at(70))
        default: #expect(row.due == StoreScene.at(0))
        }
        if expected.0 == .released {
          #expect(try scene.claim().map(\.delivery.attempt) == [1])
        }
      }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `forgets an address that is gone, and what was planned for it`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try scene.emit()
      let claim = try #require(try scene.claim().first)
      _ = try scene.settle(claim, .failed(why: "410", addressGone: true))
      #expect(try store.subscriptions(of: UserID("42")).isEmpty)
      #expect(try scene.claim(at: 60).isEmpty)
      #expect(try scene.states(receipt) == [.failed, .cancelled, .ready])
      #expect(try scene.deliveries(receipt)[1].note == Reason.gone.rawValue)
      #expect(try scene.claim(at: 120).map(\.delivery.channel) == [.email])
    }
  }
}
