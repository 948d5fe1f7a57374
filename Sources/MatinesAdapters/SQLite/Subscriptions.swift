// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Whose endpoint it is, whatever a newcomer says.
enum SubscriptionRule {
  /// More browsers than anybody has; a flood of registrations stops here.
  static let limit = 20

  enum Verdict {
    case add, renew
    /// A shared browser: the former owner's number dies with what is planned for it.
    case move
  }

  /// `owner` and `known` are what is stored for the endpoint.
  static func judge(
    _ new: Subscription, for user: UserID, owner: UserID?, known: Subscription?, held: Int
  ) throws(StoreFailure) -> Verdict {
    if owner == user { return .renew }
    if let known, known.p256dh != new.p256dh || known.auth != new.auth {
      throw .conflict("endpoint")
    }
    guard held < limit else { throw .conflict("subscriptions: at most \(limit) a person") }
    return known == nil ? .add : .move
  }
}

extension Connection {
  func subscriptions(of user: UserID) throws(StoreFailure) -> [Subscription] {
    var query = try query(
      """
      SELECT number, endpoint, p256dh, auth FROM subscription WHERE user = ?1 ORDER BY number
      """)
    query.bind(1, user)
    var found: [Subscription] = []
    while try query.step() { found.append(try query.subscription(0)) }
    return found
  }

  private func owner(
    of endpoint: String
  ) throws(StoreFailure) -> (user: UserID, known: Subscription)? {
    var query = try query(
      "SELECT number, endpoint, p256dh, auth, user FROM subscription WHERE endpoint = ?1")
    query.bind(1, endpoint)
    guard try query.step() else { return nil }
    return (try query.name(4), try query.subscription(0))
  }

  fileprivate func add(
    _ subscription: Subscription, to user: UserID, now: Instant
  ) throws(StoreFailure) {
    let found = try owner(of: subscription.endpoint)
    let verdict = try SubscriptionRule.judge(
      subscription, for: user, owner: found?.user, known: found?.known,
      held: subscriptions(of: user).count)
    switch verdict {
    case .renew: try renew(subscription)
    case .move:
      if let found { _ = try remove(found.known.endpoint, of: found.user) }
      try insert(subscription, user, now)
    case .add: try insert(subscription, user, now)
    }
  }

  private func renew(_ subscription: Subscription) throws(StoreFailure) {
    var query = try query(
      "UPDATE subscription SET p256dh = ?2, auth = ?3 WHERE endpoint = ?1")
    query.bind(1, subscription.endpoint)
    query.bind(2, subscription.p256dh)
    query.bind(3, subscription.auth)
    try query.run()
  }

  private func insert(
    _ subscription: Subscription, _ user: UserID, _ now: Instant
  ) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO subscription (user, endpoint, p256dh, auth, created)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """)
    query.bind(1, user)
    query.bind(2, subscription.endpoint)
    query.bind(3, subscription.p256dh)
    query.bind(4, subscription.auth)
    query.bind(5, now)
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
}

extension Query {
  /// `number, endpoint, p256dh, auth` from a column on.
  func subscription(_ first: Int32) throws(StoreFailure) -> Subscription {
    Subscription(
      number: integer(first), endpoint: try text(first + 1), p256dh: try text(first + 2),
      auth: try text(first + 3))
  }
}

extension SQLiteStore {
  package func subscribe(
    _ user: UserID, _ subscription: Subscription, now: Instant
  ) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      guard try connection.person(user) != nil else { throw .unknownUser(user) }
      try connection.add(subscription, to: user, now: now)
    }
  }

  package func unsubscribe(_ user: UserID, endpoint: String) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      guard try connection.remove(endpoint, of: user) else { throw .notFound("endpoint") }
    }
  }

  package func subscriptions(of user: UserID) throws(StoreFailure) -> [Subscription] {
    try look { (connection) throws(StoreFailure) in try connection.subscriptions(of: user) }
  }
}
