// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func page(
    of user: UserID, _ query: InboxQuery
  ) throws(StoreFailure) -> InboxPage {
    let end = try query.before.map { (id) throws(StoreFailure) in try open(id).value } ?? .max
    let first = NotificationNumber.lowest(since: query.filter.since)
    return try look { (connection) throws(StoreFailure) in
      var page = InboxPage()
      let place = try connection.look(
        through: InboxSpan(user, from: first, before: end), query.filter, limit: query.limit
      ) { (row, _) throws(StoreFailure) in
        page.rows.append(
          InboxRow(notification: try row.notification(4, self.seal), marks: row.marks(1)))
        return true
      }
      page.next = try place.map { (number) throws(StoreFailure) in try self.seal.seal(number) }
      return page
    }
  }

  package func counts(of user: UserID) throws(StoreFailure) -> Counts {
    try look { (connection) throws(StoreFailure) in try connection.counts(of: user) ?? Counts() }
  }

  package func history(
    of notification: NotificationID, for user: UserID
  ) throws(StoreFailure) -> History {
    let number = try open(notification)
    return try read { (connection) throws(StoreFailure) in
      guard let person = try connection.person(user),
        let found = try connection.history(number, person.user, self.seal)
      else { throw .notFound("notification_id") }
      return found
    }
  }
}

extension Connection {
  func counts(of user: UserID) throws(StoreFailure) -> Counts? {
    var query = try query(
      "SELECT unread, info, success, warning, error, version FROM user WHERE id = ?1")
    query.bind(1, user)
    return try query.step() ? query.counts(0) : nil
  }

  fileprivate func history(
    _ number: NotificationNumber, _ user: User, _ seal: IdentifierSeal
  ) throws(StoreFailure) -> History? {
    var query = try query(
      """
      SELECT n.id, n.event, n.category, n.severity, n.template, n.title, n.body, n.data,
        n.created, n.expires, n.part, r.seen, r.read, r.archived, r.facts, n.policy,
        r.first_delivery, r.deliveries, n.cancelled
      FROM recipient r CROSS JOIN notification n ON n.id = r.notification
      WHERE r.user = ?1 AND r.notification = ?2
      """)
    query.bind(1, user.id)
    query.bind(2, number.value)
    guard try query.step() else { return nil }
    guard let facts = FactsDocument.read(try query.text(14)) else { throw query.damaged() }
    var notification = try query.notification(0, seal)
    notification.cancelled = query.optionalInstant(18)
    return History(
      notification: notification, user: user, facts: facts,
      policy: query.integer(15), marks: query.marks(11),
      deliveries: try deliveries(Siblings(query, 16, number, user.id), seal))
  }

  private func deliveries(
    _ siblings: Siblings, _ seal: IdentifierSeal
  ) throws(StoreFailure) -> [DeliveryRecord] {
    var query = try query(
      """
      SELECT id, notification, user, rung, channel, state, due, attempts, note, settled, price,
        reference
      FROM delivery WHERE id >= ?1 AND id < ?2 AND notification = ?3 AND user = ?4 ORDER BY id
      """)
    query.bind(siblings)
    var records: [DeliveryRecord] = []
    while try query.step() { records.append(try query.deliveryRecord(seal)) }
    return records
  }
}
