// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Connection {
  func notification(
    _ number: NotificationNumber, _ seal: IdentifierSeal
  ) throws(StoreFailure) -> Notification? {
    var query = try query(
      """
      SELECT id, event, category, severity, template, title, body, data, created, expires, part
      FROM notification WHERE id = ?1
      """)
    query.bind(1, number.value)
    return try query.step() ? try query.notification(0, seal) : nil
  }
}

extension Query {
  /// `id, event, category, severity, template, title, body, data, created, expires,
  /// part` from a column on.
  func notification(
    _ first: Int32, _ seal: IdentifierSeal
  ) throws(StoreFailure) -> Notification {
    guard let severity = try Severity(rawValue: small(first + 3)) else { throw damaged() }
    return Notification(
      id: try seal.seal(number(first)), type: try name(first + 1, recent.event),
      category: try name(first + 2, recent.category), part: try small(first + 10),
      severity: severity, content: try content(first + 4), created: instant(first + 8),
      expires: instant(first + 9))
  }

  func number(_ column: Int32) throws(StoreFailure) -> NotificationNumber {
    guard let number = NotificationNumber(integer(column)) else { throw damaged() }
    return number
  }

  private func content(_ first: Int32) throws(StoreFailure) -> Content {
    let data = try text(first + 3)
    if !isNull(first) { return .template(try name(first, recent.template), data: data) }
    return .literal(title: try text(first + 1), body: try text(first + 2), data: data)
  }

  /// `seen, read, archived` from a column on.
  func marks(_ first: Int32) -> Marks {
    Marks(
      seen: optionalInstant(first), read: optionalInstant(first + 1),
      archived: optionalInstant(first + 2))
  }

  /// `id, notification, user, rung, channel, state, due, attempts, note, settled,
  /// price, reference`.
  func deliveryRecord(_ seal: IdentifierSeal) throws(StoreFailure) -> DeliveryRecord {
    DeliveryRecord(
      id: integer(0), notification: try seal.seal(number(1)), user: try name(2),
      rung: try small(3), channel: try name(4), state: try state(5), due: instant(6),
      attempts: try small(7), note: try optionalText(8), settled: optionalInstant(9),
      price: integer(10), reference: try optionalText(11))
  }
}
