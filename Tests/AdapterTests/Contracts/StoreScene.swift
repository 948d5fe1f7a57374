// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

/// A store with the people and events that tests speak of.
struct StoreScene {
  let store: any Store
  static let start: Int64 = 1_760_000_000_000
  static let boot = BootTime(milliseconds: 1_000_000, id: 7)

  static func at(_ seconds: Int64) -> Instant {
    Instant(milliseconds: start + seconds * 1_000)
  }

  static func boot(_ seconds: Int64) -> BootTime {
    BootTime(milliseconds: boot.milliseconds + seconds * 1_000, id: boot.id)
  }

  /// The brief's ladder without its realtime rung: push now, push after 20 s, e-mail after 2 min.
  static let rungs = [
    Rung(channel: .webpush, when: .notVisible),
    Rung(channel: .webpush, when: .any, after: .seconds(20), unless: [.seen]),
    Rung(channel: .email, when: .any, after: .seconds(120), unless: [.seen]),
  ]

  static let channels = [
    ConfiguredChannel(.realtime, .library), ConfiguredChannel(.webpush, .library),
    ConfiguredChannel(.email, .library), ConfiguredChannel(.sms, .library),
  ]

  static var names: [ChannelName] { channels.map(\.name) }

  /// What an event looks like unless a test says otherwise.
  struct Wish {
    var user = "42"
    var id: String? = "evt-1"
    var fingerprint: Int64 = 1
    var users: [User] = []
    var rungs = StoreScene.rungs
    var kind = Policy.Class.transactional
    var expires = Instant.Span.day
    var severity = Severity.info
    var content: Content?
    var channels = StoreScene.channels
    var presence = Presence.offline
    /// The store reads it by itself.
    var storedPresence = false
    var second: Int64 = 0
    var wasStaged = false
    var due: Instant?
    var collapse: CollapseKey?
    var part = 0
    var flood: Int?
    var prices: PriceList?
    /// Of each text.
    var parts: (@Sendable (Notification, User) -> Int?) = { _, _ in nil }
  }

  func person(
    _ id: String, email: String? = "a@example.org", phone: String? = nil, pushes: Int = 1
  ) throws {
    let user = try User(
      id: UserID(id), email: email.map { try EmailAddress($0) },
      phone: phone.map { try PhoneNumber($0) }, locale: .english)
    try store.put(user, now: Self.at(0))
    for number in 0..<pushes {
      // Not faster than anybody may register.
      try store.subscribe(
        user.id, Self.subscription("\(id)-\(number)"), now: Self.at(Int64(number) * 6 - 600))
    }
  }

  static func subscription(_ name: String, auth: String = "auth") -> Subscription {
    Subscription(
      endpoint: "https://push.example/\(name)", p256dh: Array("key".utf8),
      auth: Array(auth.utf8))
  }

  @discardableResult
  func emit(_ change: (inout Wish) -> Void = { _ in }) throws -> Receipt {
    var wish = Wish()
    change(&wish)
    let (submission, treatment) = try Self.submission(wish)
    return try store.accept(submission) { decide(treatment, $0) }
  }

  static func submission(_ wish: Wish) throws -> (Submission, Policy.Treatment) {
    let category = Policy.Category(
      name: .role, kind: wish.kind, severity: wish.severity, ladder: .standard,
      expires: wish.expires)
    let policy = try Policy(
      rules: [], categories: [category], ladders: [.standard: Ladder(wish.rungs)],
      channels: wish.rungs.map(\.channel))
    guard let found = policy.treatment(of: .role) else { throw StoreFolder.Failure() }
    let treatment = Policy.Treatment(
      category: found.category, ladder: found.ladder, part: wish.part, collapse: wish.collapse)
    let event = Event(
      name: .promotedToMinister, id: try wish.id.map { try EventID($0) },
      subject: try UserID(wish.user), users: wish.users, body: .data("{}"),
      fingerprint: Fingerprint(high: wish.fingerprint, low: 9))
    let submission = Submission(
      event: event, treatment: treatment,
      content: wish.content ?? .template(.promotion, data: #"{"a":1.50}"#), policy: 3,
      channels: wish.channels,
      presence: wish.storedPresence ? .stored(boot) : .known(wish.presence),
      fallbackLocale: .french, flood: wish.flood,
      pricing: wish.prices.map { TextPricing($0, parts: wish.parts) }, now: at(wish.second),
      wasStaged: wish.wasStaged, due: wish.due)
    return (submission, treatment)
  }

  func claim(
    at second: Int64 = 0, limit: Int = 64, owner: Int64 = 1, lease: Int64 = 20,
    carrier: ConfiguredChannel.Carrier = .library, channels: [ChannelName]? = nil
  ) throws -> [Claim] {
    try store.claim(
      ClaimRequest(
        owner: owner, carrier: carrier, channels: channels, limit: limit, lease: .seconds(lease),
        now: Self.at(second), boot: Self.boot(second), fallbackLocale: .french))
  }

  func begin(
    _ claim: Claim, onceOnly: Bool = false, _ allowance: Allowance? = nil, at second: Int64 = 0
  ) throws -> Admission {
    try store.begin(
      BeginRequest(
        claim.delivery.token, onceOnly: onceOnly, allowance: allowance, now: Self.at(second)))
  }

  func settle(_ claim: Claim, _ change: Settlement.Change, at second: Int64 = 0) throws -> Int {
    try store.settle([Settlement(claim.delivery.token, change)], now: Self.at(second))
  }

  func recover(at second: Int64, atMostOnce: [ChannelName] = [.sms]) throws -> Int {
    try store.recover(
      now: Self.at(second), boot: Self.boot(second), crashes: 3, atMostOnce: atMostOnce)
  }

  /// State and note of every delivery of one notification, in the order of the ladder.
  func deliveries(_ receipt: Receipt, of user: String = "42") throws -> [DeliveryRecord] {
    try store.history(of: receipt.notification, for: UserID(user)).deliveries
  }

  func states(_ receipt: Receipt, of user: String = "42") throws -> [DeliveryState] {
    try deliveries(receipt, of: user).map(\.state)
  }

  /// Unread and unseen rows as the inbox shows them, to compare with the counters.
  func recount(_ user: UserID) throws -> (unread: Int64, unseen: [Int64]) {
    var unseen: [Int64] = [0, 0, 0, 0]
    var unread: Int64 = 0
    for row in try store.page(of: user, before: nil, limit: 100_000) {
      if row.marks.read == nil { unread += 1 }
      if row.marks.seen == nil { unseen[row.notification.severity.rawValue] += 1 }
    }
    return (unread, unseen)
  }
}

extension Inbox {
  /// As many as there are up to the limit, from page to page.
  func page(
    of user: UserID, before: NotificationID?, limit: Int, _ filter: InboxFilter = InboxFilter()
  ) throws -> [InboxRow] {
    var rows: [InboxRow] = []
    var query = InboxQuery(before: before, limit: limit, filter: filter)
    repeat {
      let page = try page(of: user, query)
      rows += page.rows
      query.before = page.next
      query.limit = limit - rows.count
    } while query.before != nil && query.limit > 0
    return rows
  }

  /// Of all that is not archived.
  func markAll(
    upTo cursor: NotificationID, of user: UserID, _ mark: Mark, now: Instant
  ) throws -> Counts {
    try markAll(InboxFilter(), upTo: cursor, of: user, mark, now: now).counts
  }
}

extension UserStore {
  func subscribe(_ user: UserID, _ subscription: Subscription, now: Instant) throws {
    let browser = RegisteredBrowser(subscription: subscription, created: now)
    try subscribe(user, browser, currentKey: nil)
  }

  func subscriptions(of user: UserID) throws -> [Subscription] {
    try browsers(of: user).map(\.subscription)
  }
}

extension Inbox {
  /// Nobody is told.
  func mark(
    _ notifications: [NotificationID], of user: UserID, _ mark: Mark, now: Instant
  ) throws(StoreFailure) -> Counts {
    try self.mark(notifications, of: user, mark, at: MarkTime(now)).counts
  }

  func markAll(
    _ filter: InboxFilter, upTo cursor: NotificationID, of user: UserID, _ mark: Mark, now: Instant
  ) throws(StoreFailure) -> Marked {
    try markAll(filter, upTo: cursor, of: user, mark, at: MarkTime(now))
  }

  func takeBack(
    _ batch: MarkedBatch, of user: UserID, now: Instant
  ) throws(StoreFailure) -> Marked {
    try takeBack(batch, of: user, at: MarkTime(now))
  }

  func acknowledge(_ push: PushReceipt, now: Instant) throws {
    #expect(try !acknowledge(push, at: MarkTime(now)))
  }
}

extension StoreScene {
  /// Pages of whoever marks then are told.
  static func telling(
    _ second: Int64, _ presence: PresenceSource = .known(.visible)
  ) -> MarkTime {
    MarkTime(at(second), telling: .init(presence, boot: boot(second)))
  }
}

extension StoreScene {
  /// One event each for the people "1" and "2".
  func emitToTwo() throws {
    for user in ["1", "2"] {
      try person(user)
      try emit {
        $0.user = user
        $0.id = nil
      }
    }
  }
}
