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

/// What one transaction has marked.
struct ChangedRows {
  let counts: Counts
  var numbers: [NotificationNumber] = []
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
      var answer = Marked(counts: marked.counts)
      answer.rows = marked.numbers.count
      answer.isToBeTold = try connection.tell(
        mark, marked.numbers, version: marked.counts.version, user, time.telling)
      return answer
    }
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
    allMustExist: Bool, _ isDue: (Marks) -> Bool = { _ in true }
  ) throws(StoreFailure) -> ChangedRows {
    guard var counts = try counts(of: user) else {
      if numbers.isEmpty || !allMustExist { return ChangedRows(counts: Counts()) }
      throw .notFound("notification_id")
    }
    var changed: [NotificationNumber] = []
    for number in numbers {
      guard let row = try row(number, of: user) else {
        if allMustExist { throw .notFound("notification_id") }
        continue
      }
      guard isDue(row.marks) else { continue }
      let effect = MarkEffect(of: mark, on: row.marks, now: now)
      guard effect.changed else { continue }
      changed.append(number)
      try write(effect.marks, number, user)
      counts.add(effect, row.severity)
      if effect.becameSeen { try cancelNeedless(row.siblings, .seen, now: now) }
    }
    guard !changed.isEmpty else { return ChangedRows(counts: counts) }
    counts.version &+= 1
    try write(counts, of: user)
    return ChangedRows(counts: counts, numbers: changed)
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
}
