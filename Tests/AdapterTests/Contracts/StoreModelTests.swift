// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

/// The same calls on both stores: equal answers after each, equal state at the end.
struct `Two stores` {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `answer alike to a long random sequence of calls`(seed: UInt64) throws {
    try StoreMaker.memory.withStore { memory in
      try StoreMaker.sqlite.withStore { sqlite in
        var walk = StoreWalk(seed: seed)
        try walk.prepare([memory, sqlite])
        var kinds: [String: Int] = [:]
        for step in 0..<2_000 {
          let call = try walk.next()
          let answers = (walk.perform(call, on: memory), walk.perform(call, on: sqlite))
          try #require(answers.0 == answers.1, "seed \(seed), step \(step): \(call)")
          walk.learn(from: answers.0, to: call)
          kinds[answers.0.kind, default: 0] += 1
          if step % 250 == 0 { try walk.compare(memory, sqlite, "seed \(seed), step \(step)") }
        }
        try walk.compare(memory, sqlite, "seed \(seed), end")
        // A walk in which something never happened would prove nothing about it.
        for kind in StoreWalk.expectedKinds { #expect(kinds[kind, default: 0] > 5, "\(kind)") }
      }
    }
  }
}

/// A seeded sequence of calls, and what it has learnt from the answers.
struct StoreWalk {
  enum Call {
    case accept(StoreScene.Wish)
    case claim(ClaimRequest)
    case settle([Settlement])
    case begin(DeliveryToken, Bool)
    case cancelExpired(Int)
    case extend(DeliveryToken, Int64)
    case extendOwner(Int64)
    case recover
    case mark([NotificationID], UserID, Mark)
    case markAll(InboxFilter, NotificationID, UserID, Mark)
    case takeBack(MarkedBatch, UserID)
    case retry(Int64)
    case drop(Int64)
    case subscribe(UserID, Subscription)
    case unsubscribe(UserID, String)
    case acknowledge(Int64, NotificationID, Bool)
    case stage(StagedEvent)
    case discard(EventID)
    case takeStage, nextDue
    case takeUpdates(Int), settleUpdates(Bool)
    case passStalled(Int)
  }

  struct Answer: Equatable {
    let kind: String
    let text: String
    var notification: NotificationID?
    var tokens: [DeliveryToken] = []
    var updates: [MarkUpdate] = []
    var batch: MarkedBatch?
  }

  static let expectedKinds = [
    "receipt", "claims", "settled", "begin", "extend", "recovered", "counts", "done", "due",
    "stage", "expired", "passed", "updates", "told", "conflict", "notFound", "unknownUser",
    "marked", "takenBack",
  ]

  private var dice: SplitMix
  private(set) var second: Int64 = 0
  private var ids: [NotificationID] = []
  private var tokens: [DeliveryToken] = []
  private(set) var updates: [MarkUpdate] = []
  private var batches: [MarkedBatch] = []
  private var owners: [NotificationID: String] = [:]
  static let users = ["a", "b", "c", "d"]

  init(seed: UInt64) { dice = SplitMix(state: seed) }

  func prepare(_ stores: [any Store]) throws {
    for store in stores {
      let scene = StoreScene(store: store)
      try scene.person("a", phone: "+33612345678", pushes: 2)
      try scene.person("b", email: nil, pushes: 1)
      try scene.person("c", pushes: 0)
    }
  }

  mutating func next() throws -> Call {
    second += Int64(dice.below(4) == 0 ? dice.below(40) : 0)
    let user = try UserID(pick(Self.users) ?? "a")
    let mark = pick(Mark.allCases) ?? .seen
    switch dice.below(100) {
    case 0..<25: return try accept(user)
    case 25..<36: return claim()
    case 36..<38: return .takeUpdates(dice.below(4))
    case 38..<40: return .settleUpdates(dice.below(2) == 0)
    case 40..<55: return settle()
    case 55..<58: return .begin(token(), dice.below(2) == 0)
    case 58..<61: return .extend(token(), Int64(dice.below(60)))
    case 61..<63: return .extendOwner(Int64(dice.below(2)))
    case 63..<67: return .recover
    case 67..<76:
      return .mark((0..<dice.below(4)).compactMap { _ in pick(ids) }, user, mark)
    case 76..<78: return try markAll(mark)
    case 78..<79: return pick(batches).map { .takeBack($0, user) } ?? .recover
    case 79..<83: return .retry(token().id)
    case 83..<85: return .drop(token().id)
    case 85..<88: return .subscribe(user, StoreScene.subscription("\(dice.below(6))"))
    case 88..<89: return .unsubscribe(user, StoreScene.subscription("\(dice.below(6))").endpoint)
    case 89..<93: return .stage(try staged())
    case 93..<94: return .passStalled(1 + dice.below(9))
    case 94..<96: return .discard(try EventID("evt-\(dice.below(60))"))
    case 96..<97: return .takeStage
    case 97..<98: return .cancelExpired(dice.below(30))
    case 98..<99:
      return pick(ids).map { .acknowledge(token().id, $0, dice.below(2) == 0) } ?? .recover
    default: return .nextDue
    }
  }

  mutating func learn(from answer: Answer, to call: Call) {
    if let notification = answer.notification {
      ids.append(notification)
      if case .accept(let wish) = call { owners[notification] = wish.user }
    }
    tokens.append(contentsOf: answer.tokens)
    if !answer.updates.isEmpty { updates = answer.updates }
    if let batch = answer.batch { batches.append(batch) }
    batches = batches.suffix(4)
    ids = ids.suffix(40)
    tokens = tokens.suffix(60)
  }

  private mutating func accept(_ user: UserID) throws -> Call {
    var wish = StoreScene.Wish()
    wish.user = dice.below(20) == 0 ? "stranger" : user.text
    wish.id = dice.below(3) == 0 ? "evt-\(dice.below(60))" : nil
    wish.fingerprint = Int64(dice.below(12) == 0 ? 2 : 1)
    wish.kind = dice.below(5) == 0 ? .security : .transactional
    wish.severity = pick(Severity.allCases) ?? .info
    wish.presence = dice.below(2) == 0 ? .offline : .visible
    wish.second = second - Int64(dice.below(20) == 0 ? 500 : 0)
    wish.wasStaged = dice.below(10) == 0
    wish.expires = .seconds(dice.below(2) == 0 ? 86_400 : 1_800)
    wish.rungs =
      [Rung(channel: .realtime, when: .online)] + StoreScene.rungs
      + [Rung(channel: .sms, when: .any, after: .seconds(900), unless: [.acked])]
    if user.text == "d", dice.below(2) == 0 { wish.users = [User(id: user)] }
    return .accept(wish)
  }

  private mutating func claim() -> Call {
    .claim(
      ClaimRequest(
        owner: Int64(dice.below(2)), carrier: .library,
        channels: dice.below(4) == 0 ? [.email, .sms] : nil, limit: dice.below(6),
        lease: .seconds(20), now: StoreScene.at(second), boot: StoreScene.boot(second),
        fallbackLocale: .french))
  }

  private mutating func settle() -> Call {
    .settle(
      (0..<dice.below(5)).map { _ in
        let changes: [Settlement.Change] = [
          .delivered(reference: "r"), .cancelled(.seen), .released, .unknown(why: "lost"),
          .retry(at: StoreScene.at(second + Int64(dice.below(60))), why: "later"),
          .postponed(until: StoreScene.at(second + Int64(dice.below(9_000)))),
          .failed(why: "no", addressGone: dice.below(3) == 0),
        ]
        return Settlement(token(), pick(changes) ?? .released)
      })
  }

  private mutating func staged() throws -> StagedEvent {
    try StagedEvent(
      id: EventID("evt-\(dice.below(60))"), name: .promotedToMinister, document: "{}",
      fingerprint: Fingerprint(high: dice.below(12) == 0 ? 2 : 1, low: 9))
  }

  /// Mostly up to a row of theirs.
  private mutating func markAll(_ mark: Mark) throws -> Call {
    guard let id = pick(ids) else { return .recover }
    let user = dice.below(5) == 0 ? pick(Self.users) : owners[id]
    return .markAll(
      filter(), id, try UserID(user ?? "a"), dice.below(2) == 0 ? .read : mark)
  }

  private mutating func filter() -> InboxFilter {
    var filter = InboxFilter()
    filter.show = pick([.inbox, .inbox, .archived, .all]) ?? .inbox
    filter.unread = dice.below(4) == 0
    if dice.below(3) == 0 { filter.severities = [.info, .error] }
    return filter
  }

  private mutating func token() -> DeliveryToken {
    let known = pick(tokens) ?? DeliveryToken(id: 1, fence: 1)
    return dice.below(10) == 0 ? DeliveryToken(id: known.id, fence: known.fence + 1) : known
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values[dice.below(values.count)]
  }
}

/// A small seeded generator: the same walk every time.
struct SplitMix {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(max(1, limit)))
  }
}
