// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A recipient's row as far as marks touch it.
private struct MarkedRow {
  let number: NotificationNumber
  let severity: Severity
  let marks: Marks
  let siblings: Siblings
}

/// What marking has changed, newest first where rows were looked for.
struct MarkedRows {
  let counts: Counts
  var changed: [NotificationNumber] = []

  /// No more of them than tell that they are too many.
  func following(_ former: MarkedRows) -> MarkedRows {
    MarkedRows(
      counts: counts, changed: Array((former.changed + changed).prefix(MarkUpdate.rows + 1)))
  }
}

extension SQLiteStore {
  package func mark(
    _ notifications: [NotificationID], of user: UserID, _ mark: Mark, at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    var numbers: [NotificationNumber] = []
    for id in notifications { numbers.append(try open(id)) }
    return try write { (connection) throws(StoreFailure) in
      let marked = try connection.mark(
        numbers, of: user, mark, now: time.now, allMustExist: true)
      return Marked(
        marked.counts, isToBeTold: try connection.tell(mark, marked, user, time.telling))
    }
  }

  /// One transaction for each 500 rows: a person with a million of them must not stop the others.
  /// Pages are told once, when the last of them is marked.
  package func markAll(
    upTo cursor: NotificationID, of user: UserID, _ mark: Mark, at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    let last = try open(cursor)
    var end = last.value
    let counts = try look { (connection) throws(StoreFailure) in
      guard try connection.row(last, of: user) != nil else { throw .notFound("notification_id") }
      return try connection.counts(of: user) ?? Counts()
    }
    var untold = MarkedRows(counts: counts)
    var isToBeTold = false
    while untold.counts.leaveRoom(for: mark) {
      let batch = try look { (connection) throws(StoreFailure) in
        try connection.numbers(of: user, upTo: end, needing: mark, limit: MarkBatch.rows)
      }
      guard let oldest = batch.last else { break }
      let isLast = batch.count < MarkBatch.rows
      let before = untold
      let (marked, isTold) = try write { (connection) throws(StoreFailure) in
        let marked = try connection.mark(
          batch, of: user, mark, now: time.now, allMustExist: false
        ).following(before)
        let telling = isLast ? time.telling : nil
        return (marked, try connection.tell(mark, marked, user, telling))
      }
      untold = isLast ? MarkedRows(counts: marked.counts) : marked
      isToBeTold = isToBeTold || isTold
      end = oldest.value - 1
    }
    if let telling = time.telling, !untold.changed.isEmpty {
      let marked = untold
      isToBeTold = try write { (connection) throws(StoreFailure) in
        try connection.tell(mark, marked, user, telling)
      }
    }
    return Marked(untold.counts, isToBeTold: isToBeTold)
  }
}

extension Connection {
  fileprivate func row(
    _ number: NotificationNumber, of user: UserID
  ) throws(StoreFailure) -> MarkedRow? {
    var query = try query(
      """
      SELECT severity, seen, read, archived, first_delivery, deliveries FROM recipient
      WHERE user = ?1 AND notification = ?2
      """)
    query.bind(1, user)
    query.bind(2, number.value)
    guard try query.step() else { return nil }
    guard let severity = try Severity(rawValue: query.small(0)) else { throw query.damaged() }
    return MarkedRow(
      number: number, severity: severity, marks: query.marks(1),
      siblings: try Siblings(query, 4, number, user))
  }

  func mark(
    _ numbers: [NotificationNumber], of user: UserID, _ mark: Mark, now: Instant,
    allMustExist: Bool
  ) throws(StoreFailure) -> MarkedRows {
    guard var counts = try counts(of: user) else {
      if numbers.isEmpty { return MarkedRows(counts: Counts()) }
      throw .notFound("notification_id")
    }
    var changed: [NotificationNumber] = []
    for number in numbers {
      guard let row = try row(number, of: user) else {
        if allMustExist { throw .notFound("notification_id") }
        continue
      }
      let effect = MarkEffect(of: mark, on: row.marks, now: now)
      guard effect.changed else { continue }
      changed.append(number)
      try write(effect.marks, number, user)
      counts.add(effect, row.severity)
      if effect.becameSeen { try cancelNeedless(row.siblings, .seen, now: now) }
    }
    guard !changed.isEmpty else { return MarkedRows(counts: counts) }
    counts.version &+= 1
    try write(counts, of: user)
    return MarkedRows(counts: counts, changed: changed)
  }

  private func write(
    _ marks: Marks, _ number: NotificationNumber, _ user: UserID
  ) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE recipient SET seen = ?3, read = ?4, archived = ?5
      WHERE user = ?1 AND notification = ?2
      """)
    query.bind(1, user)
    query.bind(2, number.value)
    query.bind(3, marks.seen)
    query.bind(4, marks.read)
    query.bind(5, marks.archived)
    try query.run()
  }

  fileprivate func numbers(
    of user: UserID, upTo end: Int64, needing mark: Mark, limit: Int
  ) throws(StoreFailure) -> [NotificationNumber] {
    var query = try query(
      """
      SELECT notification FROM recipient WHERE user = ?1 AND notification <= ?2
        AND CASE ?3 WHEN 0 THEN seen IS NULL WHEN 1 THEN read IS NULL
          WHEN 2 THEN read IS NOT NULL ELSE archived IS NULL END
      ORDER BY notification DESC LIMIT ?4
      """)
    query.bind(1, user)
    query.bind(2, end)
    query.bind(3, Int64(mark.code))
    query.bind(4, Int64(limit))
    var found: [NotificationNumber] = []
    while try query.step() { found.append(try query.number(0)) }
    return found
  }
}
