// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func preferences(of user: UserID) throws(StoreFailure) -> Preferences {
    try look { (connection) throws(StoreFailure) in
      guard try connection.isKnown(user) else { throw .unknownUser(user) }
      return try connection.preferences(of: user)
    }
  }

  package func adjust(
    _ user: UserID, _ change: (Preferences) -> Preferences
  ) throws(StoreFailure) -> Preferences {
    try write { (connection) throws(StoreFailure) in
      guard try connection.isKnown(user) else { throw .unknownUser(user) }
      let before = try connection.preferences(of: user)
      let after = change(before)
      if after != before { try connection.write(after, of: user) }
      return after
    }
  }
}

extension Connection {
  fileprivate func isKnown(_ user: UserID) throws(StoreFailure) -> Bool {
    var query = try query("SELECT 1 FROM user WHERE id = ?1")
    query.bind(1, user)
    return try query.step()
  }

  func preferences(of user: UserID) throws(StoreFailure) -> Preferences {
    var query = try query("SELECT document FROM preference WHERE user = ?1")
    query.bind(1, user)
    return try query.step() ? try query.preferences(0) ?? Preferences() : Preferences()
  }

  /// The row says whether there are any, so that nobody looks for those who have none.
  fileprivate func write(_ preferences: Preferences, of user: UserID) throws(StoreFailure) {
    var mark = try query(
      """
      UPDATE user SET preferring = ?2, locale = coalesce(?3, locale), zone = coalesce(?4, zone)
      WHERE id = ?1
      """)
    mark.bind(1, user)
    mark.bind(2, preferences.isEmpty ? 0 : 1)
    mark.bind(3, preferences.locale?.text)
    mark.bind(4, preferences.timeZone?.text)
    try mark.run()
    var query = try query(
      """
      INSERT INTO preference (user, document) VALUES (?1, ?2)
      ON CONFLICT (user) DO UPDATE SET document = ?2
      """)
    query.bind(1, user)
    query.bind(2, PreferenceDocument.write(preferences))
    try query.run()
  }
}

extension Query {
  func preferences(_ column: Int32) throws(StoreFailure) -> Preferences? {
    guard let text = try optionalText(column) else { return nil }
    guard let preferences = PreferenceDocument.stored(text) else { throw damaged() }
    return preferences
  }
}
