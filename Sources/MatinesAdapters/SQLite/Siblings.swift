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

  func with(_ state: DeliveryState) -> Sibling {
    Sibling(
      id: id, rung: rung, channel: channel, state: state, suppressors: suppressors, place: place)
  }
}

/// What a recipient's row says to a claim.
struct RecipientRow {
  let marks: Marks
  let isAcked: Bool
  let siblings: Siblings
}

extension Query {
  /// `id, rung, channel, state, unless, lane, priority, due` from a column on.
  func sibling(_ first: Int32) throws(StoreFailure) -> Sibling {
    let place = QueuePlace(
      lane: .stored(integer(first + 5)), priority: integer(first + 6), due: instant(first + 7),
      id: integer(first))
    return Sibling(
      id: place.id, rung: try small(first + 1), channel: try channel(first + 2, lane: first + 5),
      state: try state(first + 3), suppressors: Suppressors(rawValue: integer(first + 4)),
      place: place)
  }

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
    while try query.step() { rows.append(try query.sibling(0)) }
    return rows
  }

  /// Of the recipient a delivery belongs to.
  func recipient(
    of notification: NotificationNumber, _ user: UserID
  ) throws(StoreFailure) -> RecipientRow? {
    var query = try query(
      """
      SELECT seen, read, archived, acked, first_delivery, deliveries FROM recipient
      WHERE user = ?1 AND notification = ?2
      """)
    query.bind(1, user)
    query.bind(2, notification.value)
    guard try query.step() else { return nil }
    return RecipientRow(
      marks: query.marks(0), isAcked: !query.isNull(3),
      siblings: try Siblings(query, 4, notification, user))
  }

  func siblings(
    of notification: NotificationNumber, _ user: UserID
  ) throws(StoreFailure) -> Siblings? {
    try recipient(of: notification, user)?.siblings
  }

  /// Makes waiting deliveries ready.
  func arm(_ ids: [Int64]) throws(StoreFailure) {
    guard !ids.isEmpty else { return }
    var query = try query(
      """
      UPDATE delivery SET state = 1
      WHERE state = 0 AND id IN (SELECT value FROM json_each(?1))
      """)
    query.bind(1, ids)
    try query.run()
  }

  func arm(_ id: Int64) throws(StoreFailure) {
    var query = try query("UPDATE delivery SET state = 1 WHERE id = ?1 AND state = 0")
    query.bind(1, id)
    try query.run()
  }
}
