// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `A delivery queue that many share` {
  @Test(arguments: StoreMaker.allCases)
  func `lets a claim begin once where twice would be worse`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try scene.emit()
      let first = try #require(try scene.claim().first)
      #expect(try scene.begin(first, onceOnly: true) == .granted)
      #expect(try scene.begin(first, onceOnly: true) == .lost)
      #expect(try scene.begin(first, onceOnly: false) == .granted)
      _ = try scene.settle(first, .released)
      let second = try #require(try scene.claim().first)
      #expect(try scene.begin(first, onceOnly: true) == .lost)
      #expect(try scene.begin(second, onceOnly: true) == .granted)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `says when the next is due on the channels asked for`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678")
      for (channel, second) in [(ChannelName.email, 9), (.sms, 4)] as [(ChannelName, Int64)] {
        try scene.emit {
          $0.id = nil
          $0.second = second
          $0.rungs = [Rung(channel: channel, when: .any)]
        }
      }
      #expect(try store.nextDue(.library, channels: [.email]) == StoreScene.at(9))
      #expect(try store.nextDue(.library, channels: [.email, .sms]) == StoreScene.at(4))
      #expect(try store.nextDue(.library, channels: [.webpush]) == nil)
      #expect(try store.nextDue(.library, channels: []) == nil)
      #expect(try store.nextDue(.host, channels: [.email, .sms]) == nil)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `keeps what is postponed until then, and its ladder waiting`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try scene.emit { $0.expires = .seconds(600) }
      let first = try #require(try scene.claim().first)
      #expect(try scene.settle(first, .postponed(until: StoreScene.at(60))) == 1)
      let second = try #require(try scene.claim(at: 59).first)
      #expect(second.rung == 1)
      #expect(second.facts.trying == [.webpush])
      _ = try scene.settle(second, .cancelled(.trying))
      let again = try #require(try scene.claim(at: 60).first)
      #expect(again.delivery.token.id == first.delivery.token.id)
      #expect(again.delivery.token.fence == first.delivery.token.fence + 1)
      #expect(again.delivery.attempt == 1)
      // Nothing waits beyond its expiry: that is when it ends.
      _ = try scene.settle(again, .postponed(until: StoreScene.at(9_000)))
      #expect(try scene.deliveries(receipt)[0].due == StoreScene.at(600))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `ends what has expired, whoever carries it, and arms the next`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let slack = try ChannelName("slack")
      try scene.person("42")
      try scene.person("43")
      let rungs = [
        Rung(channel: slack, when: .any, timeout: .seconds(30)),
        Rung(channel: .email, when: .any, after: .seconds(120)),
      ]
      let receipts = try ["42", "43"].map { user in
        try scene.emit {
          $0.user = user
          $0.id = nil
          $0.rungs = rungs
          $0.channels = [ConfiguredChannel(slack, .host), ConfiguredChannel(.email, .library)]
        }
      }
      let counts = try store.counts(of: UserID("42"))
      #expect(try store.cancelExpired(now: StoreScene.at(29), limit: 9) == 0)
      #expect(try store.cancelExpired(now: StoreScene.at(30), limit: 0) == 0)
      #expect(try store.cancelExpired(now: StoreScene.at(30), limit: 1) == 1)
      #expect(try scene.states(receipts[0], of: "42") == [.cancelled, .ready])
      #expect(try scene.states(receipts[1], of: "43") == [.ready, .waiting])
      #expect(try scene.deliveries(receipts[0], of: "42").first?.note == Reason.expired.rawValue)
      #expect(try scene.deliveries(receipts[0], of: "42").first?.settled == StoreScene.at(30))
      #expect(try store.counts(of: UserID("42")) == counts)
      let held = try scene.claim(at: 31, carrier: .host)
      #expect(held.map(\.delivery.user.id.text) == ["43"])
      #expect(try store.cancelExpired(now: StoreScene.at(99), limit: 9) == 0)
      #expect(try scene.settle(held[0], .released, at: 99) == 1)
      #expect(try store.cancelExpired(now: StoreScene.at(99), limit: 9) == 1)
      #expect(try scene.claim(at: 120).count == 2)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `drops a later rung when one browser of an earlier was reached`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 2)
      try scene.emit()
      let first = try scene.claim(at: 0)
      #expect(first.count == 2)
      _ = try scene.settle(first[0], .delivered(reference: nil))
      let other = try #require(
        try store.claim(of: first[1].delivery.token, fallbackLocale: .french))
      #expect(other.facts.reached == [])
      _ = try scene.settle(first[1], .failed(why: "no", addressGone: false))
      let later = try scene.claim(at: 20)
      #expect(later.map(\.rung) == [1, 1])
      #expect(later.map(\.facts.reached) == [[.webpush], [.webpush]])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `lists the last failure first`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      for user in ["1", "2", "3"] {
        try scene.person(user)
        try scene.emit {
          $0.user = user
          $0.id = nil
          $0.rungs = [Rung(channel: .email, when: .any)]
        }
      }
      let claims = try scene.claim()
      for (claim, second) in zip(claims, [7, 9, 7] as [Int64]) {
        _ = try scene.settle(claim, .failed(why: "no", addressGone: false), at: second)
      }
      #expect(try store.failed(limit: 9).map(\.user.text) == ["2", "3", "1"])
      #expect(try store.failed(limit: 1).map(\.user.text) == ["2"])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is not held up by what a host took and never began`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let slack = try ChannelName("slack")
      try scene.person("42")
      for _ in 0..<3 {
        try scene.emit {
          $0.id = nil
          $0.rungs = [Rung(channel: slack, when: .any)]
          $0.channels = [ConfiguredChannel(slack, .host)]
        }
      }
      let first = try #require(try scene.claim(limit: 1, carrier: .host).first)
      let second = try #require(try scene.claim(limit: 1, carrier: .host).first)
      #expect(second.delivery.token.id > first.delivery.token.id)
      #expect(try scene.begin(first, onceOnly: true) == .granted)
      #expect(try scene.claim(limit: 1, carrier: .host).isEmpty)
      _ = try scene.settle(first, .delivered(reference: nil))
      #expect(try scene.claim(limit: 1, carrier: .host).count == 1)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `serves the others behind one person's backlog`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 0)
      try scene.person("43", pushes: 0)
      func emit(_ user: String) throws {
        try scene.emit {
          $0.user = user
          $0.id = nil
          $0.rungs = [Rung(channel: .email, when: .any)]
        }
      }
      for _ in 0..<3_000 { try emit("42") }
      let slow = try #require(try scene.claim(limit: 1).first)
      try emit("43")
      #expect(try scene.claim(limit: 1).map(\.delivery.user.id.text) == ["43"])
      _ = try scene.settle(slow, .delivered(reference: nil))
      #expect(try scene.claim(limit: 2).map(\.delivery.user.id.text) == ["42"])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `never takes time away from a lease that is renewed`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.emitToTwo()
      let claims = try scene.claim(lease: 500)
      let token = claims[0].delivery.token
      // Once out of a batch, once alone, once with all of its owner.
      for _ in 0..<2 {
        #expect(try store.extend(token, by: .seconds(5), boot: StoreScene.boot(10)))
        #expect(try scene.recover(at: 100) == 0)
      }
      #expect(try store.extend(owner: 1, by: .seconds(5), boot: StoreScene.boot(10)) == 2)
      #expect(try scene.recover(at: 499) == 0)
      let otherBoot = BootTime(milliseconds: 0, id: 8)
      #expect(try store.extend(token, by: .seconds(5), boot: otherBoot))
      let recovered = try store.recover(
        now: StoreScene.at(1), boot: BootTime(milliseconds: 6_000, id: 8), crashes: 3,
        atMostOnce: [])
      #expect(recovered == 2)
    }
  }
}
