// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What the idempotency record and its notification say about an accepted event.
struct AcceptedEvent {
  let fingerprint: Fingerprint
  let notification: NotificationNumber
  /// Nil when it was pruned.
  let family: NotificationFamily?

  func receipt(_ store: SQLiteStore) throws(StoreFailure) -> Receipt {
    Receipt(
      notification: try store.seal.seal(notification),
      recipients: family?.progress.recipients ?? 0,
      deliveries: family?.progress.deliveries ?? 0, isExpanding: family?.isExpanding ?? false,
      repeated: true)
  }
}

/// A stage, or what a discarded one left behind.
struct StoredStage {
  let event: StagedEvent
  let discarded: Bool
}

/// The column `discarded`: what is not open stands in no index.
enum StageState {
  static let discarded: Int64 = 1
  /// Was scheduled, and refused too long.
  static let givenUp: Int64 = 2
}

extension Connection {
  /// The record outlives a pruned notification; its figures then read zero.
  func accepted(_ key: EventID) throws(StoreFailure) -> AcceptedEvent? {
    var query = try query("SELECT high, low, notification FROM idempotency WHERE key = ?1")
    query.bind(1, key)
    guard try query.step() else { return nil }
    guard let number = NotificationNumber(query.integer(2)) else { throw query.damaged() }
    return AcceptedEvent(
      fingerprint: Fingerprint(high: query.integer(0), low: query.integer(1)),
      notification: number, family: try family(of: number))
  }

  fileprivate func stage(_ key: EventID) throws(StoreFailure) -> StoredStage? {
    var query = try query(
      "SELECT key, event, document, high, low, due, discarded FROM staged WHERE key = ?1")
    query.bind(1, key)
    guard try query.step() else { return nil }
    return StoredStage(
      event: try query.stagedEvent(), discarded: query.integer(6) == StageState.discarded)
  }

  /// Accepting an event ends its stage, whichever way it came.
  func endStage(_ key: EventID, _ submission: Submission) throws(StoreFailure) {
    guard try isAnythingStaged(), let stage = try stage(key) else {
      if submission.wasStaged { throw .notFound("event_id") }
      return
    }
    guard !stage.discarded, stage.event.fingerprint.matches(submission.event.fingerprint),
      submission.due == nil || submission.due == stage.event.due
    else { throw .conflict("event_id") }
    var query = try query("DELETE FROM staged WHERE key = ?1")
    query.bind(1, key)
    try query.run()
  }

  /// Also what was discarded.
  private func isAnythingStaged() throws(StoreFailure) -> Bool {
    if let isEmpty = memory.isStagingEmpty { return !isEmpty }
    let isEmpty = try integer("SELECT 1 FROM staged LIMIT 1") == nil
    memory.isStagingEmpty = isEmpty
    return !isEmpty
  }

  fileprivate func insertStage(_ event: StagedEvent, now: Instant) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO staged (key, event, high, low, created, discarded, leased, document, due)
      VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?6, ?7)
      """)
    query.bind(1, event.id)
    query.bind(2, event.name)
    query.bind(3, event.fingerprint.high)
    query.bind(4, event.fingerprint.low)
    query.bind(5, now)
    query.bind(6, event.document)
    query.bind(7, event.due)
    try query.run()
  }

  /// The tombstone keeps a late stage or confirmation of the same id away.
  fileprivate func insertTombstone(_ key: EventID, now: Instant) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO staged (key, event, high, low, created, discarded, leased, document)
      VALUES (?1, '-', 0, 0, ?2, 1, 0, '')
      ON CONFLICT (key) DO UPDATE SET discarded = 1, document = '', created = ?2
      """)
    query.bind(1, key)
    query.bind(2, now)
    try query.run()
  }

  fileprivate func leaseStage(
    before limit: Instant, now: Instant, until end: Instant
  ) throws(StoreFailure) -> StagedEvent? {
    var search = try query(
      """
      SELECT key, event, document, high, low, due FROM staged INDEXED BY staged_open
      WHERE discarded = 0 AND due IS NULL AND created < ?1 AND leased <= ?2
      ORDER BY created, key LIMIT 1
      """)
    search.bind(1, limit)
    search.bind(2, now)
    guard try search.step() else { return nil }
    let event = try search.stagedEvent()
    try lease(event.id, until: end)
    return event
  }

  private func lease(_ stage: EventID, until end: Instant) throws(StoreFailure) {
    var update = try query("UPDATE staged SET leased = ?2 WHERE key = ?1")
    update.bind(1, stage)
    update.bind(2, end)
    try update.run()
  }

  fileprivate func schedule(_ stage: EventID, at due: Instant) throws(StoreFailure) {
    var update = try query(
      "UPDATE staged SET due = ?2, leased = 0, discarded = 0 WHERE key = ?1")
    update.bind(1, stage)
    update.bind(2, due)
    try update.run()
  }

  fileprivate func leaseScheduled(
    now: Instant, until end: Instant
  ) throws(StoreFailure) -> StagedEvent? {
    var search = try query(
      """
      SELECT key, event, document, high, low, due, leased FROM staged INDEXED BY staged_due
      WHERE discarded = 0 AND due IS NOT NULL AND due <= ?1 AND leased <= ?1
      ORDER BY due, key LIMIT 1
      """)
    search.bind(1, now)
    guard try search.step() else { return nil }
    let event = try search.stagedEvent(wasTried: search.integer(6) != 0)
    try lease(event.id, until: end)
    return event
  }
}

extension Query {
  /// `key, event, document, high, low, due`.
  fileprivate func stagedEvent(wasTried: Bool = false) throws(StoreFailure) -> StagedEvent {
    StagedEvent(
      id: try name(0), name: try name(1), document: try text(2),
      fingerprint: Fingerprint(high: integer(3), low: integer(4)), due: optionalInstant(5),
      wasTried: wasTried)
  }
}

extension SQLiteStore {
  package func giveUp(_ id: EventID, due: Instant) throws(StoreFailure) -> Bool {
    try write { (connection) throws(StoreFailure) in
      var query = try connection.query(
        "UPDATE staged SET discarded = ?2 WHERE key = ?1 AND discarded = 0 AND due = ?3")
      query.bind(1, id)
      query.bind(2, StageState.givenUp)
      query.bind(3, due)
      try query.run()
      return connection.changes > 0
    }
  }

  package func givenUp(limit: Int) throws(StoreFailure) -> [StagedEvent] {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query(
        """
        SELECT key, event, document, high, low, due FROM staged
        WHERE discarded = ?1 ORDER BY due, key LIMIT ?2
        """)
      query.bind(1, StageState.givenUp)
      query.bind(2, Int64(max(0, limit)))
      var events: [StagedEvent] = []
      while try query.step() { events.append(try query.stagedEvent()) }
      return events
    }
  }
}

extension SQLiteStore {
  package func stage(_ event: StagedEvent, now: Instant) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      if let first = try connection.accepted(event.id) {
        guard first.fingerprint.matches(event.fingerprint) else { throw .conflict("event_id") }
        return
      }
      guard let known = try connection.stage(event.id) else {
        return try connection.insertStage(event, now: now)
      }
      guard !known.discarded, known.event.fingerprint.matches(event.fingerprint) else {
        throw .conflict("event_id")
      }
      if let due = event.due { try connection.schedule(event.id, at: due) }
    }
  }

  package func staged(_ id: EventID) throws(StoreFailure) -> StagedEvent? {
    try read { (connection) throws(StoreFailure) in
      if try connection.accepted(id) != nil { return nil }
      guard let known = try connection.stage(id) else { throw .notFound("event_id") }
      guard !known.discarded else { throw .conflict("event_id") }
      return known.event
    }
  }

  package func accepted(_ id: EventID) throws(StoreFailure) -> Receipt? {
    try look { (connection) throws(StoreFailure) in
      try connection.accepted(id)?.receipt(self)
    }
  }

  package func discard(_ id: EventID, now: Instant) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      guard try connection.accepted(id) == nil else { throw .conflict("event_id") }
      if try connection.stage(id)?.discarded == true { return }
      try connection.insertTombstone(id, now: now)
    }
  }

  package func takeStage(
    before limit: Instant, now: Instant, lease: Instant.Span
  ) throws(StoreFailure) -> StagedEvent? {
    try write { (connection) throws(StoreFailure) in
      try connection.leaseStage(before: limit, now: now, until: now + lease)
    }
  }

  package func takeScheduled(
    now: Instant, lease: Instant.Span
  ) throws(StoreFailure) -> StagedEvent? {
    // Nearly always nothing is due, and then nothing is locked.
    guard let next = try nextScheduled(), next <= now else { return nil }
    return try write { (connection) throws(StoreFailure) in
      try connection.leaseScheduled(now: now, until: now + lease)
    }
  }

  package func nextScheduled() throws(StoreFailure) -> Instant? {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query(
        """
        SELECT min(due) FROM staged INDEXED BY staged_due
        WHERE discarded = 0 AND due IS NOT NULL
        """)
      return try query.step() ? query.optionalInstant(0) : nil
    }
  }
}
