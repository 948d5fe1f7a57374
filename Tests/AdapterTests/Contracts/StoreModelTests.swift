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
          walk.learn(from: answers.0)
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
    case markAll(NotificationID, UserID, Mark)
    case retry(Int64)
    case drop(Int64)
    case subscribe(UserID, Subscription)
    case unsubscribe(UserID, String)
    case acknowledge(Int64, NotificationID, Bool)
    case stage(StagedEvent)
    case discard(EventID)
    case takeStage, nextDue
    case passStalled(Int)
  }

  struct Answer: Equatable {
    let kind: String
    let text: String
    var notification: NotificationID?
    var tokens: [DeliveryToken] = []
  }

  static let expectedKinds = [
    "receipt", "claims", "settled", "begin", "extend", "recovered", "counts", "done", "due",
    "stage", "expired", "passed", "conflict", "notFound", "unknownUser",
  ]

  private var dice: SplitMix
  private var second: Int64 = 0
  private var ids: [NotificationID] = []
  private var tokens: [DeliveryToken] = []
  private static let users = ["a", "b", "c", "d"]

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
    case 25..<40: return claim()
    case 40..<55: return settle()
    case 55..<58: return .begin(token(), dice.below(2) == 0)
    case 58..<61: return .extend(token(), Int64(dice.below(60)))
    case 61..<63: return .extendOwner(Int64(dice.below(2)))
    case 63..<67: return .recover
    case 67..<77:
      return .mark((0..<dice.below(4)).compactMap { _ in pick(ids) }, user, mark)
    case 77..<79: return pick(ids).map { .markAll($0, user, mark) } ?? .recover
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

  mutating func learn(from answer: Answer) {
    if let notification = answer.notification { ids.append(notification) }
    tokens.append(contentsOf: answer.tokens)
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

  private mutating func token() -> DeliveryToken {
    let known = pick(tokens) ?? DeliveryToken(id: 1, fence: 1)
    return dice.below(10) == 0 ? DeliveryToken(id: known.id, fence: known.fence + 1) : known
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values[dice.below(values.count)]
  }
}

extension StoreWalk {
  func perform(_ call: Call, on store: any Store) -> Answer {
    do {
      return try answer(call, store)
    } catch let failure as StoreFailure {
      let text = "\(failure)"
      return Answer(kind: String(text.prefix { $0 != "(" }), text: text)
    } catch {
      return Answer(kind: "other", text: "\(error)")
    }
  }

  private func answer(_ call: Call, _ store: any Store) throws -> Answer {
    let (now, boot) = (StoreScene.at(second), StoreScene.boot(second))
    switch call {
    case .accept(let wish):
      let (submission, treatment) = try StoreScene.submission(wish)
      let receipt = try store.accept(submission) { decide(treatment, $0) }
      return Answer(
        kind: "receipt", text: "\(receipt)", notification: receipt.notification)
    case .claim(let request):
      let claims = try store.claim(request)
      return Answer(
        kind: "claims", text: claims.map(Self.text).joined(separator: "\n"),
        tokens: claims.map(\.delivery.token))
    case .settle(let results):
      return Answer(kind: "settled", text: "\(try store.settle(results, now: now))")
    case .begin(let token, let once):
      let admission = try store.begin(.modelled(token, once, now))
      return Answer(kind: "begin", text: "\(admission), \(try store.spending(limit: 10))")
    case .cancelExpired(let limit):
      return Answer(kind: "expired", text: "\(try store.cancelExpired(now: now, limit: limit))")
    case .extend(let token, let lease):
      return Answer(
        kind: "extend", text: "\(try store.extend(token, by: .seconds(lease), boot: boot))")
    case .extendOwner(let owner):
      return Answer(
        kind: "extend", text: "\(try store.extend(owner: owner, by: .seconds(20), boot: boot))")
    case .recover:
      let count = try store.recover(now: now, boot: boot, crashes: 2, atMostOnce: [.sms])
      return Answer(kind: "recovered", text: "\(count)")
    case .mark(let ids, let user, let mark):
      return Answer(
        kind: "counts", text: "\(try store.mark(ids, of: user, mark, now: now))")
    case .markAll(let cursor, let user, let mark):
      return Answer(
        kind: "counts", text: "\(try store.markAll(upTo: cursor, of: user, mark, now: now))")
    default: return try lesser(call, store)
    }
  }

  private func lesser(_ call: Call, _ store: any Store) throws -> Answer {
    let now = StoreScene.at(second)
    switch call {
    case .retry(let id): try store.retry(id, now: now, expires: now + .seconds(600))
    case .drop(let id): try store.drop(id, now: now)
    case .subscribe(let user, let subscription):
      try store.subscribe(user, subscription, now: now)
    case .unsubscribe(let user, let endpoint): try store.unsubscribe(user, endpoint: endpoint)
    case .acknowledge(let delivery, let notification, let opened):
      try store.acknowledge(
        PushReceipt(delivery: delivery, notification: notification, wasOpened: opened), now: now)
    case .stage(let event): try store.stage(event, now: now)
    case .discard(let id): try store.discard(id, now: now)
    case .takeStage:
      let stage = try store.takeStage(
        before: StoreScene.at(second - 30), now: now, lease: .seconds(30))
      return Answer(kind: "stage", text: "\(stage?.id.text ?? "-")")
    case .passStalled(let limit):
      let search = StalledSearch(carried: [], now: now, limit: limit)
      return Answer(kind: "passed", text: "\(try store.passStalled(search))")
    default:
      let due = try store.nextDue(.library, channels: StoreScene.names)
      return Answer(kind: "due", text: "\(String(describing: due))")
    }
    return Answer(kind: "done", text: "")
  }

  private static func text(_ claim: Claim) -> String {
    let delivery = claim.delivery
    return """
      \(delivery.token.text) \(delivery.notification.id) \(delivery.user.id.text) \
      \(delivery.channel.text) \(delivery.subscription?.number ?? 0) \(delivery.attempt) \
      \(delivery.counts) \(claim.rung) \(claim.facts) \(delivery.expires)
      """
  }

  /// Counters equal a recount, and both stores tell the same history.
  func compare(_ memory: any Store, _ sqlite: any Store, _ where_: String) throws {
    for name in Self.users {
      let user = try UserID(name)
      let counts = try memory.counts(of: user)
      #expect(try sqlite.counts(of: user) == counts, "\(where_)")
      let recount = try StoreScene(store: sqlite).recount(user)
      #expect(recount.unread == counts.unread, "\(where_)")
      #expect(recount.unseen == counts.unseenBySeverity, "\(where_)")
      #expect(
        try sqlite.browsers(of: user) == memory.browsers(of: user), "\(where_)")
      for row in try memory.page(of: user, before: nil, limit: 50) {
        let (one, other) = try (
          memory.history(of: row.notification.id, for: user),
          sqlite.history(of: row.notification.id, for: user)
        )
        #expect("\(one)" == "\(other)", "\(where_)")
      }
    }
    let (one, other) = try (memory.failed(limit: 1_000), sqlite.failed(limit: 1_000))
    #expect(one.map { "\($0)" } == other.map { "\($0)" }, "\(where_)")
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
