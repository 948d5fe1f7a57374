// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The deliveries of one recipient: a range of ids. Owner and notification are compared too, so
/// that a damaged range never reaches into somebody else's rows.
struct Siblings {
  let ids: Range<Int64>
  let notification: NotificationNumber
  let user: UserID

  init(_ ids: Range<Int64>, _ notification: NotificationNumber, _ user: UserID) {
    self.ids = ids
    self.notification = notification
    self.user = user
  }

  /// `first_delivery, deliveries` from a column on. A ladder has at most 32 rungs, a person at
  /// most 20 browsers.
  init(
    _ query: borrowing Query, _ first: Int32, _ notification: NotificationNumber, _ user: UserID
  ) throws(StoreFailure) {
    let start = query.integer(first)
    let count = try query.small(first + 1)
    guard start >= 0, start < .max / 2, count <= 1_000 else { throw query.damaged() }
    self.init(start..<start + Int64(count), notification, user)
  }
}

/// What one delivery needs to know of another of the same recipient.
struct Sibling {
  let id: Int64
  let rung: Int
  let channel: ChannelName
  let state: DeliveryState
  let suppressors: Suppressors
  let place: QueuePlace
}

extension Query {
  /// Parameters 1 to 4: ids, notification, user.
  mutating func bind(_ siblings: Siblings) {
    bind(1, siblings.ids.lowerBound)
    bind(2, siblings.ids.upperBound)
    bind(3, siblings.notification.value)
    bind(4, siblings.user)
  }
}

extension Connection {
  func rows(_ siblings: Siblings) throws(StoreFailure) -> [Sibling] {
    guard !siblings.ids.isEmpty else { return [] }
    var query = try query(
      """
      SELECT id, rung, channel, state, unless, lane, priority, due
      FROM delivery WHERE id >= ?1 AND id < ?2 AND notification = ?3 AND user = ?4 ORDER BY id
      """)
    query.bind(siblings)
    var rows: [Sibling] = []
    rows.reserveCapacity(siblings.ids.count)
    while try query.step() {
      let place = QueuePlace(
        lane: .stored(query.integer(5)), priority: query.integer(6), due: query.instant(7),
        id: query.integer(0))
      rows.append(
        Sibling(
          id: place.id, rung: try query.small(1), channel: try query.channel(2, lane: 5),
          state: try query.state(3), suppressors: Suppressors(rawValue: query.integer(4)),
          place: place))
    }
    return rows
  }

  /// The range of the recipient a delivery belongs to.
  func siblings(
    of notification: NotificationNumber, _ user: UserID
  ) throws(StoreFailure) -> Siblings? {
    var query = try query(
      "SELECT first_delivery, deliveries FROM recipient WHERE user = ?1 AND notification = ?2")
    query.bind(1, user)
    query.bind(2, notification.value)
    guard try query.step() else { return nil }
    return try Siblings(query, 0, notification, user)
  }

  /// Makes a waiting delivery ready.
  func arm(_ id: Int64) throws(StoreFailure) {
    var query = try query("UPDATE delivery SET state = 1 WHERE id = ?1 AND state = 0")
    query.bind(1, id)
    try query.run()
  }
}
