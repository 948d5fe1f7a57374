// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The store as one process reaches it: a call may be refused, or its caller may die before it or
/// after its commit. What the store answered is told to the book in the very moment.
final class SimDisk: Store, @unchecked Sendable {
  let world: World
  let life: Life
  let seat: Seat
  var inner: any Store { world.store }
  var book: Book { world.book }

  init(_ world: World, _ life: Life, _ seat: Seat) {
    self.world = world
    self.life = life
    self.seat = seat
  }

  var survivesPowerLoss: Bool { true }

  /// `isSettled` tells the book, before anybody else can act.
  func reach<Answer>(
    _ gate: Gate, _ call: () throws(StoreFailure) -> Answer, told: (Answer) -> Void = { _ in }
  ) throws(StoreFailure) -> Answer {
    try world.enter(gate, life)
    let answer = try call()
    told(answer)
    try world.leave(gate, life)
    return answer
  }

  func accept(
    _ submission: Submission, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Receipt {
    try reach(.accept, { () throws(StoreFailure) in try inner.accept(submission, plan: plan) }) {
      life.isUnannounced = !$0.repeated && ($0.deliveries > 0 || $0.isExpanding)
      world.note(life, "accepts # deliveries (repeat: #)", $0.deliveries, $0.repeated ? 1 : 0)
      book.accepted(submission, $0, byWorker: seat === life.worker)
    }
  }

  func outlook(
    _ submission: Submission, _ treatment: Policy.Treatment, for user: UserID
  ) throws(StoreFailure) -> Outlook? {
    try reach(.read) { () throws(StoreFailure) in
      try inner.outlook(submission, treatment, for: user)
    }
  }

  func people(in audience: Audience, limit: Int) throws(StoreFailure) -> [UserID] {
    try reach(.read) { () throws(StoreFailure) in
      try inner.people(in: audience, limit: limit)
    }
  }

  func history(of notification: NotificationID, for user: UserID) throws(StoreFailure) -> History {
    try reach(.read, { () throws(StoreFailure) in try inner.history(of: notification, for: user) })
  }

  func claim(_ request: ClaimRequest) throws(StoreFailure) -> [Claim] {
    try reach(.claim, { () throws(StoreFailure) in try inner.claim(request) }) { claims in
      for claim in claims {
        world.note(life, "claims delivery # with fence #", claim.delivery.token)
        book.claimed(claim, request, life)
      }
    }
  }

  func begin(_ request: BeginRequest) throws(StoreFailure) -> Admission {
    try reach(.begin, { () throws(StoreFailure) in try inner.begin(request) }) {
      let words: StaticString =
        $0 == .granted ? "begins delivery # with fence #" : "may not begin # with fence #"
      world.note(life, words, request.token)
      book.begun(request, $0)
    }
  }

  func spending(limit: Int) throws(StoreFailure) -> [SpendingLine] {
    try reach(.read, { () throws(StoreFailure) in try inner.spending(limit: limit) })
  }

  func claim(
    of token: DeliveryToken, fallbackLocale: LanguageTag
  ) throws(StoreFailure) -> Claim? {
    try reach(
      .read,
      { () throws(StoreFailure) in
        try inner.claim(of: token, fallbackLocale: fallbackLocale)
      }
    ) { book.looked(token, $0, seat) }
  }

  func settle(_ results: [Settlement], now: Instant) throws(StoreFailure) -> Int {
    try reach(.settle, { () throws(StoreFailure) in try inner.settle(results, now: now) }) {
      for result in results {
        world.note(life, result.change.words, result.token)
      }
      book.settled(results, now: now, answer: $0)
    }
  }

  func extend(
    owner: Int64, by lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> Int {
    try reach(
      .extend,
      { () throws(StoreFailure) in
        try inner.extend(owner: owner, by: lease, boot: boot)
      }
    ) { _ in book.extended(owner: owner, lease, boot) }
  }

  func extend(
    _ token: DeliveryToken, by lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> Bool {
    try reach(
      .extend,
      { () throws(StoreFailure) in
        try inner.extend(token, by: lease, boot: boot)
      }
    ) { book.extended(token, lease, boot, answer: $0) }
  }

  func recover(
    now: Instant, boot: BootTime, crashes: Int, atMostOnce: [ChannelName]
  ) throws(StoreFailure) -> Int {
    try reach(
      .recover,
      { () throws(StoreFailure) in
        try inner.recover(now: now, boot: boot, crashes: crashes, atMostOnce: atMostOnce)
      }
    ) {
      if $0 > 0 { world.note(life, "recovers # deliveries", $0) }
      book.recovered(boot: boot, crashes: crashes, atMostOnce: atMostOnce, answer: $0)
    }
  }

  func nextDue(
    _ carrier: ConfiguredChannel.Carrier, channels: [ChannelName]
  ) throws(StoreFailure) -> Instant? {
    try reach(
      .read,
      { () throws(StoreFailure) in
        try inner.nextDue(carrier, channels: channels)
      })
  }

  func cancelExpired(now: Instant, limit: Int) throws(StoreFailure) -> Int {
    try reach(
      .recover,
      { () throws(StoreFailure) in
        try inner.cancelExpired(now: now, limit: limit)
      }
    ) {
      if $0 > 0 { world.note(life, "cancels # expired deliveries", $0) }
      book.latest(now)
    }
  }
}

extension Settlement.Change {
  fileprivate var words: StaticString {
    switch self {
    case .delivered: "settles # with fence #: delivered"
    case .cancelled: "settles # with fence #: cancelled"
    case .retry: "settles # with fence #: retry"
    case .failed: "settles # with fence #: failed"
    case .unknown: "settles # with fence #: unknown"
    case .released: "settles # with fence #: released"
    case .postponed, .moved: "settles # with fence #: postponed"
    }
  }
}

/// The calls of a store, as far as faults tell them apart.
enum Gate {
  case read, accept, claim, begin, settle, extend, recover, mark, stage, people
  /// Of an event that is due: mostly there is none.
  case take
  /// At the people of a broadcast, and what is written of them.
  case look, expand

  var writes: Bool { self != .read && self != .look }
}
