// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func cancelExpired(now: Instant, limit: Int) throws(StoreFailure) -> Int {
    // Nearly always nothing has expired, and then nothing is locked.
    let any = try read { (connection) throws(StoreFailure) in
      try !connection.expired(now: now, limit: min(limit, 1)).isEmpty
    }
    guard any else { return 0 }
    return try write { (connection) throws(StoreFailure) in
      let expired = try connection.expired(now: now, limit: limit)
      for delivery in expired {
        try connection.takeBack(delivery.id)
        try connection.cancel(delivery.id, .expired, now: now)
        try connection.armSuccessor(of: delivery)
      }
      return expired.count
    }
  }
}

private struct ExpiredDelivery {
  let id: Int64
  let notification: NotificationNumber
  let user: UserID
}

extension Connection {
  /// By lane, priority, due and id. Of each lane only the head is looked at: what stands behind is
  /// reached when that has gone, at its own expiry at the latest.
  fileprivate func expired(
    now: Instant, limit: Int
  ) throws(StoreFailure) -> [ExpiredDelivery] {
    var found: [ExpiredDelivery] = []
    for lane in try busyLanes(of: .library) + busyLanes(of: .host) {
      for priority in PlannedDelivery.Priority.allCases where found.count < limit {
        try head(of: lane, priority, now: now, limit: limit - found.count, into: &found)
      }
    }
    return found
  }

  private func head(
    of lane: Lane, _ priority: PlannedDelivery.Priority, now: Instant, limit: Int,
    into found: inout [ExpiredDelivery]
  ) throws(StoreFailure) {
    var query = try query(
      """
      SELECT id, notification, user FROM (
        SELECT id, notification, user, due, expires FROM delivery INDEXED BY delivery_ready
        WHERE state = 1 AND lane = ?1 AND priority = ?2 AND due <= ?3 ORDER BY due, id LIMIT 256)
      WHERE expires <= ?3 ORDER BY due, id LIMIT ?4
      """)
    query.bind(1, lane.number)
    query.bind(2, priority.rawValue)
    query.bind(3, now)
    query.bind(4, Int64(limit))
    while try query.step() {
      found.append(
        ExpiredDelivery(
          id: query.integer(0), notification: try query.number(1), user: try query.name(2)))
    }
  }

  fileprivate func armSuccessor(of delivery: ExpiredDelivery) throws(StoreFailure) {
    guard let range = try siblings(of: delivery.notification, delivery.user) else { return }
    let siblings = try rows(range)
    guard let index = siblings.firstIndex(where: { $0.id == delivery.id }),
      let next = Arming.successor(
        of: index, count: siblings.count, state: { siblings[$0].state })
    else { return }
    try arm(siblings[next].id)
  }
}
