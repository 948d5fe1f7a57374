// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func page(
    of user: UserID, _ query: InboxQuery
  ) throws(StoreFailure) -> InboxPage {
    let end = try query.before.map { (id) throws(StoreFailure) in try open(id).value } ?? .max
    return try access { (state, seal) throws(StoreFailure) in
      var page = InboxPage()
      let place = state.look(
        through: user, before: end, query.filter, limit: query.limit
      ) { row, notification in
        page.rows.append(InboxRow(notification: notification, marks: row.marks))
        return true
      }
      page.next = try place.map { (number) throws(StoreFailure) in try seal.seal(number) }
      return page
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
      var marked = Marked(counts: counts)
      marked.isToBeTold = state.tell(mark, changed, user, time.telling)
      return marked
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
