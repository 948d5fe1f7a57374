// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func accept(
    _ submission: Submission, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Receipt {
    let isFull = try isFull(submission.waiting, now: submission.now)
    return try writeRemembering { (connection) throws(StoreFailure) in
      let taken = try connection.nextNumbers(now: submission.now)
      if let key = submission.event.id,
        let first = try connection.claimKey(key, submission, taken.notification, self)
      {
        return first
      }
      if isFull { throw .full(submission.refusal) }
      for user in submission.event.users {
        try connection.put(user)
        connection.memory.forgetHolders()
      }
      let arrival = Arrival(submission, submission.treatment, taken.notification)
      var deliveries = 0
      if let subject = submission.event.subject, arrival.treatment.audience.includesSubject {
        deliveries = try connection.deliver(
          arrival, to: subject, submission.presence, first: taken.delivery, plan: plan
        ) { () throws(StoreFailure) in try arrival.notification(submission.content, self.seal) }
      }
      connection.gauge.added(ready: min(deliveries, 1), planned: deliveries)
      try connection.insert(arrival, submission, submission.content, deliveries: deliveries)
      let (isExpanding, last) = try connection.insertExpansions(arrival, submission)
      connection.memory.highest = (last.value, taken.delivery - 1 + Int64(deliveries))
      return Receipt(
        notification: try self.seal.seal(taken.notification),
        recipients: arrival.treatment.audience.includesSubject ? 1 : 0, deliveries: deliveries,
        isExpanding: isExpanding, repeated: false)
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
    let (notification, delivery) = try highest()
    guard let number = NotificationNumber.next(after: notification, now: now),
      (0..<Int64.max / 2).contains(delivery)
    else { throw .damaged("\(path): no numbers are left") }
    gauge.saw(delivery)
    return TakenNumbers(notification: number, delivery: delivery + 1)
  }

  private func highest() throws(StoreFailure) -> CommitMemory.Highest {
    if let known = memory.highest { return known }
    var query = try query(
      "SELECT (SELECT max(id) FROM notification), (SELECT max(id) FROM delivery)")
    guard try query.step() else { throw query.damaged() }
    return (query.optionalInteger(0), query.optionalInteger(1) ?? 0)
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
      try endStage(key, submission)
      return nil
    }
    guard let first = try accepted(key) else { throw query.damaged() }
    guard first.fingerprint.matches(fingerprint) else { throw .conflict("event_id") }
    return try first.receipt(store)
  }

  fileprivate func insert(
    _ arrival: Arrival, _ submission: Submission, _ content: Content, deliveries: Int
  ) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO notification (id, event, event_id, category, severity, template, title, body,
        policy, part, created, expires, recipients, deliveries, data)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
      """)
    query.bind(1, arrival.number.value)
    query.bind(2, submission.event.name)
    query.bind(3, submission.event.id?.text)
    query.bind(4, arrival.treatment.category.name)
    query.bind(5, Int64(arrival.severity.rawValue))
    query.bindWords(6, of: content)
    query.bind(9, submission.policy)
    query.bind(10, Int64(arrival.treatment.part))
    query.bind(11, arrival.moment)
    query.bind(12, arrival.expires)
    query.bind(13, arrival.treatment.audience.includesSubject ? 1 : 0)
    query.bind(14, Int64(deliveries))
    query.bind(15, content.data)
    try query.run()
  }
}

extension Connection {
  /// Whether a worker has somebody left to find, and the last number taken.
  fileprivate func insertExpansions(
    _ arrival: Arrival, _ submission: Submission
  ) throws(StoreFailure) -> (isExpanding: Bool, last: NotificationNumber) {
    var isExpanding = false
    if !arrival.treatment.audience.others.isEmpty {
      try insertExpansion(arrival.number, submission.event.subject)
      isExpanding = true
    }
    var last = arrival.number
    for observer in submission.observers where try isAnybody(in: observer.audience) {
      guard let content = submission.content(of: observer),
        let number = NotificationNumber.next(after: last.value, now: submission.now)
      else { throw .damaged("\(path): no numbers are left") }
      last = number
      try insert(
        Arrival(submission, observer, number), submission, content, deliveries: 0)
      try insertExpansion(number, submission.event.subject)
      isExpanding = true
    }
    return (isExpanding, last)
  }

  private func insertExpansion(
    _ number: NotificationNumber, _ subject: UserID?
  ) throws(StoreFailure) {
    var query = try query(
      "INSERT INTO expansion (notification, subject, place, after) VALUES (?1, ?2, 0, '')")
    query.bind(1, number.value)
    query.bind(2, subject?.text)
    try query.run()
  }

  /// Whether it is worth a notification. That role and domain have nobody in common is found out
  /// later.
  private func isAnybody(in audience: Audience) throws(StoreFailure) -> Bool {
    for part in audience.others {
      guard case .holders(let role, let domain) = part else { return true }
      if try isAnybody(with: role), try isAnybody(in: domain) { return true }
    }
    return false
  }

  private func isAnybody(with role: RoleName?) throws(StoreFailure) -> Bool {
    guard let role else { return true }
    if let known = memory.isHeld(role) { return known }
    var query = try query("SELECT 1 FROM user_role WHERE role = ?1 LIMIT 1")
    query.bind(1, role)
    let isHeld = try query.step()
    memory.note(role, isHeld: isHeld)
    return isHeld
  }

  private func isAnybody(in domain: DomainName?) throws(StoreFailure) -> Bool {
    guard let domain else { return true }
    if let known = memory.isHeld(domain) { return known }
    var query = try query("SELECT 1 FROM user_domain WHERE domain = ?1 LIMIT 1")
    query.bind(1, domain)
    let isHeld = try query.step()
    memory.note(domain, isHeld: isHeld)
    return isHeld
  }
}
