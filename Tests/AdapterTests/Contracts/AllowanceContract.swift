// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A store's caps and budgets` {
  private func allowance(
    cap: Policy.Cap? = nil, person: Int? = nil, category: Int? = nil, insistent: Bool = false
  ) -> Allowance {
    Allowance(
      category: .role, cap: cap, budget: Policy.Budget(person: person, category: category),
      isInsistent: insistent)
  }

  /// A text that is due for each name in turn.
  private func texts(_ scene: StoreScene, _ users: [String]) throws -> [Claim] {
    for (number, user) in users.enumerated() {
      try scene.person(user, phone: "+3361234567\(number % 10)", pushes: 0)
      _ = try scene.emit {
        $0.user = user
        $0.id = nil
        $0.prices = try? PriceList(currency: "EUR", prefixes: ["+33": 65_000])
        $0.rungs = [Rung(channel: .sms, when: .any, unless: [.seen])]
      }
    }
    var claims: [Claim] = []
    while claims.count < users.count, let next = try scene.claim(limit: 1).first {
      claims.append(next)
      if try scene.settle(next, .postponed(until: StoreScene.at(0))) == 0 { break }
      claims[claims.count - 1] = try #require(try scene.claim(limit: 1).first)
    }
    return claims
  }

  @Test(arguments: StoreMaker.allCases)
  func `let no text of a person go beyond the month's budget, and charge each once`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let claims = try texts(scene, ["1", "2", "3"])
      #expect(claims.count == 3)
      let two = allowance(category: 2)
      #expect(try scene.begin(claims[0], two) == .granted)
      #expect(try scene.begin(claims[0], two) == .granted)
      #expect(try scene.begin(claims[1], two) == .granted)
      #expect(try scene.begin(claims[2], two) == .refused(.overBudget))
      let line = try #require(try store.spending(limit: 9).first)
      #expect(line.spending == Spending(texts: 2, amount: 130_000, spared: 0, sparedAmount: 0))
      #expect(line.category == .role)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `take back what nobody took, and count what was spared`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let claims = try texts(scene, ["1", "2"])
      let one = allowance(person: 1, category: 1)
      #expect(try scene.begin(claims[0], one) == .granted)
      #expect(try scene.settle(claims[0], .failed(why: "no", addressGone: false)) == 1)
      #expect(try scene.begin(claims[1], one) == .granted)
      #expect(try scene.settle(claims[1], .cancelled(.seen)) == 1)
      let spent = try #require(try store.spending(limit: 9).first?.spending)
      #expect(spent == Spending(texts: 0, amount: 0, spared: 1, sparedAmount: 65_000))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `count a text that is cancelled by a look before it was due`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678", pushes: 0)
      let receipt = try scene.emit {
        $0.prices = try? PriceList(currency: "EUR", prefixes: ["": 80_000])
        $0.rungs = [
          Rung(channel: .email, when: .any),
          Rung(channel: .sms, when: .any, after: .seconds(900), unless: [.seen]),
        ]
      }
      _ = try store.mark(
        [receipt.notification], of: UserID("42"), .seen, now: StoreScene.at(1))
      let line = try #require(try store.spending(limit: 1).first)
      #expect(line.spending == Spending(texts: 0, amount: 0, spared: 1, sparedAmount: 80_000))
      #expect(line.month == 202_510)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `count a text that a browser's showing of it made needless`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678")
      _ = try scene.emit {
        $0.prices = try? PriceList(currency: "EUR", prefixes: ["": 80_000])
        $0.rungs = [
          Rung(channel: .webpush, when: .any),
          Rung(channel: .sms, when: .any, after: .seconds(900), unless: [.acked]),
        ]
      }
      let push = try #require(try scene.claim().first)
      #expect(try scene.settle(push, .delivered(reference: nil)) == 1)
      _ = try store.acknowledge(
        PushReceipt(
          delivery: push.delivery.token.id, notification: push.delivery.notification.id,
          wasOpened: false), at: StoreScene.telling(1))
      let spending = try store.spending(limit: 1).first?.spending
      #expect(spending == Spending(texts: 0, amount: 0, spared: 1, sparedAmount: 80_000))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `count no text as spared that was cancelled before it was seen`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678", pushes: 0)
      let receipt = try scene.emit {
        $0.prices = try? PriceList(currency: "EUR", prefixes: ["": 80_000])
        $0.rungs = [Rung(channel: .sms, when: .any, after: .seconds(900), unless: [.seen])]
      }
      try store.cancel(receipt.notification, now: StoreScene.at(1))
      _ = try store.mark(
        [receipt.notification], of: UserID("42"), .seen, now: StoreScene.at(2))
      #expect(try store.spending(limit: 1).isEmpty)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `refuse what a cap has no room for, and make wait what must be heard`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 0)
      for _ in 0..<3 {
        _ = try scene.emit {
          $0.id = nil
          $0.rungs = [Rung(channel: .email, when: .any)]
        }
      }
      let cap = Policy.Cap(count: 1, per: .seconds(60))
      let first = try #require(try scene.claim(limit: 1).first)
      #expect(try scene.begin(first, allowance(cap: cap)) == .granted)
      _ = try scene.settle(first, .delivered(reference: nil), at: 1)
      let second = try #require(try scene.claim(at: 1, limit: 1).first)
      #expect(try scene.begin(second, allowance(cap: cap), at: 1) == .refused(.capped))
      let insistent = allowance(cap: cap, insistent: true)
      #expect(try scene.begin(second, insistent, at: 1) == .later(StoreScene.at(60)))
      #expect(try scene.begin(second, insistent, at: 60) == .granted)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `take back what was charged, put off, and then seen or expired`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let claims = try texts(scene, ["1", "2"])
      for claim in claims {
        #expect(try scene.begin(claim, allowance(person: 1)) == .granted)
        _ = try scene.settle(claim, .postponed(until: StoreScene.at(60)))
      }
      _ = try store.mark(
        [claims[0].delivery.notification.id], of: UserID("1"), .seen, now: StoreScene.at(1))
      let late = StoreScene.at(100_000)
      #expect(try store.cancelExpired(now: late, limit: 9) == 1)
      let spent = try #require(try store.spending(limit: 9).first?.spending)
      #expect(spent == Spending(texts: 0, amount: 0, spared: 1, sparedAmount: 65_000))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `count all browsers of a person as one time, and hold up no alarm`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 2)
      for _ in 0..<2 {
        _ = try scene.emit {
          $0.id = nil
          $0.rungs = [Rung(channel: .webpush, when: .any)]
        }
      }
      let cap = allowance(cap: Policy.Cap(count: 1, per: .day))
      let claims = try scene.claim()
      #expect(claims.count == 2)
      for claim in claims { #expect(try scene.begin(claim, cap) == .granted) }
      for claim in claims { _ = try scene.settle(claim, .delivered(reference: nil)) }
      let next = try #require(try scene.claim().first)
      #expect(try scene.begin(next, cap) == .refused(.capped))
      let alarm = Allowance(
        category: .role, cap: Policy.Cap(count: 1, per: .day), budget: nil, isInsistent: true,
        isSecurity: true)
      #expect(try scene.begin(next, alarm) == .granted)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `look once more whether it was cancelled`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let claim = try #require(try texts(scene, ["42"]).first)
      try store.cancel(claim.delivery.notification.id, now: StoreScene.at(1))
      #expect(try scene.begin(claim, at: 1) == .refused(.cancelled))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `look once more whether it was seen`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let claim = try #require(try texts(scene, ["42"]).first)
      _ = try store.mark(
        [claim.delivery.notification.id], of: UserID("42"), .read, now: StoreScene.at(1))
      #expect(try scene.begin(claim, at: 1) == .refused(.seen))
    }
  }
}

struct `A store's cap after a clock that was far ahead` {
  private let far: Int64 = 2_000_000_000

  /// One more e-mail for the person that may begin.
  private func begin(
    _ scene: StoreScene, at second: Int64, isSecurity: Bool = false
  ) throws -> Admission {
    _ = try scene.emit {
      $0.id = nil
      $0.second = second
      $0.rungs = [Rung(channel: .email, when: .any)]
    }
    let claim = try #require(try scene.claim(at: second, limit: 1).first)
    let allowance = Allowance(
      category: .role, cap: Policy.Cap(count: 1, per: .seconds(60)), budget: nil,
      isInsistent: false, isSecurity: isSecurity)
    let admission = try scene.begin(claim, allowance, at: second)
    _ = try scene.settle(claim, .delivered(reference: nil), at: second)
    return admission
  }

  @Test(arguments: StoreMaker.allCases)
  func `holds, however much was sent meanwhile`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      for _ in 0...SentTimes.limit {
        #expect(try begin(scene, at: far, isSecurity: true) == .granted)
      }
      #expect(try begin(scene, at: 10) == .granted)
      #expect(try begin(scene, at: 20) == .refused(.capped))
      #expect(try begin(scene, at: 70) == .granted)
    }
  }
}

struct `A store's flood gate` {
  @Test(arguments: StoreMaker.allCases)
  func `stays shut for who reads a clock a little earlier`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      var planned: [Int] = []
      for second in [100, 100, 100, 99, 99, 41] as [Int64] {
        planned.append(
          try scene.emit {
            $0.id = nil
            $0.flood = 3
            $0.second = second
          }.deliveries)
      }
      #expect(planned == [3, 3, 3, 0, 0, 0])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `stores everything, and plans no more than so many a minute`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      var planned: [Int] = []
      for second in [0, 0, 0, 0, 21] as [Int64] {
        planned.append(
          try scene.emit {
            $0.id = nil
            $0.flood = 3
            $0.second = second
          }.deliveries)
      }
      #expect(planned == [3, 3, 3, 0, 3])
      #expect(try store.counts(of: UserID("42")).unread == 5)
    }
  }
}
