// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A person's row: who they are, and what their bell shows.
struct Person {
  var user: User
  var counts: Counts
}

extension Query {
  /// `id, email, phone, locale, zone, roles, domains` from a column on.
  func user(_ first: Int32) throws(StoreFailure) -> User {
    var user = User(id: try name(first))
    if let text = try optionalText(first + 1) {
      guard let email = try? EmailAddress(text) else { throw damaged() }
      user.email = email
    }
    user.phone = try phone(first + 2)
    if !isNull(first + 3) {
      user.locale = try value(first + 3, recent.locale) { (text) throws(InvalidValue) in
        try LanguageTag(text)
      }
    }
    if !isNull(first + 4) { user.timeZone = try name(first + 4, recent.zone) }
    user.roles = try names(first + 5, recent.roles)
    user.domains = try names(first + 6, recent.domains)
    return user
  }

  func phone(_ column: Int32) throws(StoreFailure) -> PhoneNumber? {
    guard let text = try optionalText(column) else { return nil }
    guard let phone = try? PhoneNumber(text) else { throw damaged() }
    return phone
  }

  /// `unread, info, success, warning, error, version` from a column on.
  func counts(_ first: Int32) -> Counts {
    Counts(
      unread: integer(first),
      unseenBySeverity: [
        integer(first + 1), integer(first + 2), integer(first + 3), integer(first + 4),
      ], version: integer(first + 5))
  }

  func names<Kind>(
    _ column: Int32, _ recent: Recent<[Identifier<Kind>]>
  ) throws(StoreFailure) -> [Identifier<Kind>] {
    try value(column, recent) { (text) throws(InvalidValue) in
      guard let names: [Identifier<Kind>] = NameList.read(text) else {
        throw InvalidValue(Kind.field, .malformed("not a list"))
      }
      return names
    }
  }

}

extension Connection {
  func person(_ id: UserID) throws(StoreFailure) -> Person? {
    var query = try query(
      """
      SELECT id, email, phone, locale, zone, roles, domains, unread, info, success, warning,
        error, version FROM user WHERE id = ?1
      """)
    query.bind(1, id)
    guard try query.step() else { return nil }
    return Person(user: try query.user(0), counts: query.counts(7))
  }

  /// Counters and version stay as they are.
  func put(_ given: User) throws(StoreFailure) {
    let known = try person(given.id)
    let user = try known == nil ? given : given.choosing(preferences(of: given.id))
    if known?.user == user { return }
    var query = try query(
      """
      INSERT INTO user (id, email, phone, locale, zone, roles, domains)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT (id) DO UPDATE SET email = ?2, phone = ?3, locale = ?4, zone = ?5, roles = ?6,
        domains = ?7
      """)
    query.bind(1, user.id)
    query.bind(2, user.email?.text)
    query.bind(3, user.phone?.text)
    query.bind(4, user.locale?.text)
    query.bind(5, user.timeZone?.text)
    query.bind(6, NameList.write(user.roles))
    query.bind(7, NameList.write(user.domains))
    try query.run()
    try index(
      user, before: known?.user.roles ?? [], now: user.roles,
      leaving: "DELETE FROM user_role WHERE role = ?1 AND user = ?2",
      entering: "INSERT OR IGNORE INTO user_role (role, user) VALUES (?1, ?2)")
    try index(
      user, before: known?.user.domains ?? [], now: user.domains,
      leaving: "DELETE FROM user_domain WHERE domain = ?1 AND user = ?2",
      entering: "INSERT OR IGNORE INTO user_domain (domain, user) VALUES (?1, ?2)")
  }

  private func index<Kind>(
    _ user: User, before: [Identifier<Kind>], now: [Identifier<Kind>], leaving: StaticString,
    entering: StaticString
  ) throws(StoreFailure) {
    for name in before where !now.contains(name) { try change(leaving, name, user.id) }
    for name in now where !before.contains(name) { try change(entering, name, user.id) }
  }

  private func change<Kind>(
    _ statement: StaticString, _ name: Identifier<Kind>, _ user: UserID
  ) throws(StoreFailure) {
    var query = try query(statement)
    query.bind(1, name)
    query.bind(2, user)
    try query.run()
  }

  static let countersText: StaticString = """
    UPDATE user SET unread = ?2, info = ?3, success = ?4, warning = ?5, error = ?6, version = ?7,
      pace = coalesce(?8, pace)
    WHERE id = ?1
    """

  func write(_ counts: Counts, pace: Instant? = nil, of user: UserID) throws(StoreFailure) {
    var query = try query(Self.countersText)
    query.bind(counts, pace: pace, of: user)
    try query.run()
  }
}

extension Query {
  /// For `countersText`.
  mutating func bind(_ counts: Counts, pace: Instant?, of user: UserID) {
    bind(1, user)
    bind(2, counts.unread)
    bind(3, counts.unseen(.info))
    bind(4, counts.unseen(.success))
    bind(5, counts.unseen(.warning))
    bind(6, counts.unseen(.error))
    bind(7, counts.version)
    bind(8, pace)
  }
}

extension SQLiteStore {
  package func put(_ user: User, now: Instant) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in try connection.put(user) }
  }

  package func stored(_ id: UserID) throws(StoreFailure) -> User? {
    try look { (connection) throws(StoreFailure) in try connection.person(id)?.user }
  }
}
