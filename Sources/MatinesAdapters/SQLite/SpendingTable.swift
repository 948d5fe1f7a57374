// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func spending(limit: Int) throws(StoreFailure) -> [SpendingLine] {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query(
        """
        SELECT month, category, texts, amount, spared, spared_amount FROM spending
        WHERE user = '' ORDER BY month DESC, category LIMIT ?1
        """)
      query.bind(1, Int64(max(0, limit)))
      var lines: [SpendingLine] = []
      while try query.step() {
        lines.append(
          SpendingLine(
            month: query.integer(0), category: try query.name(1),
            spending: Spending(
              texts: query.integer(2), amount: query.integer(3), spared: query.integer(4),
              sparedAmount: query.integer(5))))
      }
      return lines
    }
  }
}

extension Connection {
  /// Texts of a month in a category; an empty user stands for everybody.
  func texts(_ month: Int64, _ category: CategoryName, _ user: String) throws(StoreFailure)
    -> Int64
  {
    var query = try query(
      "SELECT texts FROM spending WHERE month = ?1 AND category = ?2 AND user = ?3")
    query.bind(1, month)
    query.bind(2, category)
    query.bind(3, user)
    return try query.step() ? query.integer(0) : 0
  }

  func add(
    _ spending: Spending, _ month: Int64, _ category: CategoryName, _ user: String
  ) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO spending (month, category, user, texts, amount, spared, spared_amount)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT (month, category, user) DO UPDATE SET texts = texts + ?4, amount = amount + ?5,
        spared = spared + ?6, spared_amount = spared_amount + ?7
      """)
    query.bind(1, month)
    query.bind(2, category)
    query.bind(3, user)
    query.bind(4, spending.texts)
    query.bind(5, spending.amount)
    query.bind(6, spending.spared)
    query.bind(7, spending.sparedAmount)
    try query.run()
  }

  /// Of texts that were planned and are no longer needed. One to an address that is left alone, or
  /// of a notification that was cancelled before, would have cost nothing.
  func spare(_ ids: [Int64], now: Instant) throws(StoreFailure) {
    for id in ids {
      guard let text = try pricedText(id), !text.isCancelled, try !isSuppressed(id) else {
        continue
      }
      try add(.spared(text.price), now.month, text.category, "")
    }
  }

  /// A text that was charged, and then not taken by anybody.
  func takeBack(_ id: Int64) throws(StoreFailure) {
    guard let text = try pricedText(id), text.charged != 0 else { return }
    try add(.takenBack(text.price), text.charged, text.category, "")
    try add(.takenBack(text.price), text.charged, text.category, text.user.text)
    var query = try query("UPDATE delivery SET charged = 0 WHERE id = ?1")
    query.bind(1, id)
    try query.run()
  }

  /// A text that was taken, and cost more or less than was planned.
  func correct(_ id: Int64, to price: Int64) throws(StoreFailure) {
    guard let text = try pricedText(id), text.price != price else { return }
    if text.charged != 0 {
      let change = Spending.corrected(by: price &- text.price)
      try add(change, text.charged, text.category, "")
      try add(change, text.charged, text.category, text.user.text)
    }
    var query = try query("UPDATE delivery SET price = ?2 WHERE id = ?1")
    query.bind(1, id)
    query.bind(2, price)
    try query.run()
  }

  private func isSuppressed(_ id: Int64) throws(StoreFailure) -> Bool {
    guard try hasSuppressions() else { return false }
    var query = try query(
      """
      SELECT s.cause, d.priority FROM delivery d CROSS JOIN user u ON u.id = d.user
        CROSS JOIN suppression s ON s.address = u.phone
      WHERE d.id = ?1
      """)
    query.bind(1, id)
    guard try query.step() else { return false }
    let priority = PlannedDelivery.Priority(rawValue: query.integer(1)) ?? .ordinary
    return priority.isStopped(by: try query.suppressionCause(0))
  }

  private func pricedText(_ id: Int64) throws(StoreFailure) -> PricedText? {
    var query = try query(
      """
      SELECT n.category, d.user, d.price, d.charged, n.cancelled IS NOT NULL
      FROM delivery d CROSS JOIN notification n ON n.id = d.notification
      WHERE d.id = ?1 AND d.channel = 'sms' AND d.price >= 0
      """)
    query.bind(1, id)
    guard try query.step() else { return nil }
    return PricedText(
      category: try query.name(0), user: try query.name(1), price: query.integer(2),
      charged: query.integer(3), isCancelled: query.integer(4) != 0)
  }
}

private struct PricedText {
  let category: CategoryName
  let user: UserID
  let price: Int64
  /// The month it was charged to, or 0.
  let charged: Int64
  /// With its notification.
  let isCancelled: Bool
}

extension Instant {
  /// The year times a hundred, and the month (UTC).
  var month: Int64 {
    let date = CivilDate(self)
    return date.year * 100 + date.month
  }
}
