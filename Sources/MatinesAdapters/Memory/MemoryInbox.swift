// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func page(
    of user: UserID, before: NotificationID?, limit: Int
  ) throws(StoreFailure) -> [InboxRow] {
    let end = try before.map { (id) throws(StoreFailure) in try open(id) }
    return try access { (state, _) throws(StoreFailure) in
      var rows: [InboxRow] = []
      for row in (state.inboxes[user] ?? []).reversed() {
        if rows.count >= max(0, limit) { break }
        guard end.map({ row.number < $0 }) ?? true, row.marks.archived == nil,
          let accepted = state.accepted[row.number]
        else { continue }
        rows.append(InboxRow(notification: accepted.notification, marks: row.marks))
      }
      return rows
    }
  }

  package func counts(of user: UserID) throws(StoreFailure) -> Counts {
    try access { (state, _) throws(StoreFailure) in state.people[user]?.counts ?? Counts() }
  }

  package func mark(
    _ notifications: [NotificationID], of user: UserID, _ mark: Mark, at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    var numbers: [NotificationNumber] = []
    for id in notifications { numbers.append(try open(id)) }
    return try access { (state, _) throws(StoreFailure) in
      var positions: [Int] = []
      for number in numbers {
        guard let at = state.position(of: number, for: user) else {
          throw .notFound("notification_id")
        }
        positions.append(at)
      }
      let (counts, changed) = state.mark(positions, of: user, mark, now: time.now)
      return Marked(counts, isToBeTold: state.tell(mark, changed, user, time.telling))
    }
  }

  package func markAll(
    upTo cursor: NotificationID, of user: UserID, _ mark: Mark, at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    let last = try open(cursor)
    return try access { (state, _) throws(StoreFailure) in
      guard let end = state.position(of: last, for: user), let inbox = state.inboxes[user] else {
        throw .notFound("notification_id")
      }
      var counts = state.people[user]?.counts ?? Counts()
      var needing = (0...end).reversed().filter { inbox[$0].marks.needs(mark) }[...]
      var changed: [NotificationNumber] = []
      while counts.leaveRoom(for: mark), !needing.isEmpty {
        let batch = Array(needing.prefix(MarkBatch.rows))
        let marked = state.mark(batch, of: user, mark, now: time.now)
        counts = marked.counts
        changed += marked.changed
        needing = needing.dropFirst(MarkBatch.rows)
      }
      return Marked(counts, isToBeTold: state.tell(mark, changed, user, time.telling))
    }
  }
}

extension MemoryState {
  mutating func mark(
    _ positions: [Int], of user: UserID, _ mark: Mark, now: Instant
  ) -> (counts: Counts, changed: [NotificationNumber]) {
    guard var counts = people[user]?.counts else { return (Counts(), []) }
    var changed: [NotificationNumber] = []
    for at in positions {
      guard let row = inboxes[user]?[at] else { continue }
      let effect = MarkEffect(of: mark, on: row.marks, now: now)
      guard effect.changed else { continue }
      changed.append(row.number)
      inboxes[user]?[at].marks = effect.marks
      counts.add(effect, row.severity)
      #if MATINES_PLANTED
        if Planted.cancelOutsideTransaction.isHere {
          late.append(row.deliveries)
          continue
        }
      #endif
      if effect.becameSeen { cancelNeedless(row.deliveries, .seen, now: now) }
    }
    guard !changed.isEmpty else { return (counts, []) }
    counts.version &+= 1
    people[user]?.counts = counts
    return (counts, changed)
  }

  /// What was seen or acknowledged need not be sent any more; what goes anyway moves up.
  mutating func cancelNeedless(_ range: Range<Int>, _ cause: Suppressors, now: Instant) {
    cancelPending(range, cause.reason, now: now) { $0.plan.suppressors.contains(cause) }
  }

  mutating func cancelPending(
    _ range: Range<Int>, _ reason: Reason, now: Instant, _ isNeedless: (MemoryDelivery) -> Bool
  ) {
    var cancelled = false
    for at in range where isNeedless(deliveries[at]) {
      guard deliveries[at].state == .waiting || deliveries[at].state == .ready else { continue }
      cancel(at, reason, now: now)
      takeBack(at)
      spare(at, now: now)
      cancelled = true
    }
    guard cancelled else { return }
    let next = Arming.first(count: range.count) { deliveries[range.lowerBound + $0].state }
    if let next { enter(.ready, range.lowerBound + next) }
  }

  mutating func cancel(_ at: Int, _ reason: Reason, now: Instant) {
    enter(.cancelled, at)
    deliveries[at].note = reason.rawValue
    deliveries[at].settled = now
  }
}
