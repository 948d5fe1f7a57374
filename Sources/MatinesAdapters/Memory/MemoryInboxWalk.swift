// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryState {
  /// Newest first, what the filter lets through and `take` takes. Answers where the look stopped,
  /// nil at the end of the inbox.
  func look(
    through user: UserID, before end: Int64, _ filter: InboxFilter, limit: Int,
    _ take: (Recipient, Notification) -> Bool
  ) -> NotificationNumber? {
    var look = InboxLook(limit: limit)
    guard !look.isOver, let inbox = inboxes[user] else { return nil }
    let first = NotificationNumber.lowest(since: filter.since)
    for row in inbox[..<position(from: end, for: user)].reversed() {
      if row.number.value < first { break }
      // What is unread stands by itself: the others are not met on the way.
      if filter.unread, !row.marks.countsAsUnread { continue }
      if filter.admits(row.severity, row.marks), let accepted = accepted[row.number] {
        look.read()
        let notification = accepted.notification
        if filter.admits(
          notification.type, notification.category, created: notification.created),
          take(row, notification)
        {
          look.took()
        }
      } else {
        look.passed()
      }
      if look.isOver { return row.number }
    }
    return nil
  }
}

extension MemoryStore {
  package func markAll(
    _ filter: InboxFilter, upTo cursor: NotificationID, of user: UserID, _ mark: Mark,
    at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    let last = try open(cursor)
    let filter = filter.narrowed(for: mark)
    return try access { (state, seal) throws(StoreFailure) in
      guard state.position(of: last, for: user) != nil else { throw .notFound("notification_id") }
      var marked = MarkedRows(counts: state.people[user]?.counts ?? Counts())
      var end = last.value + 1
      while marked.counts.leaveRoom(for: mark) {
        var due: [NotificationNumber] = []
        let next = state.look(
          through: user, before: end, filter, limit: MarkBatch.rows
        ) { row, _ in
          guard row.marks.needs(mark) else { return false }
          due.append(row.number)
          return true
        }
        state.mark(due, of: user, mark, now: time.now, into: &marked)
        guard let next else { break }
        end = next.value
      }
      return try marked.marked(
        mark, seal, now: time.now,
        isToBeTold: state.tell(mark, marked.first, user, time.telling))
    }
  }

  package func takeBack(
    _ batch: MarkedBatch, of user: UserID, at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    let (newest, oldest) = (try open(batch.newest), try open(batch.oldest))
    guard let mark = batch.mark.reverse else { throw .notFound("undo") }
    return try access { (state, seal) throws(StoreFailure) in
      guard let counts = state.people[user]?.counts else { throw .notFound("undo") }
      var marked = MarkedRows(counts: counts)
      var due = (state.inboxes[user] ?? []).reversed().filter { row in
        row.number >= oldest && row.number <= newest && row.marks.bears(batch)
      }.map(\.number)[...]
      while !due.isEmpty {
        state.mark(Array(due.prefix(MarkBatch.rows)), of: user, mark, now: time.now, into: &marked)
        due = due.dropFirst(MarkBatch.rows)
      }
      return try marked.marked(
        mark, seal, now: time.now,
        isToBeTold: state.tell(mark, marked.first, user, time.telling))
    }
  }
}

extension MemoryState {
  fileprivate mutating func mark(
    _ numbers: [NotificationNumber], of user: UserID, _ mark: Mark, now: Instant,
    into marked: inout MarkedRows
  ) {
    guard !numbers.isEmpty else { return }
    let positions = numbers.compactMap { position(of: $0, for: user) }
    let changed = self.mark(positions, of: user, mark, now: now)
    marked.add(changed.changed, changed.counts)
  }
}
