// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func put(_ suppression: Suppression) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      var query = try connection.query(
        """
        INSERT INTO suppression (address, cause, since) VALUES (?1, ?2, ?3)
        ON CONFLICT (address) DO UPDATE SET cause = ?2, since = ?3
        """)
      query.bind(1, suppression.address.text)
      query.bind(2, suppression.cause.rawValue)
      query.bind(3, suppression.since)
      try query.run()
    }
  }

  package func removeSuppression(of address: SuppressedAddress) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      var query = try connection.query("DELETE FROM suppression WHERE address = ?1")
      query.bind(1, address.text)
      try query.run()
      guard connection.changes > 0 else { throw .notFound("address") }
    }
  }

  package func suppressions(
    after last: SuppressedAddress?, limit: Int
  ) throws(StoreFailure) -> [Suppression] {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query(
        """
        SELECT address, cause, since FROM suppression WHERE address > ?1
        ORDER BY address LIMIT ?2
        """)
      query.bind(1, last?.text ?? "")
      query.bind(2, Int64(max(0, limit)))
      var listed: [Suppression] = []
      while try query.step() {
        guard let address = try? SuppressedAddress(query.text(0)) else { throw query.damaged() }
        listed.append(
          Suppression(
            address: address, cause: try query.suppressionCause(1), since: query.instant(2)))
      }
      return listed
    }
  }
}

extension Connection {
  /// Whom a channel reaches at an address of the list. Most lists are short, and many empty.
  func suppression(
    of user: User, on channel: ChannelName
  ) throws(StoreFailure) -> Suppression.Cause? {
    guard let address = user.address(on: channel) else { return nil }
    var query = try query("SELECT cause FROM suppression WHERE address = ?1")
    query.bind(1, address.text)
    return try query.step() ? query.suppressionCause(0) : nil
  }

  func suppressions(of user: User) throws(StoreFailure) -> [ChannelName: Suppression.Cause] {
    var found: [ChannelName: Suppression.Cause] = [:]
    for channel in User.addressedChannels {
      found[channel] = try suppression(of: user, on: channel)
    }
    return found
  }

  func hasSuppressions() throws(StoreFailure) -> Bool {
    var query = try query("SELECT 1 FROM suppression LIMIT 1")
    return try query.step()
  }
}

extension Query {
  func suppressionCause(_ column: Int32) throws(StoreFailure) -> Suppression.Cause {
    guard let cause = try Suppression.Cause(rawValue: text(column)) else { throw damaged() }
    return cause
  }
}
