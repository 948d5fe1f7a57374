// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func failed(limit: Int) throws(StoreFailure) -> [DeliveryRecord] {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query(
        """
        SELECT id, notification, user, rung, channel, state, due, attempts, note, settled,
          price, reference
        FROM delivery INDEXED BY delivery_listed WHERE state >= 5
        ORDER BY settled DESC, id DESC LIMIT ?1
        """)
      query.bind(1, Int64(max(0, limit)))
      var records: [DeliveryRecord] = []
      while try query.step() { records.append(try query.deliveryRecord(self.seal)) }
      return records
    }
  }

  /// What may have been taken stays paid for, and is not this charge any more: the next one is.
  package func retry(_ id: Int64, now: Instant, expires: Instant) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      try connection.requireListed(id)
      var query = try connection.query(
        """
        UPDATE delivery SET state = 1, attempts = 0, crashes = 0, due = ?2, expires = ?3,
          settled = NULL, unless = unless & ~?4, charged = iif(state = 6, 0, charged)
        WHERE id = ?1
        """)
      query.bind(1, id)
      query.bind(2, now)
      query.bind(3, expires)
      query.bind(4, Suppressors.replaced.rawValue)
      try query.run()
    }
  }

  package func drop(_ id: Int64, now: Instant) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      try connection.cancel(id, .dropping(connection.requireListed(id)), now: now)
    }
  }
}

extension Connection {
  @discardableResult
  fileprivate func requireListed(_ id: Int64) throws(StoreFailure) -> DeliveryState {
    var query = try query("SELECT state FROM delivery WHERE id = ?1")
    query.bind(1, id)
    guard try query.step() else { throw .notFound("delivery") }
    let state = try query.state(0)
    guard state == .failed || state == .unknown else { throw .conflict("delivery") }
    return state
  }
}
