// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func expand(
    _ batch: ExpansionBatch, _ terms: ExpansionTerms, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Int? {
    let number = try open(batch.expansion.notification)
    return try write { (connection) throws(StoreFailure) in
      guard try connection.stands(batch.expansion, number) else { return nil }
      var expanding = try Expanding(connection, batch, terms, number, self.seal)
      try expanding.run(plan)
      try expanding.finish()
      return expanding.reached
    }
  }
}

extension Connection {
  /// Whether nobody has moved or ended the expansion since it was read.
  fileprivate func stands(
    _ expansion: Expansion, _ number: NotificationNumber
  ) throws(StoreFailure) -> Bool {
    var query = try query("SELECT place, after FROM expansion WHERE notification = ?1")
    query.bind(1, number.value)
    guard try query.step() else { return false }
    let cursor = Expansion.Cursor(place: try query.small(0), after: try query.text(1))
    return cursor.place == expansion.cursor.place
      && cursor.after.utf8.elementsEqual(expansion.cursor.after.utf8)
  }
}

/// One batch inside its transaction. Its statements stay open, so that only what differs from one
/// person to the next is bound again.
private struct Expanding: ~Copyable {
  private let connection: Connection
  private let batch: ExpansionBatch
  private let terms: ExpansionTerms
  private let arrival: Arrival
  private let seal: IdentifierSeal
  /// Read when a text has a price.
  private var notification: Notification?
  private var standings: Query
  private var recipients: Query
  private var deliveries: DeliveryRows
  private var counters: Query
  private var next: Int64
  private var planned = 0
  private var queued = 0
  private(set) var reached = 0
  private var prepared: [PersonProfile: PreparedArrival] = [:]

  init(
    _ connection: Connection, _ batch: ExpansionBatch, _ terms: ExpansionTerms,
    _ number: NotificationNumber, _ seal: IdentifierSeal
  ) throws(StoreFailure) {
    // Nothing may be left half made: what can fail comes first.
    let arrival = Arrival(batch.expansion, terms, number)
    let standings = try connection.query(
      Connection.standingText(withBrowsers: arrival.hasPushes))
    let recipients = try connection.query(Connection.recipientText)
    let deliveries = try DeliveryRows(connection, number)
    let counters = try connection.query(Connection.countersText)
    next = try connection.nextDelivery()
    self.connection = connection
    self.batch = batch
    self.terms = terms
    self.arrival = arrival
    self.seal = seal
    self.standings = standings
    self.recipients = recipients
    self.deliveries = deliveries
    self.counters = counters
    self.recipients.bind(2, number.value)
    self.recipients.bind(3, Int64(arrival.severity.rawValue))
  }

  mutating func run(_ plan: (Facts) -> Decision) throws(StoreFailure) {
    for (user, presence) in zip(batch.users, terms.presences)
    where batch.expansion.concerns(user) {
      standings.reset()
      standings.bind(1, user)
      if try standings.step() { try reach(user, presence, plan) }
    }
    try deliveries.finish()
  }

  private mutating func reach(
    _ user: UserID, _ presence: Presence, _ plan: (Facts) -> Decision
  ) throws(StoreFailure) {
    var counts = standings.counts(5)
    var (arriving, pace) = try preparation(of: user, presence, plan)
    if let pricing = arrival.pricing, arriving.deliveries.hasText {
      arriving.deliveries.price(
        texts: try connection.price(of: words(), for: user, by: pricing))
    }
    recipients.reset()
    recipients.bind(1, user)
    recipients.bind(4, next)
    recipients.bind(5, Int64(arriving.deliveries.count))
    recipients.bindText(6, arriving.facts)
    try recipients.run()
    // Who has it already is left alone.
    guard connection.changes > 0 else { return }
    if !arriving.deliveries.isEmpty { try connection.collapse(arrival, for: user) }
    try deliveries.add(arriving.deliveries, of: user, first: next)
    counts.arrived(arrival.severity)
    counters.reset()
    counters.bind(counts, pace: pace, of: user)
    try counters.run()
    next += Int64(arriving.deliveries.count)
    planned += arriving.deliveries.count
    queued += arriving.deliveries.isEmpty ? 0 : 1
    reached += 1
  }

  private mutating func words() throws(StoreFailure) -> Notification {
    if let notification { return notification }
    guard let found = try connection.notification(arrival.number, seal) else {
      throw .damaged("\(connection.path): an expansion belongs to nothing")
    }
    notification = found
    return found
  }

  /// Most people of a batch differ in nothing but their names; each has a pace of their own.
  private mutating func preparation(
    of user: UserID, _ presence: Presence, _ plan: (Facts) -> Decision
  ) throws(StoreFailure) -> (PreparedArrival, pace: Instant) {
    let before = standings.instant(13)
    let after = arrival.pace(after: before)
    let profile = try standings.profile(presence, isFlooded: after == nil)
    if let profile, let known = prepared[profile] { return (known, after ?? before) }
    let standing = try connection.standing(&standings, of: user, arrival)
    let arriving = PreparedArrival(arrival, Facts(of: standing, arrival, presence), plan)
    if let profile { prepared[profile] = arriving }
    return (arriving, after ?? before)
  }

  mutating func finish() throws(StoreFailure) {
    connection.gauge.added(ready: queued, planned: planned)
    let number = arrival.number.value
    if reached > 0 { try connection.add(reached, planned, to: number) }
    guard let cursor = batch.next else { return try connection.endExpansion(number) }
    try connection.moveExpansion(number, to: cursor)
  }
}

/// What one arrival writes for everybody of whom the same is true, but for the price of a text.
struct PreparedArrival {
  let facts: [UInt8]
  var deliveries: [PlannedDelivery]

  init(_ arrival: Arrival, _ facts: Facts, _ plan: (Facts) -> Decision) {
    self.facts = FactsDocument.write(facts)
    deliveries = PlannedDelivery.list(arrival, plan(facts))
  }
}

/// Everything a decision asks of a person without browsers and preferences, as stored.
private struct PersonProfile: Hashable {
  let presence: Presence
  let isFlooded: Bool
  let hasEmail: Bool
  let hasPhone: Bool
  let locale: String?
  let zone: String?
  let roles: String
}

extension Query {
  /// Nil for who has a browser or preferences.
  fileprivate func profile(
    _ presence: Presence, isFlooded: Bool
  ) throws(StoreFailure) -> PersonProfile? {
    guard integer(11) == 0, integer(12) == 0 else { return nil }
    return PersonProfile(
      presence: presence, isFlooded: isFlooded, hasEmail: integer(0) != 0, hasPhone: !isNull(1),
      locale: try optionalText(2), zone: try optionalText(3), roles: try text(4))
  }
}

extension Connection {
  fileprivate func nextDelivery() throws(StoreFailure) -> Int64 {
    let last = try integer("SELECT max(id) FROM delivery") ?? 0
    guard (0..<Int64.max / 2).contains(last) else {
      throw .damaged("\(path): no numbers are left")
    }
    gauge.saw(last)
    return last + 1
  }

  fileprivate func add(
    _ recipients: Int, _ deliveries: Int, to number: Int64
  ) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE notification SET recipients = recipients + ?2, deliveries = deliveries + ?3
      WHERE id = ?1
      """)
    query.bind(1, number)
    query.bind(2, Int64(recipients))
    query.bind(3, Int64(deliveries))
    try query.run()
  }

  fileprivate func moveExpansion(
    _ number: Int64, to cursor: Expansion.Cursor
  ) throws(StoreFailure) {
    var query = try query("UPDATE expansion SET place = ?2, after = ?3 WHERE notification = ?1")
    query.bind(1, number)
    query.bind(2, Int64(cursor.place))
    query.bind(3, cursor.after)
    try query.run()
  }
}
