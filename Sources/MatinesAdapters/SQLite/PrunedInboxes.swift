// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// An inbox row that has been kept long enough.
struct PrunableRow {
  let user: UserID
  let number: NotificationNumber
  let severity: Severity
  let siblings: Siblings
  /// A listed delivery of later is new.
  let limit: Instant
  /// The notification may go with the last who has it.
  let isKeyOver: Bool
}

/// What one look through inboxes found.
struct PrunableInboxes {
  var rows: [PrunableRow] = []
  /// With their deliveries, and the notification and its key.
  var size = 0
  var looked = 0
  /// The last row that was looked at.
  var user = ""
  var number: Int64 = .min
  var isAtEnd = false
}

extension SQLiteStore {
  func pruneInboxes(
    _ rule: PruningRule, from place: PruningPlace, limit: Int
  ) throws(StoreFailure) -> PrunedBatch {
    guard let age = PruningAge(rule) else {
      return PrunedBatch(PrunedRows(), next: PruningStage.inboxes.next)
    }
    // Looked for without the write lock; what has changed since is seen when it is removed.
    let found = try read { (connection) throws(StoreFailure) in
      try connection.prunable(rule, age, from: place, limit: limit)
    }
    var pruned = PrunedRows()
    if !found.rows.isEmpty {
      pruned = try write { (connection) throws(StoreFailure) in
        var pruning = InboxPruning(connection)
        for row in found.rows { try pruning.remove(row) }
        return try pruning.finish()
      }
    }
    let next = PruningPlace(
      stage: PruningStage.inboxes.rawValue, user: found.user, number: found.number)
    return PrunedBatch(pruned, next: found.isAtEnd ? PruningStage.inboxes.next : next)
  }
}

extension Connection {
  /// Person by person, since an inbox is a range of its table: of each the oldest, as far as they
  /// may be old enough. A person who has none of those costs one look.
  fileprivate func prunable(
    _ rule: PruningRule, _ age: PruningAge, from place: PruningPlace, limit: Int
  ) throws(StoreFailure) -> PrunableInboxes {
    var found = PrunableInboxes()
    (found.user, found.number) = (place.user, place.number)
    let newest = try integer("SELECT max(id) FROM delivery") ?? 0
    while found.looked < limit, found.size < limit {
      if try look(into: &found, rule, age, newest: newest, limit: limit) { continue }
      var next = try query("SELECT min(user) FROM recipient WHERE user > ?1")
      next.bind(1, found.user)
      guard try next.step(), let user = try next.optionalText(0) else {
        found.isAtEnd = true
        break
      }
      found.looked += 1
      (found.user, found.number) = (user, .min)
    }
    return found
  }

  /// False when the person has no more.
  private func look(
    into found: inout PrunableInboxes, _ rule: PruningRule, _ age: PruningAge, newest: Int64,
    limit: Int
  ) throws(StoreFailure) -> Bool {
    var query = try query(
      """
      SELECT r.notification, r.user, r.severity, r.first_delivery, r.deliveries, n.created,
        n.category, EXISTS (SELECT 1 FROM expansion e WHERE e.notification = n.id)
      FROM recipient r LEFT JOIN notification n ON n.id = r.notification
      WHERE r.user = ?1 AND r.notification > ?2 ORDER BY r.notification
      """)
    query.bind(1, found.user)
    query.bind(2, found.number)
    while try query.step() {
      guard found.looked < limit, found.size < limit else { return true }
      found.looked += 1
      let number = try query.number(0)
      if !query.isNull(5) {
        let category: CategoryName = try query.name(6, query.recent.category)
        switch age.verdict(number, created: query.instant(5), in: category) {
        case .young: return false
        case .kept: break
        case .over:
          if query.integer(7) == 0, let limit = rule.limit(in: category) {
            try found.add(query, number, limit, age, newest: newest)
          }
        }
      }
      found.number = number.value
    }
    return false
  }
}

extension PrunableInboxes {
  /// The highest number of a delivery is never given twice: its row stays.
  fileprivate mutating func add(
    _ query: borrowing Query, _ number: NotificationNumber, _ limit: Instant, _ age: PruningAge,
    newest: Int64
  ) throws(StoreFailure) {
    let user: UserID = try query.name(1)
    guard let severity = try Severity(rawValue: query.small(2)) else { throw query.damaged() }
    let siblings = try Siblings(query, 3, number, user)
    if siblings.ids.contains(newest) { return }
    rows.append(
      PrunableRow(
        user: user, number: number, severity: severity, siblings: siblings, limit: limit,
        isKeyOver: age.isKeyOver(number, created: query.instant(5))))
    size += 3 + siblings.ids.count
  }
}

/// One batch inside its transaction; rows of one person follow each other.
private struct InboxPruning {
  private let connection: Connection
  private var rows = PrunedRows()
  private var user: UserID?
  private var counts = Counts()
  private var gone: [Int64] = []
  private var notifications: [NotificationNumber: Notification] = [:]

  private struct Notification {
    var recipients: Int64 = 0
    var deliveries: Int64 = 0
    let isKeyOver: Bool
  }

  init(_ connection: Connection) { self.connection = connection }

  mutating func remove(_ row: PrunableRow) throws(StoreFailure) {
    guard let marks = try connection.remove(row) else { return }
    if user != row.user {
      try finishUser()
      (user, counts) = (row.user, try connection.counts(of: row.user) ?? Counts())
    }
    let deliveries = try connection.removeDeliveries(row.siblings)
    counts.left(marks, row.severity)
    gone.append(row.number.value)
    rows.recipients += 1
    rows.deliveries += deliveries
    var notification = notifications[row.number] ?? Notification(isKeyOver: row.isKeyOver)
    notification.recipients += 1
    notification.deliveries += Int64(deliveries)
    notifications[row.number] = notification
  }

  mutating func finish() throws(StoreFailure) -> PrunedRows {
    try finishUser()
    for (number, lost) in notifications {
      if lost.isKeyOver,
        let keys = try connection.remove(number, recipients: lost.recipients)
      {
        rows.notifications += 1
        rows.keys += keys
      } else {
        try connection.take(lost.recipients, lost.deliveries, from: number)
      }
    }
    return rows
  }

  private mutating func finishUser() throws(StoreFailure) {
    guard let user else { return }
    counts.version &+= 1
    try connection.write(counts, of: user)
    rows.others += try connection.removeCollapses(gone, of: user)
    gone = []
  }
}

extension Connection {
  /// Its marks; nil when it has gone, or something of it is pending or newly listed.
  fileprivate func remove(_ row: PrunableRow) throws(StoreFailure) -> Marks? {
    var query = try query(
      """
      DELETE FROM recipient WHERE user = ?1 AND notification = ?2 AND NOT EXISTS (
        SELECT 1 FROM delivery WHERE id >= ?3 AND id < ?4
          AND (state < 3 OR (state >= 5 AND settled > ?5)))
      RETURNING seen, read, archived
      """)
    query.bind(1, row.user)
    query.bind(2, row.number.value)
    query.bind(3, row.siblings.ids.lowerBound)
    query.bind(4, row.siblings.ids.upperBound)
    query.bind(5, row.limit)
    guard try query.step() else { return nil }
    let marks = query.marks(0)
    while try query.step() {}
    return marks
  }

  fileprivate func removeDeliveries(_ siblings: Siblings) throws(StoreFailure) -> Int {
    guard !siblings.ids.isEmpty else { return 0 }
    var query = try query(
      """
      DELETE FROM delivery
      WHERE id >= ?1 AND id < ?2 AND notification = ?3 AND user = ?4
      """)
    query.bind(siblings)
    try query.run()
    return changes
  }

  fileprivate func removeCollapses(
    _ numbers: [Int64], of user: UserID
  ) throws(StoreFailure) -> Int {
    var query = try query(
      """
      DELETE FROM collapse
      WHERE user = ?1 AND notification IN (SELECT value FROM json_each(?2))
      """)
    query.bind(1, user)
    query.bind(2, numbers)
    try query.run()
    return changes
  }

  fileprivate func take(
    _ recipients: Int64, _ deliveries: Int64, from number: NotificationNumber
  ) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE notification SET recipients = max(0, recipients - ?2),
        deliveries = max(0, deliveries - ?3) WHERE id = ?1
      """)
    query.bind(1, number.value)
    query.bind(2, recipients)
    query.bind(3, deliveries)
    try query.run()
  }
}
