// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

/// What becomes of the charge where nobody says what became of the text.
struct `The charge of a text, in a store,` {
  private func budget(_ texts: Int) -> Allowance {
    Allowance(
      category: .role, cap: nil, budget: Policy.Budget(person: texts, category: nil),
      isInsistent: false)
  }

  /// A text that is due, claimed.
  private func text(_ scene: StoreScene) throws -> Claim {
    try scene.person("42", phone: "+33612345678", pushes: 0)
    _ = try scene.emit {
      $0.prices = try? PriceList(currency: "EUR", prefixes: ["+33": 65_000])
      $0.rungs = [Rung(channel: .sms, when: .any, unless: [.seen])]
    }
    return try #require(try scene.claim().first)
  }

  /// One that may have been taken, and that an operator asks for again.
  private func askedAgain(_ scene: StoreScene) throws -> Claim {
    let first = try text(scene)
    #expect(try scene.begin(first, budget(1)) == .granted)
    _ = try scene.settle(first, .unknown(why: "silence"))
    try scene.store.retry(
      first.delivery.token.id, now: StoreScene.at(1), expires: StoreScene.at(60))
    return try #require(try scene.claim(at: 1).first)
  }

  private func spent(_ scene: StoreScene) throws -> Spending? {
    try scene.store.spending(limit: 1).first?.spending
  }

  private let once = Spending(texts: 1, amount: 65_000, spared: 0, sparedAmount: 0)

  @Test(arguments: StoreMaker.allCases)
  func `stays when the text is asked for again, and the second is asked of the budget`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let second = try askedAgain(scene)
      #expect(try scene.begin(second, budget(1), at: 1) == .refused(.overBudget))
      #expect(try spent(scene) == once)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `stays when the second of them fails`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let second = try askedAgain(scene)
      #expect(try scene.begin(second, budget(2), at: 1) == .granted)
      let both = try spent(scene)
      #expect(both?.texts == 2)
      _ = try scene.settle(second, .failed(why: "no", addressGone: false), at: 1)
      #expect(try spent(scene) == once)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `stays when the second of them is seen before it left`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let second = try askedAgain(scene)
      _ = try scene.settle(second, .cancelled(.seen), at: 1)
      let spent = try spent(scene)
      #expect(spent?.texts == 1)
      #expect(spent?.amount == 65_000)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `goes back when its workers died before they sent it again`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let first = try text(scene)
      #expect(try scene.begin(first, budget(1)) == .granted)
      _ = try scene.settle(first, .retry(at: StoreScene.at(0), why: "busy"))
      for crash in 1...3 as ClosedRange<Int64> {
        #expect(try spent(scene) == once)
        #expect(try scene.claim(at: crash * 30).count == 1)
        #expect(try scene.recover(at: crash * 30 + 20) == 1)
      }
      #expect(try store.failed(limit: 9).map(\.state) == [.failed])
      #expect(
        try spent(scene) == Spending(texts: 0, amount: 0, spared: 0, sparedAmount: 0))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `stays when a worker died while it sent it`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let sent = try text(scene)
      #expect(try scene.begin(sent, budget(1)) == .granted)
      #expect(try scene.recover(at: 30) == 1)
      #expect(try store.failed(limit: 9).map(\.state) == [.unknown])
      #expect(try spent(scene) == once)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is not made for one that begins too late`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let late = try text(scene)
      let end = late.delivery.expires
      let before = Instant(milliseconds: end.milliseconds - 1)
      for (now, wanted) in [(end, Admission.refused(.expired)), (before, .granted)] {
        let request = BeginRequest(
          late.delivery.token, onceOnly: false, allowance: budget(1), now: now)
        #expect(try store.begin(request) == wanted)
        #expect(try spent(scene) == (wanted == .granted ? once : nil))
      }
    }
  }
}
