// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func claim(_ request: ClaimRequest) throws(StoreFailure) -> [Claim] {
    // An idle poll must not take the write lock.
    let due = try read { (connection) throws(StoreFailure) in
      try connection.isAnythingDue(request)
    }
    guard due, request.limit > 0 else { return [] }
    return try write { (connection) throws(StoreFailure) in
      var claiming = Claiming(connection, request, self.seal, try connection.lanes(of: request))
      return try claiming.run()
    }
  }

  package func claim(
    of token: DeliveryToken, fallbackLocale: LanguageTag
  ) throws(StoreFailure) -> Claim? {
    try read { (connection) throws(StoreFailure) in
      guard
        var row = try connection.claimable([token.id], .standing, self.seal, fallbackLocale).first,
        row.state == .claimed, row.fence == token.fence
      else { return nil }
      _ = try row.learn(connection) { $0.state }
      return row.claim
    }
  }
}

extension Connection {
  fileprivate func isAnythingDue(_ request: ClaimRequest) throws(StoreFailure) -> Bool {
    for lane in try lanes(of: request) {
      if let due = try nextDue(lane), due <= request.now { return true }
    }
    return false
  }

  fileprivate func lanes(of request: ClaimRequest) throws(StoreFailure) -> [Lane] {
    if let channels = request.channels { return channels.map { Lane(request.carrier, $0) } }
    return try busyLanes(of: request.carrier)
  }
}

extension Connection {
  func nextLease() throws(StoreFailure) -> Int64 {
    (try integer("SELECT max(id) FROM lease") ?? 0) &+ 1
  }

  func take(_ ids: [Int64], lease: Int64) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE delivery SET state = 2, lease = ?2, fence = fence + 1, attempts = attempts + 1,
        begun = 0 WHERE id IN (SELECT value FROM json_each(?1))
      """)
    query.bind(1, ids)
    query.bind(2, lease)
    try query.run()
  }

  /// For what was not claimed.
  func cancel(_ id: Int64, _ reason: Reason, now: Instant) throws(StoreFailure) {
    var query = try query(
      "UPDATE delivery SET state = 4, note = ?2, settled = ?3 WHERE id = ?1")
    query.bind(1, id)
    query.bind(2, reason.rawValue)
    query.bind(3, now)
    try query.run()
  }
}
