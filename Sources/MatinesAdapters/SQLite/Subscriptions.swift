// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func subscribe(
    _ user: UserID, _ browser: RegisteredBrowser, currentKey: String?
  ) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      guard let mark = try connection.registering(user) else { throw .unknownUser(user) }
      try connection.register(browser, to: user, mark, currentKey)
    }
  }

  package func unsubscribe(_ user: UserID, endpoint: String) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      guard try connection.remove(endpoint, of: user) else { throw .notFound("endpoint") }
    }
  }

  package func label(
    _ user: UserID, endpoint: String, _ label: String?
  ) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      var query = try connection.query(
        "UPDATE subscription SET label = ?3 WHERE endpoint = ?1 AND user = ?2")
      query.bind(1, endpoint)
      query.bind(2, user)
      query.bind(3, label)
      try query.run()
      if connection.changes == 0 { throw .notFound("endpoint") }
    }
  }

  package func browsers(of user: UserID) throws(StoreFailure) -> [RegisteredBrowser] {
    try look { (connection) throws(StoreFailure) in try connection.browsers(of: user) }
  }
}

extension Connection {
  fileprivate func browsers(of user: UserID) throws(StoreFailure) -> [RegisteredBrowser] {
    var query = try query(
      """
      SELECT number, endpoint, p256dh, auth, application_key, expires, label, agent, created,
        succeeded FROM subscription WHERE user = ?1 ORDER BY number
      """)
    query.bind(1, user)
    var found: [RegisteredBrowser] = []
    while try query.step() { found.append(try query.browser()) }
    return found
  }

  private func owner(
    of endpoint: String
  ) throws(StoreFailure) -> (user: UserID, known: RegisteredBrowser)? {
    var query = try query(
      """
      SELECT number, endpoint, p256dh, auth, application_key, expires, label, agent, created,
        succeeded, user FROM subscription WHERE endpoint = ?1
      """)
    query.bind(1, endpoint)
    guard try query.step() else { return nil }
    return (try query.name(10), try query.browser())
  }

  fileprivate func registering(_ user: UserID) throws(StoreFailure) -> Instant? {
    var query = try query("SELECT registering FROM user WHERE id = ?1")
    query.bind(1, user)
    return try query.step() ? query.instant(0) : nil
  }

  fileprivate func register(
    _ browser: RegisteredBrowser, to user: UserID, _ mark: Instant, _ currentKey: String?
  ) throws(StoreFailure) {
    let found = try owner(of: browser.subscription.endpoint)
    let verdict = try RegistrationRule.judge(
      browser.subscription, for: user, owner: found?.user, known: found?.known.subscription,
      held: browsers(of: user).count
    ).accepted()
    let stored = browser.completed(verdict, found?.known, currentKey: currentKey)
    if verdict == .renew { return try renew(stored) }
    let next = try RegistrationRule.registered(after: mark, now: browser.created)
    try write(registering: next, user)
    if let found { _ = try remove(browser.subscription.endpoint, of: found.user) }
    try insert(stored, user)
  }

  private func write(registering mark: Instant, _ user: UserID) throws(StoreFailure) {
    var query = try query("UPDATE user SET registering = ?2 WHERE id = ?1")
    query.bind(1, user)
    query.bind(2, mark)
    try query.run()
  }

  private func renew(_ browser: RegisteredBrowser) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE subscription SET p256dh = ?2, auth = ?3, application_key = ?4, expires = ?5,
        label = ?6, agent = ?7 WHERE endpoint = ?1
      """)
    query.bind(browser)
    try query.run()
  }

  private func insert(_ browser: RegisteredBrowser, _ user: UserID) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO subscription (endpoint, p256dh, auth, application_key, expires, label, agent,
        user, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """)
    query.bind(browser)
    query.bind(8, user)
    query.bind(9, browser.created)
    try query.run()
  }

  fileprivate func remove(_ endpoint: String, of user: UserID) throws(StoreFailure) -> Bool {
    var query = try query("DELETE FROM subscription WHERE endpoint = ?1 AND user = ?2")
    query.bind(1, endpoint)
    query.bind(2, user)
    try query.run()
    return changes > 0
  }

  /// The push service said that the address is gone.
  func forget(subscription number: Int64, of user: UserID) throws(StoreFailure) {
    var query = try query("DELETE FROM subscription WHERE number = ?1 AND user = ?2")
    query.bind(1, number)
    query.bind(2, user)
    try query.run()
  }

  /// Looks before it writes: nearly always nothing is to be written.
  func noteSuccess(of number: Int64, now: Instant) throws(StoreFailure) {
    var look = try query(
      "SELECT 1 FROM subscription WHERE number = ?1 AND (succeeded > ?2 AND succeeded <= ?3)")
    look.bind(1, number)
    look.bind(2, now.milliseconds - RegisteredBrowser.successGrain.milliseconds)
    look.bind(3, now)
    if try look.step() { return }
    var query = try query("UPDATE subscription SET succeeded = ?2 WHERE number = ?1")
    query.bind(1, number)
    query.bind(2, now)
    try query.run()
  }
}

extension Query {
  /// `number, endpoint, p256dh, auth, application_key, expires` from a column on.
  func subscription(_ first: Int32) throws(StoreFailure) -> Subscription {
    Subscription(
      number: integer(first), endpoint: try text(first + 1), p256dh: blob(first + 2),
      auth: blob(first + 3), applicationServerKey: try optionalText(first + 4),
      expires: optionalInstant(first + 5))
  }

  fileprivate func browser() throws(StoreFailure) -> RegisteredBrowser {
    RegisteredBrowser(
      subscription: try subscription(0), label: try optionalText(6),
      userAgent: try optionalText(7), created: instant(8), lastSuccess: optionalInstant(9))
  }

  /// Parameters 1 to 7.
  fileprivate mutating func bind(_ browser: RegisteredBrowser) {
    bind(1, browser.subscription.endpoint)
    bind(2, browser.subscription.p256dh)
    bind(3, browser.subscription.auth)
    bind(4, browser.subscription.applicationServerKey)
    bind(5, browser.subscription.expires)
    bind(6, browser.label)
    bind(7, browser.userAgent)
  }
}
