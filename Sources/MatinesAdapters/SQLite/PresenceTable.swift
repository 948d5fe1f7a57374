// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    try look { (connection) throws(StoreFailure) in
      try connection.presence(of: user, boot: boot)
    }
  }

  /// In one transaction: its beginning and end cost more than a look.
  package func presences(
    of users: [UserID], boot: BootTime
  ) throws(StoreFailure) -> [Presence] {
    guard !users.isEmpty else { return [] }
    return try read { (connection) throws(StoreFailure) in
      var found: [Presence] = []
      for user in users { found.append(try connection.presence(of: user, boot: boot)) }
      return found
    }
  }

  package func ping(
    _ user: UserID, tab: TabID, session: SessionTag?, visible: Bool, lease: Instant.Span,
    boot: BootTime
  ) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      try connection.removeExpiredTabs(of: user, boot)
      var query = try connection.query(
        """
        INSERT INTO presence (user, tab, boot, deadline, visible, session)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (user, tab)
        DO UPDATE SET boot = ?3, deadline = ?4, visible = ?5, session = ?6
        """)
      query.bind(1, user)
      query.bind(2, tab)
      query.bind(3, boot.id)
      query.bind(4, boot.deadline(after: lease))
      query.bind(5, visible ? 1 : 0)
      query.bind(6, session?.value)
      try query.run()
      try connection.removeSurplusTabs(of: user, keeping: tab)
    }
  }

  package func leave(_ user: UserID, tab: TabID, boot: BootTime) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      var query = try connection.query("DELETE FROM presence WHERE user = ?1 AND tab = ?2")
      query.bind(1, user)
      query.bind(2, tab)
      try query.run()
    }
  }

  package func leave(
    _ user: UserID, session: SessionTag, boot: BootTime
  ) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      var query = try connection.query("DELETE FROM presence WHERE user = ?1 AND session = ?2")
      query.bind(1, user)
      query.bind(2, session.value)
      try query.run()
    }
  }
}

extension SQLiteStore {
  package func end(
    _ session: SessionTag, until: Instant, now: Instant
  ) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      var past = try connection.query("DELETE FROM ended_session WHERE until < ?1")
      past.bind(1, now.milliseconds &- SessionMemory.kept.milliseconds)
      try past.run()
      var query = try connection.query(
        """
        INSERT INTO ended_session (session, until) VALUES (?1, ?2)
        ON CONFLICT (session) DO UPDATE SET until = max(until, ?2)
        """)
      query.bind(1, session.value)
      query.bind(2, until)
      try query.run()
    }
  }

  package func end(of session: SessionTag) throws(StoreFailure) -> Instant? {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query("SELECT until FROM ended_session WHERE session = ?1")
      query.bind(1, session.value)
      return try query.step() ? query.instant(0) : nil
    }
  }
}

extension Connection {
  func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    var query = try query(
      "SELECT max(visible) FROM presence WHERE user = ?1 AND boot = ?2 AND deadline > ?3")
    query.bind(1, user)
    query.bind(2, boot.id)
    query.bind(3, boot.milliseconds)
    guard try query.step(), let visible = query.optionalInteger(0) else { return .offline }
    return visible == 0 ? .hidden : .visible
  }

  fileprivate func removeExpiredTabs(of user: UserID, _ boot: BootTime) throws(StoreFailure) {
    var query = try query(
      "DELETE FROM presence WHERE user = ?1 AND (boot <> ?2 OR deadline <= ?3)")
    query.bind(1, user)
    query.bind(2, boot.id)
    query.bind(3, boot.milliseconds)
    try query.run()
  }

  /// A page that invents tabs must not fill the table: those that end first go.
  fileprivate func removeSurplusTabs(of user: UserID, keeping tab: TabID) throws(StoreFailure) {
    var query = try query(
      """
      DELETE FROM presence WHERE user = ?1 AND tab <> ?2 AND tab IN (
        SELECT tab FROM presence WHERE user = ?1 AND tab <> ?2
        ORDER BY deadline DESC, tab LIMIT -1 OFFSET ?3)
      """)
    query.bind(1, user)
    query.bind(2, tab)
    query.bind(3, Int64(PresenceLimit.tabs - 1))
    try query.run()
  }
}
