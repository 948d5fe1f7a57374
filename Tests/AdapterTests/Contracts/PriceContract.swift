// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A store's prices` {
  private let prices = try? PriceList(currency: "EUR", prefixes: ["+33": 65_000, "": 80_000])

  /// A text of so many parts that is due.
  private func text(
    _ scene: StoreScene, parts: Int?, rungs: [Rung] = [Rung(channel: .sms, when: .any)]
  ) throws -> Receipt {
    try scene.emit {
      $0.id = nil
      $0.prices = prices
      $0.parts = { _, _ in parts }
      $0.rungs = rungs
    }
  }

  private func month(_ store: any Store) throws -> Spending? {
    try store.spending(limit: 1).first?.spending
  }

  private var counted: Allowance {
    Allowance(category: .role, cap: nil, budget: nil, isInsistent: false)
  }

  @Test(arguments: StoreMaker.allCases)
  func `plan a text by its parts, and nothing else by them`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678", pushes: 0)
      let rungs = [ChannelName.email, .sms].map { Rung(channel: $0, when: .any) }
      let receipt = try text(scene, parts: 3, rungs: rungs)
      #expect(try scene.deliveries(receipt).map(\.price) == [0, 195_000])
      let unknown = try text(scene, parts: nil, rungs: rungs)
      #expect(try scene.deliveries(unknown).map(\.price) == [0, 65_000])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `ask for parts only where a text is planned`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678", pushes: 0)
      try scene.person("43", pushes: 0)
      for (user, optional) in [("42", true), ("43", false)] {
        _ = try scene.emit {
          $0.user = user
          $0.id = nil
          $0.prices = prices
          $0.parts = { _, _ in
            Issue.record("asked for \(user)")
            return 1
          }
          $0.rungs = [
            Rung(channel: .email, when: .any),
            Rung(channel: .sms, when: .any, optional: optional),
          ]
        }
      }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `count parts in the words of that person and that event`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let jeanne = User(
        id: try UserID("42"), phone: try PhoneNumber("+33612345678"), locale: .english,
        roles: [try RoleName("clerk")], domains: [try DomainName("north")])
      let receipt = try scene.emit {
        $0.users = [jeanne]
        $0.prices = prices
        $0.severity = .error
        $0.parts = { notification, user in
          #expect(user == jeanne)
          #expect(notification.content == .template(.promotion, data: #"{"a":1.50}"#))
          #expect(notification.type == .promotedToMinister)
          #expect(notification.severity == .error)
          return notification.id.high == 0 ? 1 : 2
        }
        $0.rungs = [Rung(channel: .sms, when: .any)]
      }
      #expect(try scene.deliveries(receipt).map(\.price) == [130_000])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `become what the provider counted, for the month and for the person`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678", pushes: 0)
      let receipt = try text(scene, parts: 2)
      let claim = try #require(try scene.claim().first)
      #expect(try scene.begin(claim, counted) == .granted)
      #expect(try month(store)?.amount == 130_000)
      #expect(try scene.settle(claim, .delivered(reference: "id", price: 195_000)) == 1)
      #expect(
        try month(store) == Spending(texts: 1, amount: 195_000, spared: 0, sparedAmount: 0))
      #expect(try scene.deliveries(receipt).map(\.price) == [195_000])
      // Late, it changes nothing.
      #expect(try scene.settle(claim, .delivered(reference: "id", price: 65_000)) == 0)
      #expect(try month(store)?.amount == 195_000)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `go down as well as up, and stay without another word`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678", pushes: 0)
      for price in [nil, 65_000, 0] as [Int64?] {
        _ = try text(scene, parts: 2)
        let claim = try #require(try scene.claim().first)
        #expect(try scene.begin(claim, counted) == .granted)
        #expect(try scene.settle(claim, .delivered(reference: nil, price: price)) == 1)
      }
      #expect(
        try month(store) == Spending(texts: 3, amount: 195_000, spared: 0, sparedAmount: 0))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `are taken back as they were charged, and charged to the month they began in`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678", pushes: 0)
      _ = try text(scene, parts: 4)
      let claim = try #require(try scene.claim().first)
      #expect(try scene.begin(claim, counted) == .granted)
      // A month later a provider says at last what it was.
      let later: Int64 = 40 * 86_400
      #expect(
        try scene.settle(claim, .delivered(reference: nil, price: 65_000), at: later) == 1)
      let lines = try store.spending(limit: 9)
      #expect(lines.map(\.month) == [202_510])
      #expect(lines.first?.spending.amount == 65_000)
      _ = try text(scene, parts: 4)
      let failing = try #require(try scene.claim().first)
      #expect(try scene.begin(failing, counted) == .granted)
      _ = try scene.settle(failing, .failed(why: "no", addressGone: false))
      #expect(try month(store)?.amount == 65_000)
    }
  }
}
