// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func accept(
    _ submission: Submission, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Receipt {
    try write { (connection) throws(StoreFailure) in
      let taken = try connection.nextNumbers(now: submission.now)
      if let key = submission.event.id,
        let first = try connection.claimKey(key, submission, taken.notification, self)
      {
        return first
      }
      for user in submission.event.users { try connection.put(user) }
      let subject = submission.event.subject
      guard let (standing, before) = try connection.standing(of: subject, submission) else {
        throw .unknownUser(subject)
      }
      let presence =
        switch submission.presence {
        case .known(let presence): presence
        case .stored(let boot): try connection.presence(of: subject, boot: boot)
        }
      let facts = Facts(of: standing, submission, presence)
      let planned = PlannedDelivery.list(submission, plan(facts))
      try connection.insert(taken.notification, submission, deliveries: planned.count)
      try connection.insert(
        taken.notification, subject, submission, facts, first: taken.delivery,
        count: planned.count)
      try connection.insert(planned, taken, subject)
      var counts = before
      counts.arrived(submission.severity)
      try connection.write(counts, of: subject)
      return Receipt(
        notification: try self.seal.seal(taken.notification), recipients: 1,
        deliveries: planned.count, repeated: false)
    }
  }
}

/// The first free numbers, taken inside the write transaction.
struct TakenNumbers {
  let notification: NotificationNumber
  let delivery: Int64
}

extension Connection {
  fileprivate func nextNumbers(now: Instant) throws(StoreFailure) -> TakenNumbers {
    var query = try query(
      "SELECT (SELECT max(id) FROM notification), (SELECT max(id) FROM delivery)")
    guard try query.step(),
      let number = NotificationNumber.next(after: query.optionalInteger(0), now: now),
      case let last = query.optionalInteger(1) ?? 0, (0..<Int64.max / 2).contains(last)
    else { throw query.damaged() }
    return TakenNumbers(notification: number, delivery: last + 1)
  }

  /// The key goes in first: that it cannot is the answer.
  fileprivate func claimKey(
    _ key: EventID, _ submission: Submission, _ number: NotificationNumber, _ store: SQLiteStore
  ) throws(StoreFailure) -> Receipt? {
    let fingerprint = submission.event.fingerprint
    var query = try query(
      """
      INSERT INTO idempotency (key, high, low, notification) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (key) DO NOTHING
      """)
    query.bind(1, key)
    query.bind(2, fingerprint.high)
    query.bind(3, fingerprint.low)
    query.bind(4, number.value)
    try query.run()
    guard changes == 0 else {
      try endStage(key, fingerprint, mustExist: submission.wasStaged)
      return nil
    }
    guard let first = try accepted(key) else { throw query.damaged() }
    guard first.fingerprint.matches(fingerprint) else { throw .conflict("event_id") }
    return try first.receipt(store)
  }
}

extension Connection {
  fileprivate func insert(
    _ number: NotificationNumber, _ submission: Submission, deliveries: Int
  ) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO notification (id, event, event_id, category, severity, template, title, body,
        policy, created, expires, recipients, deliveries, data)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1, ?12, ?13)
      """)
    query.bind(1, number.value)
    query.bind(2, submission.event.name)
    query.bind(3, submission.event.id?.text)
    query.bind(4, submission.category.name)
    query.bind(5, Int64(submission.severity.rawValue))
    switch submission.content {
    case .template(let template, _):
      query.bind(6, template)
      query.bind(7, nil as String?)
      query.bind(8, nil as String?)
    case .literal(let title, let body, _):
      query.bind(6, nil as String?)
      query.bind(7, title)
      query.bind(8, body)
    }
    query.bind(9, submission.policy)
    query.bind(10, submission.now)
    query.bind(11, submission.now + submission.category.expires)
    query.bind(12, Int64(deliveries))
    query.bind(13, submission.content.data)
    try query.run()
  }

  fileprivate func insert(
    _ number: NotificationNumber, _ user: UserID, _ submission: Submission, _ facts: Facts,
    first: Int64, count: Int
  ) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO recipient (user, notification, severity, first_delivery, deliveries, facts)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """)
    query.bind(1, user)
    query.bind(2, number.value)
    query.bind(3, Int64(submission.severity.rawValue))
    query.bind(4, first)
    query.bind(5, Int64(count))
    query.bind(6, FactsDocument.write(facts))
    try query.run()
  }

  /// Only the first enters the ready index; each later one when the one before it leaves.
  fileprivate func insert(
    _ planned: [PlannedDelivery], _ taken: TakenNumbers, _ user: UserID
  ) throws(StoreFailure) {
    guard !planned.isEmpty else { return }
    var query = try query(
      """
      INSERT INTO delivery (id, notification, user, channel, lane, subscription, rung, state,
        priority, unless, due, expires)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
      """)
    query.bind(2, taken.notification.value)
    query.bind(3, user)
    for (offset, delivery) in planned.enumerated() {
      query.bind(1, taken.delivery + Int64(offset))
      query.bind(4, delivery.channel)
      query.bind(5, delivery.lane.number)
      query.bind(6, delivery.destination)
      query.bind(7, Int64(delivery.rung))
      query.bind(8, Int64((offset == 0 ? DeliveryState.ready : .waiting).rawValue))
      query.bind(9, delivery.priority.rawValue)
      query.bind(10, delivery.suppressors.rawValue)
      query.bind(11, delivery.due)
      query.bind(12, delivery.expires)
      try query.run()
      query.reset()
    }
  }
}
