// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Numbers to mark, descending, and where to look on.
private struct DueNumbers {
  var numbers: [NotificationNumber] = []
  var next: NotificationNumber?
}

/// Many rows to mark: how they are found, and which of them still are to be marked.
private struct MarkingMany {
  let mark: Mark
  let isDue: (Marks) -> Bool
  let search: (Connection, InboxSpan) throws(StoreFailure) -> DueNumbers
}

extension SQLiteStore {
  package func markAll(
    _ filter: InboxFilter, upTo cursor: NotificationID, of user: UserID, _ mark: Mark,
    at time: MarkTime
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
    let marking = MarkingMany(mark: mark) { marks in
      filter.admits(marks) && marks.needs(mark)
    } search: { (connection, span) throws(StoreFailure) in
      try connection.numbers(in: span, filter, needing: mark)
    }
    return try carryOut(marking, span, before, time)
  }

  package func takeBack(
    _ batch: MarkedBatch, of user: UserID, at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    let (newest, oldest) = (try open(batch.newest), try open(batch.oldest))
    guard let mark = batch.mark.reverse else { throw .notFound("undo") }
    let before = try look { (connection) throws(StoreFailure) in
      guard let counts = try connection.counts(of: user) else { throw .notFound("undo") }
      return counts
    }
    let span = InboxSpan(user, from: oldest.value, before: newest.value + 1)
    let marking = MarkingMany(mark: mark) { marks in
      marks.bears(batch)
    } search: { (connection, span) throws(StoreFailure) in
      try connection.numbers(in: span, bearing: batch)
    }
    return try carryOut(marking, span, before, time)
  }

  /// A person with a million rows must not stop the others: many short transactions, and what
  /// there is to do is looked for outside of them. Pages are told once, with the last of them.
  private func carryOut(
    _ marking: MarkingMany, _ span: InboxSpan, _ before: Counts, _ time: MarkTime
  ) throws(StoreFailure) -> Marked {
    var marked = MarkedRows(counts: before)
    var (span, isToBeTold) = (span, Bool?.none)
    while marked.counts.leaveRoom(for: marking.mark) {
      let due = try look { (connection) throws(StoreFailure) in
        try marking.search(connection, span)
      }
      if !due.numbers.isEmpty {
        let former = marked
        (marked, isToBeTold) = try write { (connection) throws(StoreFailure) in
          try connection.carryOut(marking, due, of: span.user, former, time)
        }
      }
      guard let next = due.next else { break }
      span = InboxSpan(span.user, from: span.numbers.lowerBound, before: next.value)
    }
    if isToBeTold == nil, let telling = time.telling, !marked.first.isEmpty {
      let rows = marked
      (marked.counts, isToBeTold) = try write { (connection) throws(StoreFailure) in
        try connection.tellAfterwards(marking.mark, rows, span.user, telling)
      }
    }
    return try marked.marked(
      marking.mark, seal, now: time.now, isToBeTold: isToBeTold ?? false)
  }
}

extension Connection {
  /// Whatever has changed since they were found stays as it is. Answers nil for the telling where
  /// more rows may follow.
  fileprivate func carryOut(
    _ marking: MarkingMany, _ due: DueNumbers, of user: UserID, _ former: MarkedRows,
    _ time: MarkTime
  ) throws(StoreFailure) -> (MarkedRows, isToBeTold: Bool?) {
    let batch = try mark(
      due.numbers, of: user, marking.mark, now: time.now, allMustExist: false, marking.isDue)
    var marked = former
    marked.add(batch.numbers, batch.counts)
    let isLast = due.next == nil || !batch.counts.leaveRoom(for: marking.mark)
    guard isLast, !batch.numbers.isEmpty else { return (marked, nil) }
    return (
      marked,
      try tell(marking.mark, marked.first, version: batch.counts.version, user, time.telling)
    )
  }

  /// Where it turned out only then that no row was left. Others may have marked meanwhile, and told
  /// of it: a version of its own keeps the two apart.
  fileprivate func tellAfterwards(
    _ mark: Mark, _ marked: MarkedRows, _ user: UserID, _ telling: MarkTime.Telling
  ) throws(StoreFailure) -> (Counts, isToBeTold: Bool?) {
    guard var counts = try counts(of: user) else { return (marked.counts, false) }
    counts.version &+= 1
    try write(counts, of: user)
    return (counts, try tell(mark, marked.first, version: counts.version, user, telling))
  }

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
