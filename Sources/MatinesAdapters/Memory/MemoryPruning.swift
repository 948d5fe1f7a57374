// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func prune(
    _ rule: PruningRule, from place: PruningPlace, limit: Int
  ) throws(StoreFailure) -> PrunedBatch {
    try access { (state, _) throws(StoreFailure) in
      switch PruningStage(rawValue: place.stage) {
      case .inboxes: state.pruneInboxes(rule, from: place, limit: max(1, limit))
      case .notifications: state.pruneNotifications(rule)
      case .caps: state.pruneCaps(rule)
      case .rest: state.pruneRest(rule)
      case nil: PrunedBatch(PrunedRows(), next: nil)
      }
    }
  }

  package func pruningPlace() throws(StoreFailure) -> PruningPlace? {
    try access { (state, _) throws(StoreFailure) in state.pruning }
  }

  package func keep(_ place: PruningPlace?) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in state.pruning = place }
  }

  package func size() throws(StoreFailure) -> StoreSize { StoreSize(total: 0, free: 0) }
}

extension MemoryState {
  fileprivate mutating func pruneInboxes(
    _ rule: PruningRule, from place: PruningPlace, limit: Int
  ) -> PrunedBatch {
    var rows = PrunedRows()
    guard let age = PruningAge(rule) else {
      return PrunedBatch(rows, next: PruningStage.inboxes.next)
    }
    let users = inboxes.keys.filter { $0.text >= place.user }.sorted { $0.text < $1.text }
    for user in users {
      for row in inboxes[user] ?? [] {
        guard let category = accepted[row.number]?.notification.category else { continue }
        if user.text == place.user, row.number.value <= place.number { continue }
        guard 3 * rows.recipients + rows.deliveries < limit else {
          return PrunedBatch(
            rows,
            next: PruningPlace(
              stage: place.stage, user: user.text, number: row.number.value - 1))
        }
        let created = accepted[row.number]?.notification.created ?? rule.now
        let verdict = age.verdict(row.number, created: created, in: category)
        if verdict == .young { break }
        guard verdict == .over, let limit = rule.limit(in: category) else { continue }
        if isPrunable(row, limit) { remove(row, of: user, rule, age, &rows) }
      }
    }
    return PrunedBatch(rows, next: PruningStage.inboxes.next)
  }

  private func isPrunable(_ row: Recipient, _ limit: Instant) -> Bool {
    // The highest number of a delivery is never given twice: its row stays.
    guard !row.deliveries.contains(deliveries.count - 1), expansions[row.number] == nil else {
      return false
    }
    return deliveries[row.deliveries].allSatisfy { delivery in
      let isListed = delivery.state == .failed || delivery.state == .unknown
      return delivery.state.isOver
        && !(isListed && delivery.settled.map { $0 > limit } ?? false)
    }
  }

  private mutating func remove(
    _ row: Recipient, of user: UserID, _ rule: PruningRule, _ age: PruningAge,
    _ rows: inout PrunedRows
  ) {
    inboxes[user]?.removeAll { $0.number == row.number }
    people[user]?.counts.left(row.marks, row.severity)
    people[user]?.counts.version &+= 1
    for at in row.deliveries { deliveries[at].isPruned = true }
    let before = collapses.count
    collapses = collapses.filter { $0.key.user != user || $0.value != row.number }
    rows.others += before - collapses.count
    rows.recipients += 1
    rows.deliveries += row.deliveries.count
    accepted[row.number]?.recipients -= 1
    accepted[row.number]?.deliveries -= row.deliveries.count
    remove(row.number, age, &rows)
  }

  /// With its key, unless it must stay: somebody has it or will, or it is the last, after which the
  /// next is numbered.
  private mutating func remove(
    _ number: NotificationNumber, _ age: PruningAge, _ rows: inout PrunedRows
  ) {
    guard let found = accepted[number], found.recipients <= 0, number.value != last,
      expansions[number] == nil, age.isKeyOver(number, created: found.notification.created)
    else { return }
    accepted[number] = nil
    rows.notifications += 1
    let before = keys.count
    keys = keys.filter { $0.value.number != number }
    rows.keys += before - keys.count
  }

  fileprivate mutating func pruneNotifications(_ rule: PruningRule) -> PrunedBatch {
    var rows = PrunedRows()
    if let age = PruningAge(rule) {
      for (number, found) in accepted.sorted(by: { $0.key < $1.key }) {
        let notification = found.notification
        let verdict = age.verdict(
          number, created: notification.created, in: notification.category)
        if verdict == .young { break }
        if verdict == .over { remove(number, age, &rows) }
      }
    }
    return PrunedBatch(rows, next: PruningStage.notifications.next)
  }
}
