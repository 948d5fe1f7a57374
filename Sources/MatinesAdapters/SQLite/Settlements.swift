// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func settle(
    _ results: [Settlement], now: Instant
  ) throws(StoreFailure) -> Int {
    guard !results.isEmpty else { return 0 }
    return try write { (connection) throws(StoreFailure) in
      var held = try connection.held(results.map(\.token))
      var batch = SettledBatch()
      var left = LeaseTally()
      for result in results {
        guard let delivery = held.removeValue(forKey: result.token) else { continue }
        let row = SettledRow(result.change, now: now)
        if row.reprieve > 0 { try connection.prolong(result.token.id, by: row.reprieve) }
        batch.add(row, result.token.id)
        try connection.note(result.change, result.token, of: delivery, now: now)
        left.add(delivery.lease)
      }
      for (row, ids) in batch.groups { try connection.write(row, ids) }
      try connection.release(left)
      return batch.count
    }
  }
}

/// Rows that change alike are written by one statement.
private struct SettledBatch {
  private(set) var groups: [(row: SettledRow, ids: [Int64])] = []
  private(set) var count = 0

  mutating func add(_ row: SettledRow, _ id: Int64) {
    count += 1
    if let index = groups.lastIndex(where: { $0.row == row }) {
      groups[index].ids.append(id)
    } else {
      groups.append((row, [id]))
    }
  }
}

/// What a claimed delivery points at.
private struct HeldDelivery {
  let lease: Int64
  let subscription: Int64
  let user: UserID?
  let isText: Bool
}

extension Connection {
  /// What the outcome says of the browser itself.
  fileprivate func note(
    _ change: Settlement.Change, _ token: DeliveryToken, of held: HeldDelivery, now: Instant
  ) throws(StoreFailure) {
    if held.isText { try account(for: change, token, now: now) }
    guard let user = held.user else { return }
    switch change {
    case .failed(_, addressGone: true):
      try forget(subscription: held.subscription, of: user)
    case .delivered: try noteSuccess(of: held.subscription, now: now)
    default: break
    }
  }

  /// A text that was charged and taken by nobody costs nothing; one that is not needed is spared.
  /// What was taken costs what its provider counted.
  private func account(
    for change: Settlement.Change, _ token: DeliveryToken, now: Instant
  ) throws(StoreFailure) {
    switch change {
    case .cancelled(let reason):
      try takeBack(token.id)
      if reason.spares { try spare([token.id], now: now) }
    case .failed: try takeBack(token.id)
    case .delivered(_, let price?): try correct(token.id, to: price)
    default: break
    }
  }

  /// Never beyond the notification.
  fileprivate func prolong(_ id: Int64, by reprieve: Int64) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE delivery SET expires = min(expires + ?2,
        (SELECT n.expires FROM notification n WHERE n.id = delivery.notification)) WHERE id = ?1
      """)
    query.bind(1, id)
    query.bind(2, reprieve)
    try query.run()
  }

  /// Those whose fence still matches.
  fileprivate func held(_ tokens: [DeliveryToken]) throws(StoreFailure)
    -> [DeliveryToken: HeldDelivery]
  {
    var query = try query(
      """
      SELECT d.id, d.fence, d.lease, d.subscription, d.user, d.lane
      FROM json_each(?1) j CROSS JOIN delivery d ON d.id = j.value WHERE d.state = 2
      """)
    query.bind(1, tokens.map(\.id))
    var held: [DeliveryToken: HeldDelivery] = [:]
    held.reserveCapacity(tokens.count)
    while try query.step() {
      let subscription = query.integer(3)
      held[DeliveryToken(id: query.integer(0), fence: query.integer(1))] = HeldDelivery(
        lease: query.integer(2), subscription: subscription,
        user: subscription == 0 ? nil : try query.name(4),
        isText: Lane.stored(query.integer(5)).knownChannel == .sms)
    }
    return held
  }

  fileprivate func write(_ row: SettledRow, _ ids: [Int64]) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE delivery SET state = ?2, due = coalesce(min(?3, expires), due), settled = ?4,
        note = ?5, reference = ?6, attempts = max(0, attempts - ?7), lease = NULL, begun = 0
      WHERE id IN (SELECT value FROM json_each(?1))
      """)
    query.bind(1, ids)
    query.bind(2, Int64(row.state.rawValue))
    query.bind(3, row.due)
    query.bind(4, row.settled)
    query.bind(5, row.note)
    query.bind(6, row.reference)
    query.bind(7, row.undoesAttempt ? 1 : 0)
    try query.run()
  }
}
