// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// How many deliveries are ready, without counting them each time. Whatever becomes ready was
/// planned, and what was planned since a count is known by the highest id, which is at hand.
struct QueueGauge {
  private struct Count {
    var ready: Int64
    /// The highest id then. What this process adds later is added to both.
    var id: Int64
    let at: Instant
  }

  private var count: Count?
  private var highest: Int64 = 0

  /// At most so many, but for failures that came back; nil before the first count.
  var bound: Int64? { count.map { $0.ready + max(0, highest - $0.id) } }

  mutating func saw(_ id: Int64) { highest = max(highest, id) }

  /// What this process has planned itself: of a ladder only the first rung is ready.
  mutating func added(ready: Int, planned: Int) {
    highest += Int64(planned)
    count?.ready += Int64(ready)
    count?.id += Int64(planned)
  }

  mutating func counted(_ ready: Int64, at: Instant) {
    count = Count(ready: ready, id: highest, at: at)
  }

  /// What a process leaves for the others.
  var text: String? { count.map { "\($0.ready) \($0.id) \($0.at.milliseconds)" } }

  /// Another's count, if it is a later one.
  mutating func take(_ text: String) {
    let words = text.split(separator: " ").compactMap { Int64($0) }
    guard words.count == 3, (0...highest).contains(words[1]), (0...words[1]).contains(words[0]),
      count.map({ words[1] > $0.id }) ?? true
    else { return }
    count = Count(ready: words[0], id: words[1], at: Instant(milliseconds: words[2]))
  }

  /// Counting a million takes tens of milliseconds: it is done so seldom that it does not matter.
  func isStale(_ now: Instant, limit: Int) -> Bool {
    guard let count else { return true }
    let age = now.milliseconds.subtractingReportingOverflow(count.at.milliseconds)
    return age.overflow || age.partialValue.magnitude >= UInt64(clamping: limit / 1_000)
  }
}

extension SQLiteStore {
  package func room(below limit: Int, now: Instant) throws(StoreFailure) -> Int {
    let room = try look { (connection) throws(StoreFailure) in
      connection.gauge.saw(try connection.integer("SELECT max(id) FROM delivery") ?? 0)
      return connection.gauge.bound.map { Int64(limit) - $0 }
    }
    if let room, room > 0 { return Int(clamping: room) }
    return try max(0, limit - Int(clamping: recount(limit, now: now)))
  }

  /// Whether events are refused. One that is accepted although another process has just filled
  /// the queue is found out by the next count.
  func isFull(_ limit: Int, now: Instant) throws(StoreFailure) -> Bool {
    let bound = try look { (connection) throws(StoreFailure) in connection.gauge.bound }
    if let bound, bound < Int64(limit) { return false }
    return try recount(limit, now: now) >= Int64(limit)
  }

  /// Counts again where that may matter; what another process has counted is as good.
  private func recount(_ limit: Int, now: Instant) throws(StoreFailure) -> Int64 {
    let (ready, counted) = try read { (connection) throws(StoreFailure) in
      connection.gauge.saw(try connection.integer("SELECT max(id) FROM delivery") ?? 0)
      try connection.takeCount()
      if let bound = connection.gauge.bound,
        bound < Int64(limit) || !connection.gauge.isStale(now, limit: limit)
      {
        return (bound, false)
      }
      let ready = try connection.countReady(atMost: limit)
      connection.gauge.counted(ready, at: now)
      return (ready, true)
    }
    if counted { try write { (connection) throws(StoreFailure) in try connection.leaveCount() } }
    return ready
  }
}

extension Connection {
  /// Of the index alone.
  fileprivate func countReady(atMost limit: Int) throws(StoreFailure) -> Int64 {
    var query = try query(
      """
      SELECT count(*) FROM (
        SELECT 1 FROM delivery INDEXED BY delivery_ready WHERE state = 1 LIMIT ?1)
      """)
    query.bind(1, Int64(limit))
    return try query.step() ? query.integer(0) : 0
  }

  fileprivate func leaveCount() throws(StoreFailure) {
    guard let text = gauge.text else { return }
    var query = try query(
      """
      INSERT INTO meta (name, value) VALUES ('queue', ?1)
      ON CONFLICT (name) DO UPDATE SET value = ?1
      """)
    query.bind(1, text)
    try query.run()
  }

  fileprivate func takeCount() throws(StoreFailure) {
    var query = try query("SELECT value FROM meta WHERE name = 'queue'")
    if try query.step() { gauge.take(try query.text(0)) }
  }
}
