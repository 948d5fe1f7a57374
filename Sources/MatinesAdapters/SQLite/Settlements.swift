// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func settle(
    _ results: [Settlement], now: Instant
  ) throws(StoreFailure) -> Int {
    guard !results.isEmpty else { return 0 }
    return try write { (connection) throws(StoreFailure) in
      var settled = 0
      var left = LeaseTally()
      for result in results {
        guard let held = try connection.held(result.token) else { continue }
        let row = SettledRow(result.change, now: now)
        if row.reprieve > 0 { try connection.prolong(result.token.id, by: row.reprieve) }
        try connection.write(row, result.token)
        try connection.note(result.change, of: held, now: now)
        left.add(held.lease)
        settled += 1
      }
      try connection.release(left)
      return settled
    }
  }
}

/// What a claimed delivery points at.
private struct HeldDelivery {
  let lease: Int64
  let subscription: Int64
  let user: UserID
}

extension Connection {
  /// What the outcome says of the browser itself.
  fileprivate func note(
    _ change: Settlement.Change, of held: HeldDelivery, now: Instant
  ) throws(StoreFailure) {
    guard held.subscription != 0 else { return }
    switch change {
    case .failed(_, addressGone: true):
      try forget(subscription: held.subscription, of: held.user)
    case .delivered: try noteSuccess(of: held.subscription, now: now)
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

  fileprivate func held(_ token: DeliveryToken) throws(StoreFailure) -> HeldDelivery? {
    var query = try query(
      """
      SELECT lease, subscription, user FROM delivery WHERE id = ?1 AND fence = ?2 AND state = 2
      """)
    query.bind(1, token.id)
    query.bind(2, token.fence)
    guard try query.step() else { return nil }
    return HeldDelivery(
      lease: query.integer(0), subscription: query.integer(1), user: try query.name(2))
  }

  fileprivate func write(
    _ row: SettledRow, _ token: DeliveryToken
  ) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE delivery SET state = ?2, due = coalesce(min(?3, expires), due), settled = ?4,
        note = ?5, reference = ?6, attempts = max(0, attempts - ?7), lease = NULL, begun = 0
      WHERE id = ?1
      """)
    query.bind(1, token.id)
    query.bind(2, Int64(row.state.rawValue))
    query.bind(3, row.due)
    query.bind(4, row.settled)
    query.bind(5, row.note)
    query.bind(6, row.reference)
    query.bind(7, row.undoesAttempt ? 1 : 0)
    try query.run()
  }
}
