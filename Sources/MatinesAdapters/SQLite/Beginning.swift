// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func begin(_ request: BeginRequest) throws(StoreFailure) -> Admission {
    try write { (connection) throws(StoreFailure) in
      guard let row = try connection.departing(request.token),
        !(request.onceOnly && row.begun)
      else { return .lost }
      if let reason = row.needless { return .refused(reason) }
      if request.isTooLate(for: row.expires) { return .refused(.expired) }
      if let allowance = request.allowance, row.charged == 0 {
        let refusal = try connection.charge(row, allowance, now: request.now)
        if let refusal { return refusal }
      }
      try connection.markBegun(request.token.id)
      return .granted
    }
  }
}

/// A claimed delivery at the moment it leaves.
private struct DepartingRow {
  let id: Int64
  let user: UserID
  let channel: ChannelName
  let begun: Bool
  /// The month it was charged to, or 0.
  let charged: Int64
  let price: Int64
  let expires: Instant
  /// What happened since it was judged, and makes it needless.
  let needless: Reason?
}

extension Connection {
  fileprivate func departing(_ token: DeliveryToken) throws(StoreFailure) -> DepartingRow? {
    var query = try query(
      """
      SELECT d.user, d.channel, d.begun, d.charged, d.price, d.unless,
        coalesce(r.seen, r.read, r.archived) IS NOT NULL, r.acked IS NOT NULL,
        n.cancelled IS NOT NULL, d.expires
      FROM delivery d CROSS JOIN notification n ON n.id = d.notification
        CROSS JOIN recipient r ON r.user = d.user AND r.notification = d.notification
      WHERE d.id = ?1 AND d.fence = ?2 AND d.state = 2
      """)
    query.bind(1, token.id)
    query.bind(2, token.fence)
    guard try query.step() else { return nil }
    let unless = Suppressors(rawValue: query.integer(5))
    return DepartingRow(
      id: token.id, user: try query.name(0), channel: try query.name(1),
      begun: query.integer(2) != 0, charged: query.integer(3), price: query.integer(4),
      expires: query.instant(9),
      needless: query.integer(8) != 0
        ? .cancelled
        : unless.reason(seen: query.integer(6) != 0, acked: query.integer(7) != 0))
  }

  /// Nil when it may go and is charged.
  fileprivate func charge(
    _ row: DepartingRow, _ allowance: Allowance, now: Instant
  ) throws(StoreFailure) -> Admission? {
    let month = now.month
    // Of one notification all browsers of a person are one time.
    let isCounted = allowance.cap == nil ? true : try isCounted(row)
    let isOther = !isCounted
    var sent = isOther ? try sentTimes(row.user, row.channel) : SentTimes()
    let person = try texts(month, allowance.category, row.user.text)
    let everybody = try texts(month, allowance.category, "")
    switch allowance.verdict(sent, texts: (person, everybody), now: now) {
    case .no(let reason): return .refused(reason)
    case .notBefore(let instant): return .later(instant)
    case .yes: break
    }
    if isOther {
      sent.add(now)
      try write(sent, row.user, row.channel)
    }
    if row.channel == .sms {
      try add(.sent(row.price), month, allowance.category, row.user.text)
      try add(.sent(row.price), month, allowance.category, "")
    }
    try markCharged(row.id, month)
    return nil
  }

  private func isCounted(_ row: DepartingRow) throws(StoreFailure) -> Bool {
    var query = try query(
      """
      SELECT 1 FROM delivery d
        CROSS JOIN recipient r ON r.user = d.user AND r.notification = d.notification
        CROSS JOIN delivery o ON o.id >= r.first_delivery AND o.id < r.first_delivery + r.deliveries
      WHERE d.id = ?1 AND o.channel = d.channel AND o.charged <> 0 AND o.id <> d.id LIMIT 1
      """)
    query.bind(1, row.id)
    return try query.step()
  }

  fileprivate func markBegun(_ id: Int64) throws(StoreFailure) {
    var query = try query("UPDATE delivery SET begun = 1 WHERE id = ?1")
    query.bind(1, id)
    try query.run()
  }

  /// A delivery that is tried again is not charged again.
  private func markCharged(_ id: Int64, _ month: Int64) throws(StoreFailure) {
    var query = try query("UPDATE delivery SET charged = ?2 WHERE id = ?1")
    query.bind(1, id)
    query.bind(2, month)
    try query.run()
  }

  private func sentTimes(
    _ user: UserID, _ channel: ChannelName
  ) throws(StoreFailure) -> SentTimes {
    var query = try query("SELECT times FROM reached WHERE user = ?1 AND channel = ?2")
    query.bind(1, user)
    query.bind(2, channel)
    guard try query.step() else { return SentTimes() }
    guard let numbers = NumberList.read(query.blob(0)), numbers.count <= SentTimes.limit else {
      throw query.damaged()
    }
    return SentTimes(numbers.map { Instant(milliseconds: $0) })
  }

  private func write(
    _ sent: SentTimes, _ user: UserID, _ channel: ChannelName
  ) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO reached (user, channel, times) VALUES (?1, ?2, ?3)
      ON CONFLICT (user, channel) DO UPDATE SET times = ?3
      """)
    query.bind(1, user)
    query.bind(2, channel)
    query.bind(3, NumberList.write(sent.times.map(\.milliseconds)))
    try query.run()
  }
}
