// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Connection {
  /// What was seen or acknowledged need not be sent any more; what goes anyway moves up.
  func cancelNeedless(
    _ siblings: Siblings, _ cause: Suppressors, now: Instant
  ) throws(StoreFailure) {
    try cancelPending(siblings, cause.reason, suppressedBy: cause, now: now)
  }

  /// A later event of the same key takes the place of what was not sent yet.
  func collapse(_ arrival: Arrival, for user: UserID) throws(StoreFailure) {
    guard let key = arrival.treatment.collapse else { return }
    if let earlier = try lastOf(key, arrival, user),
      let siblings = try siblings(of: earlier, user)
    {
      try cancelPending(siblings, .replaced, suppressedBy: nil, now: arrival.moment)
      try markReplaced(siblings)
    }
    var query = try query(
      """
      INSERT INTO collapse (user, key, subject, part, notification) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (user, key, subject, part) DO UPDATE SET notification = ?5
      """)
    query.bind(1, user)
    query.bind(2, key)
    query.bind(3, arrival.subject?.text ?? "")
    query.bind(4, Int64(arrival.treatment.part))
    query.bind(5, arrival.number.value)
    try query.run()
  }

  /// What is leaving leaves, and is not tried again.
  private func markReplaced(_ siblings: Siblings) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE delivery SET unless = unless | ?5
      WHERE id >= ?1 AND id < ?2 AND notification = ?3 AND user = ?4 AND state = 2
      """)
    query.bind(siblings)
    query.bind(5, Suppressors.replaced.rawValue)
    try query.run()
  }

  private func lastOf(
    _ key: CollapseKey, _ arrival: Arrival, _ user: UserID
  ) throws(StoreFailure) -> NotificationNumber? {
    var query = try query(
      """
      SELECT notification FROM collapse
      WHERE user = ?1 AND key = ?2 AND subject = ?3 AND part = ?4
      """)
    query.bind(1, user)
    query.bind(2, key)
    query.bind(3, arrival.subject?.text ?? "")
    query.bind(4, Int64(arrival.treatment.part))
    return try query.step() ? try query.number(0) : nil
  }

  private func cancelPending(
    _ siblings: Siblings, _ reason: Reason, suppressedBy cause: Suppressors?, now: Instant
  ) throws(StoreFailure) {
    let rows = try rows(siblings)
    let needless = rows.filter { $0.isNeedless(cause) }
    guard !needless.isEmpty else { return }
    var query = try query(
      """
      UPDATE delivery SET state = 4, note = ?6, settled = ?5
      WHERE id >= ?1 AND id < ?2 AND notification = ?3 AND user = ?4 AND state IN (0, 1)
        AND (?7 IS NULL OR unless & ?7)
      """)
    query.bind(siblings)
    query.bind(5, now)
    query.bind(6, reason.rawValue)
    query.bind(7, cause?.rawValue)
    try query.run()
    let texts = needless.filter { $0.channel == .sms }.map(\.id)
    for id in texts { try takeBack(id) }
    try spare(texts, now: now)
    let next = Arming.first(count: rows.count) { index in
      rows[index].isNeedless(cause) ? .cancelled : rows[index].state
    }
    if let next { try arm([rows[next].id]) }
  }
}

extension Sibling {
  /// Nil: whatever waits.
  fileprivate func isNeedless(_ cause: Suppressors?) -> Bool {
    (state == .waiting || state == .ready) && (cause.map(suppressors.contains) ?? true)
  }
}
