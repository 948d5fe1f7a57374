// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

/// A store whose category `role` is kept for thirty days, and the days that pass.
private struct PruningScene {
  let scene: StoreScene
  var store: any Store { scene.store }
  static let day: Int64 = 86_400

  init(_ store: any Store) throws {
    scene = StoreScene(store: store)
    try scene.person("42")
  }

  static func rule(
    day: Int64, retention: Int64? = 30, otherwise: Int64? = nil
  ) throws -> PruningRule {
    let category = Policy.Category(
      name: .role, ladder: .standard,
      retention: retention.map { Instant.Span.seconds($0 * Self.day) })
    let policy = try Policy(
      rules: [], categories: [category], ladders: [.standard: Ladder(StoreScene.rungs)])
    return PruningRule(
      policy, otherwise: otherwise.map { Instant.Span.seconds($0 * Self.day) },
      now: StoreScene.at(day * Self.day), boot: StoreScene.boot(day * Self.day))
  }

  /// The whole walk; `limit` rows a transaction.
  func prune(
    day: Int64, retention: Int64? = 30, otherwise: Int64? = nil, limit: Int = 500
  ) throws -> PrunedRows {
    let rule = try Self.rule(day: day, retention: retention, otherwise: otherwise)
    var rows = PrunedRows()
    var place: PruningPlace? = .beginning
    while let from = place {
      let batch = try store.prune(rule, from: from, limit: limit)
      rows += batch.rows
      place = batch.next
    }
    return rows
  }

  /// Everything of it has come to an end.
  func emit(
    day: Int64, user: String = "42", id: String? = nil,
    settled: Settlement.Change = .cancelled(.seen)
  ) throws -> Receipt {
    let receipt = try scene.emit {
      $0.user = user
      $0.id = id
      $0.second = day * Self.day
    }
    // The two pushes of one channel are not claimed together.
    for second in [0, 20, 121] as [Int64] {
      for claim in try scene.claim(at: day * Self.day + second) {
        _ = try scene.settle(claim, settled, at: day * Self.day + second)
      }
    }
    return receipt
  }

  func counts(_ user: String = "42") throws -> Counts { try store.counts(of: UserID(user)) }

  func isRecounted(_ user: String = "42") throws -> Bool {
    let (counts, found) = (try counts(user), try scene.recount(UserID(user)))
    return counts.unread == found.unread && counts.unseenBySeverity == found.unseen
  }
}

struct `A store that forgets` {
  @Test(arguments: StoreMaker.allCases)
  func `removes what its category keeps no longer, with its key and counters`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = try PruningScene(store)
      let old = try scene.emit(day: 0, id: "old")
      let young = try scene.emit(day: 20, id: "young")
      _ = try scene.emit(day: 40, id: "last")
      let before = try scene.counts()
      let rows = try scene.prune(day: 45)
      #expect(rows.recipients == 1 && rows.deliveries == 3)
      #expect(rows.notifications == 1 && rows.keys == 1)
      let after = try scene.counts()
      #expect(after.unread == 2 && before.unread == 3)
      #expect(after.version > before.version)
      #expect(try scene.isRecounted())
      #expect(throws: StoreFailure.self) {
        try store.history(of: old.notification, for: UserID("42"))
      }
      #expect(try store.accepted(EventID("old")) == nil)
      #expect(try store.accepted(EventID("young"))?.notification == young.notification)
      #expect(try scene.prune(day: 45) == PrunedRows())
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `keeps for ever what says nothing, unless it is told an age`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try PruningScene(store)
      for day in [0, 10, 20] as [Int64] { _ = try scene.emit(day: day) }
      #expect(try scene.prune(day: 4_000, retention: nil) == PrunedRows())
      #expect(try scene.prune(day: 45, retention: nil, otherwise: 30).recipients == 2)
      #expect(try scene.prune(day: 45, retention: 40, otherwise: 1).recipients == 0)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `keeps what is pending, and what has failed of late`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try PruningScene(store)
      let pending = try scene.scene.emit { $0.id = nil }
      let claim = try #require(try scene.scene.claim().first)
      _ = try scene.scene.settle(claim, .retry(at: StoreScene.at(60), why: "later"))
      try scene.scene.emit {
        $0.id = nil
        $0.second = 60 * PruningScene.day
      }
      #expect(try scene.prune(day: 50).recipients == 0)
      for second in [60, 80, 200] as [Int64] {
        for claim in try scene.scene.claim(at: 50 * PruningScene.day + second) {
          _ = try scene.scene.settle(
            claim, .failed(why: "no", addressGone: false), at: 50 * PruningScene.day)
        }
      }
      #expect(try scene.scene.states(pending).allSatisfy { $0 == .failed })
      #expect(try scene.prune(day: 79).recipients == 0)
      #expect(try store.failed(limit: 9).count == 3)
      #expect(try scene.prune(day: 80).recipients == 1)
      #expect(try store.failed(limit: 9).isEmpty)
      #expect(try scene.isRecounted())
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `knows a key for seven days however short the history`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try PruningScene(store)
      let first = try scene.emit(day: 0, id: "evt-1")
      _ = try scene.emit(day: 6)
      var rows = try scene.prune(day: 6, retention: 1)
      #expect(rows.recipients == 1 && rows.notifications == 0 && rows.keys == 0)
      let again = try scene.scene.emit { $0.second = 6 * PruningScene.day }
      #expect(again.repeated && again.notification == first.notification)
      #expect(try scene.counts().unread == 1)
      rows = try scene.prune(day: 7, retention: 1)
      #expect(rows.notifications == 1 && rows.keys == 1)
      #expect(try store.accepted(EventID("evt-1")) == nil)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `gives no number twice, and goes on counting behind what has gone`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = try PruningScene(store)
      let first = try scene.emit(day: 0)
      let ids = try scene.scene.deliveries(first).map(\.id)
      #expect(try scene.prune(day: 400).recipients == 0)
      let next = try scene.emit(day: 400)
      #expect(try scene.scene.deliveries(next).map(\.id).min() == ids.max().map { $0 + 1 })
      #expect(try scene.prune(day: 400).notifications == 1)
      #expect(try scene.scene.deliveries(next).count == 3)
      #expect(try store.page(of: UserID("42"), before: nil, limit: 9).count == 1)
    }
  }

  @Test(arguments: StoreMaker.allCases, [1, 7, 500])
  func `goes through everybody in batches of any size`(maker: StoreMaker, limit: Int) throws {
    try maker.withStore { store in
      let scene = try PruningScene(store)
      let users = ["1", "2", "3", "4"]
      for user in users { try scene.scene.person(user) }
      for day in 0..<5 as Range<Int64> {
        for user in users { _ = try scene.emit(day: day * 10, user: user) }
      }
      _ = try store.markAll(
        upTo: store.page(of: UserID("2"), before: nil, limit: 1)[0].notification.id,
        of: UserID("2"), .archived, now: StoreScene.at(50 * PruningScene.day))
      let rows = try scene.prune(day: 55, limit: limit)
      #expect(rows.recipients == 12 && rows.deliveries == 36 && rows.notifications == 12)
      for user in users { #expect(try scene.isRecounted(user)) }
      #expect(try scene.counts("1").unread == 2)
      #expect(try scene.counts("2").unread == 0)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is not led astray by a clock that had gone wrong`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try PruningScene(store)
      _ = try scene.emit(day: 0)
      _ = try scene.emit(day: -15_000)
      _ = try scene.emit(day: 25_000)
      _ = try scene.emit(day: 10)
      _ = try scene.emit(day: 36)
      // What seemed to be of the year 1928 came after day 0; that of 2094 says nothing.
      #expect(try scene.prune(day: 29).recipients == 0)
      #expect(try scene.prune(day: 30).recipients == 2)
      #expect(try scene.prune(day: 41).recipients == 1)
      #expect(try scene.isRecounted())
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `remembers where it had to stop`(maker: StoreMaker) throws {
    try maker.withStore { store in
      #expect(try store.pruningPlace() == nil)
      let place = PruningPlace(stage: 0, user: "a b 7", number: 12)
      try store.keep(place)
      #expect(try store.pruningPlace() == place)
      try store.keep(.beginning)
      #expect(try store.pruningPlace() == .beginning)
      try store.keep(nil)
      #expect(try store.pruningPlace() == nil)
    }
  }
}

struct `The small tables of a store that forgets` {
  @Test(arguments: StoreMaker.allCases)
  func `lose what is of no use any more`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try PruningScene(store)
      let user = try UserID("42")
      try scene.scene.person("42", phone: "+33612345678")
      try store.discard(EventID("dropped"), now: StoreScene.at(0))
      try store.stage(
        StagedEvent(
          id: EventID("late"), name: .promotedToMinister, document: "{}",
          fingerprint: Fingerprint(high: 1, low: 2), due: StoreScene.at(0)),
        now: StoreScene.at(0))
      #expect(try store.giveUp(EventID("late"), due: StoreScene.at(0)))
      try store.ping(
        user, tab: TabID("tab"), session: nil, visible: true, lease: .seconds(30),
        boot: StoreScene.boot)
      try store.end(SessionTag(5), until: StoreScene.at(0), now: StoreScene.at(0))
      #expect(try scene.prune(day: 0).others == 0)
      #expect(try scene.prune(day: 6).others == 2)
      #expect(try store.presence(of: user, boot: StoreScene.boot) == .offline)
      #expect(try store.end(of: SessionTag(5)) == nil)
      #expect(try scene.prune(day: 7).others == 1)
      #expect(try store.givenUp(limit: 9).count == 1)
      #expect(try scene.prune(day: 90).others == 1)
      #expect(try store.givenUp(limit: 9).isEmpty)
      #expect(try scene.prune(day: 9_000).others == 0)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `keep two years of spending, and caps that still count`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = try PruningScene(store)
      try scene.scene.person("42", phone: "+33612345678")
      try scene.scene.emit {
        $0.rungs = [Rung(channel: .sms, when: .any)]
        $0.collapse = try? CollapseKey("key")
      }
      let claim = try #require(try scene.scene.claim().first)
      let allowance = Allowance(
        category: .role, cap: Policy.Cap(count: 3, per: .day), budget: nil, isInsistent: false)
      #expect(try scene.scene.begin(claim, allowance) == .granted)
      _ = try scene.scene.settle(claim, .delivered(reference: nil))
      _ = try scene.emit(day: 1)
      #expect(try scene.prune(day: 20, retention: nil).others == 0)
      // The cap's row; then the collapse key, with its notification.
      #expect(try scene.prune(day: 31, retention: nil).others == 1)
      #expect(try scene.prune(day: 31).others == 1)
      #expect(try store.spending(limit: 9).count == 1)
      #expect(try scene.prune(day: 700).others == 0)
      // The person's and everybody's.
      #expect(try scene.prune(day: 800).others == 2)
      #expect(try store.spending(limit: 9).isEmpty)
    }
  }
}
