// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A part of one person's inbox: numbers from the first on, before the second.
struct InboxSpan {
  let user: UserID
  var numbers: Range<Int64>

  init(_ user: UserID, from first: Int64 = 0, before end: Int64) {
    self.user = user
    numbers = min(first, end)..<end
  }
}

extension Connection {
  /// Newest first, what the filter lets through and `take` takes: it says whether it did. Answers
  /// where the look stopped, nil at the end of the span. From its column 4 on the query is a
  /// notification, its marks stand in columns 1 to 3.
  func look(
    through span: InboxSpan, _ filter: InboxFilter, limit: Int,
    _ take: (borrowing Query, NotificationNumber) throws(StoreFailure) -> Bool
  ) throws(StoreFailure) -> NotificationNumber? {
    var look = InboxLook(limit: limit)
    var query = try query(Self.walkText(unread: filter.unread))
    query.bind(1, span.user)
    query.bind(2, span.numbers.lowerBound)
    query.bind(3, span.numbers.upperBound)
    query.bind(4, filter.show.bits)
    query.bind(5, filter.severityBits)
    while !look.isOver {
      guard try query.step() else { return nil }
      let number = try query.number(0)
      if query.isNull(4) {
        look.passed()
      } else {
        look.read()
        if try query.admitted(by: filter), try take(query, number) { look.took() }
      }
      if look.isOver { return number }
    }
    return nil
  }

  /// The index is named by hand: the planner knows better ways only to one row. What a row rules
  /// out by itself has no notification here, so that none is read for it.
  private static func walkText(unread: Bool) -> StaticString {
    if unread {
      """
      SELECT r.notification, r.seen, r.read, r.archived, n.id, n.event, n.category, n.severity,
        n.template, n.title, n.body, n.data, n.created, n.expires, n.part
      FROM recipient r INDEXED BY recipient_unread LEFT JOIN notification n ON n.id = CASE
        WHEN (?4 >> (r.archived IS NOT NULL)) & (?5 >> r.severity) & 1 THEN r.notification END
      WHERE r.user = ?1 AND r.notification >= ?2 AND r.notification < ?3
        AND r.read IS NULL AND r.archived IS NULL
      ORDER BY r.notification DESC
      """
    } else {
      """
      SELECT r.notification, r.seen, r.read, r.archived, n.id, n.event, n.category, n.severity,
        n.template, n.title, n.body, n.data, n.created, n.expires, n.part
      FROM recipient r LEFT JOIN notification n ON n.id = CASE
        WHEN (?4 >> (r.archived IS NOT NULL)) & (?5 >> r.severity) & 1 THEN r.notification END
      WHERE r.user = ?1 AND r.notification >= ?2 AND r.notification < ?3
      ORDER BY r.notification DESC
      """
    }
  }
}

extension Query {
  fileprivate func admitted(by filter: InboxFilter) throws(StoreFailure) -> Bool {
    if filter.types.isEmpty, filter.categories.isEmpty, filter.since == nil { return true }
    return filter.admits(
      try name(5, recent.event), try name(6, recent.category), created: instant(12))
  }
}

extension InboxFilter {
  fileprivate var severityBits: Int64 {
    severities.isEmpty ? 15 : severities.reduce(0) { $0 | 1 << Int64($1.rawValue) }
  }
}

extension InboxFilter.Show {
  /// One bit for what is in the inbox, one for what is archived.
  fileprivate var bits: Int64 {
    switch self {
    case .inbox: 1
    case .archived: 2
    case .all: 3
    }
  }
}
