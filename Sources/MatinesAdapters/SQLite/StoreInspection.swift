// SPDX-License-Identifier: MIT
import CSQLite
import Glibc
import MatinesApplication
import MatinesDomain

/// A store as it stands, looked at without a change to it.
final class StoreInspection {
  /// Deliveries that have been due for a while, in one queue.
  struct Overdue {
    let lane: Lane
    let count: Int64
    let oldest: Instant
  }

  enum Integrity: Equatable {
    case whole
    case broken
    /// The time was over before all was read.
    case unfinished
  }

  private static let patience = BusyHandler.Limit(.seconds(1))
  private let connection: Connection
  let schema: Int64

  /// The file is there, and nobody else can reach it.
  init(_ file: StoreFile) throws(StoreFailure) {
    let log = FileIdentity(file.path + "-wal")
    connection = try Connection(
      reading: file.path, besideLog: log != nil, busy: Self.patience)
    try connection.defend()
    schema = try Schema.known(connection)
  }

  /// Whether it is a store already, and not a file that was only begun.
  var isMade: Bool { schema > 0 }

  func integrity(within limit: Instant.Span) throws(StoreFailure) -> Integrity {
    let clock = Deadline(Stopwatch.now().adding(limit))
    clock.watch(connection)
    defer { clock.leave(connection) }
    do throws(StoreFailure) {
      var query = try connection.query("PRAGMA quick_check(1)")
      guard try query.step() else { return .broken }
      return try query.text(0) == "ok" ? .whole : .broken
    } catch {
      if clock.isOver { return .unfinished }
      if case .damaged = error { return .broken }
      throw error
    }
  }

  func overdue(before limit: Instant) throws(StoreFailure) -> [Overdue] {
    var query = try connection.query(
      """
      SELECT lane, count(*), min(due) FROM delivery INDEXED BY delivery_ready
      WHERE state = 1 AND due < ?1 GROUP BY lane
      """)
    query.bind(1, limit)
    var found: [Overdue] = []
    while try query.step() {
      found.append(
        Overdue(
          lane: Lane.stored(query.integer(0)), count: query.integer(1), oldest: query.instant(2)))
    }
    return found
  }

  /// Deliveries whose lease was over a minute ago, or belongs to an earlier start of the machine.
  func abandoned(_ boot: BootTime) throws(StoreFailure) -> Int64 {
    var query = try connection.query(
      "SELECT coalesce(sum(held), 0) FROM lease WHERE boot <> ?1 OR deadline < ?2")
    query.bind(1, boot.id)
    query.bind(2, boot.milliseconds - 60_000)
    return try query.step() ? query.integer(0) : 0
  }

  /// Scheduled events whose time has passed.
  func late(before limit: Instant) throws(StoreFailure) -> Int64 {
    var query = try connection.query(
      "SELECT count(*) FROM staged WHERE discarded = 0 AND due IS NOT NULL AND due < ?1")
    query.bind(1, limit)
    return try query.step() ? query.integer(0) : 0
  }

  func failedDeliveries() throws(StoreFailure) -> Int64 {
    try connection.integer(
      "SELECT count(*) FROM delivery INDEXED BY delivery_listed WHERE state >= 5") ?? 0
  }

  func eventsGivenUp() throws(StoreFailure) -> Int64 {
    var query = try connection.query("SELECT count(*) FROM staged WHERE discarded = ?1")
    query.bind(1, StageState.givenUp)
    return try query.step() ? query.integer(0) : 0
  }
}

/// Ends a statement when its time is over.
private final class Deadline {
  private let end: Stopwatch
  private(set) var isOver = false

  init(_ end: Stopwatch) { self.end = end }

  /// This object outlives the watch.
  func watch(_ connection: Connection) {
    sqlite3_progress_handler(
      connection.handle, 10_000,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Deadline>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.look() }
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func leave(_ connection: Connection) {
    sqlite3_progress_handler(connection.handle, 0, nil, nil)
  }

  private func look() -> Int32 {
    if Stopwatch.now() > end { isOver = true }
    return isOver ? 1 : 0
  }
}
