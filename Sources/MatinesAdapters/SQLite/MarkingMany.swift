// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Numbers to mark, descending, and where to look on.
private struct DueNumbers {
  var numbers: [NotificationNumber] = []
  var next: NotificationNumber?
}

private typealias Search = (Connection, InboxSpan) throws(StoreFailure) -> DueNumbers

extension SQLiteStore {
  package func markAll(
    _ filter: InboxFilter, upTo cursor: NotificationID, of user: UserID, _ mark: Mark, now: Instant
  ) throws(StoreFailure) -> Marked {
    let last = try open(cursor)
    let filter = filter.narrowed(for: mark)
    let before = try look { (connection) throws(StoreFailure) in
      guard try connection.recipient(of: last, user) != nil else {
        throw .notFound("notification_id")
      }
      return try connection.counts(of: user) ?? Counts()
    }
    let span = InboxSpan(
      user, from: NotificationNumber.lowest(since: filter.since), before: last.value + 1)
    return try self.mark(span, mark, before, now: now) { (connection, span) throws(StoreFailure) in
      try connection.numbers(in: span, filter, needing: mark)
    }
  }

  package func takeBack(
    _ batch: MarkedBatch, of user: UserID, now: Instant
  ) throws(StoreFailure) -> Marked {
    let (newest, oldest) = (try open(batch.newest), try open(batch.oldest))
    guard let mark = batch.mark.reverse else { throw .notFound("undo") }
    let before = try look { (connection) throws(StoreFailure) in
      guard let counts = try connection.counts(of: user) else { throw .notFound("undo") }
      return counts
    }
    let span = InboxSpan(user, from: oldest.value, before: newest.value + 1)
    return try self.mark(span, mark, before, now: now) { (connection, span) throws(StoreFailure) in
      try connection.numbers(in: span, bearing: batch)
    }
  }

  /// A person with a million rows must not stop the others: many short transactions, and what
  /// there is to do is looked for outside of them, and once more inside.
  private func mark(
    _ span: InboxSpan, _ mark: Mark, _ before: Counts, now: Instant, _ search: Search
  ) throws(StoreFailure) -> Marked {
    var marked = MarkedRows(counts: before)
    var span = span
    while marked.counts.leaveRoom(for: mark) {
      let due = try look { (connection) throws(StoreFailure) in try search(connection, span) }
      if let newest = due.numbers.first, let oldest = due.numbers.last {
        let part = InboxSpan(span.user, from: oldest.value, before: newest.value + 1)
        let (numbers, counts) = try write { (connection) throws(StoreFailure) in
          let numbers = try search(connection, part).numbers
          return (
            numbers,
            try connection.mark(numbers, of: span.user, mark, now: now, allMustExist: false)
          )
        }
        marked.add(numbers, counts)
      }
      guard let next = due.next else { break }
      span = InboxSpan(span.user, from: span.numbers.lowerBound, before: next.value)
    }
    return try marked.marked(mark, seal, now: now)
  }
}

extension Connection {
  fileprivate func numbers(
    in span: InboxSpan, _ filter: InboxFilter, needing mark: Mark
  ) throws(StoreFailure) -> DueNumbers {
    var due = DueNumbers()
    due.next = try look(
      through: span, filter, limit: MarkBatch.rows
    ) { (row, number) throws(StoreFailure) in
      guard row.marks(1).needs(mark) else { return false }
      due.numbers.append(number)
      return true
    }
    return due
  }

  fileprivate func numbers(
    in span: InboxSpan, bearing batch: MarkedBatch
  ) throws(StoreFailure) -> DueNumbers {
    var query = try query(
      """
      SELECT notification FROM recipient
      WHERE user = ?1 AND notification >= ?2 AND notification < ?3
        AND CASE ?4 WHEN 1 THEN archived ELSE read END = ?5
      ORDER BY notification DESC LIMIT ?6
      """)
    query.bind(1, span.user)
    query.bind(2, span.numbers.lowerBound)
    query.bind(3, span.numbers.upperBound)
    query.bind(4, batch.mark == .archived ? 1 : 0)
    query.bind(5, batch.at)
    query.bind(6, Int64(MarkBatch.rows))
    var due = DueNumbers()
    while try query.step() { due.numbers.append(try query.number(0)) }
    if due.numbers.count == MarkBatch.rows { due.next = due.numbers.last }
    return due
  }
}
