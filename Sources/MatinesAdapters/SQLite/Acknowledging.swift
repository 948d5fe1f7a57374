// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func acknowledge(_ push: PushReceipt, at time: MarkTime) throws(StoreFailure) -> Bool {
    let number = try open(push.notification)
    return try write { (connection) throws(StoreFailure) in
      guard let user = try connection.user(of: push.delivery, number),
        let siblings = try connection.siblings(of: number, user)
      else { throw .notFound("token") }
      if try connection.acknowledge(number, user, now: time.now) {
        try connection.cancelNeedless(siblings, .acked, now: time.now)
      }
      guard push.wasOpened else { return false }
      let marked = try connection.mark(
        [number], of: user, .seen, now: time.now, allMustExist: false)
      return try connection.tell(
        .seen, marked.numbers, version: marked.counts.version, user, time.telling)
    }
  }
}

extension Connection {
  /// Whose delivery it was; nil unless it carried this notification.
  fileprivate func user(
    of delivery: Int64, _ number: NotificationNumber
  ) throws(StoreFailure) -> UserID? {
    var query = try query("SELECT user FROM delivery WHERE id = ?1 AND notification = ?2")
    query.bind(1, delivery)
    query.bind(2, number.value)
    return try query.step() ? try query.name(0) : nil
  }

  /// True the first time.
  fileprivate func acknowledge(
    _ number: NotificationNumber, _ user: UserID, now: Instant
  ) throws(StoreFailure) -> Bool {
    var query = try query(
      """
      UPDATE recipient SET acked = ?3 WHERE user = ?1 AND notification = ?2 AND acked IS NULL
      """)
    query.bind(1, user)
    query.bind(2, number.value)
    query.bind(3, now)
    try query.run()
    return changes > 0
  }
}
