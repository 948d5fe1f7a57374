// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func prune(
    _ rule: PruningRule, from place: PruningPlace, limit: Int
  ) throws(StoreFailure) -> PrunedBatch {
    let limit = max(1, limit)
    switch PruningStage(rawValue: place.stage) {
    case .inboxes: return try pruneInboxes(rule, from: place, limit: limit)
    case .notifications: return try pruneNotifications(rule, from: place, limit: limit)
    case .caps: return try pruneCaps(rule, from: place, limit: limit)
    case .rest: return try pruneRest(rule, limit: limit)
    case nil: return PrunedBatch(PrunedRows(), next: nil)
    }
  }

  package func pruningPlace() throws(StoreFailure) -> PruningPlace? {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query("SELECT value FROM meta WHERE name = 'pruning'")
      return try query.step() ? PruningPlace(stored: query.text(0)) : nil
    }
  }

  package func keep(_ place: PruningPlace?) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      guard let place else { return try connection.run("DELETE FROM meta WHERE name = 'pruning'") }
      var query = try connection.query(
        """
        INSERT INTO meta (name, value) VALUES ('pruning', ?1)
        ON CONFLICT (name) DO UPDATE SET value = ?1
        """)
      query.bind(1, place.stored)
      try query.run()
    }
  }

  package func size() throws(StoreFailure) -> StoreSize {
    try read { (connection) throws(StoreFailure) in
      let page = try connection.integer("PRAGMA page_size") ?? 0
      return StoreSize(
        total: page &* (try connection.integer("PRAGMA page_count") ?? 0),
        free: page &* (try connection.integer("PRAGMA freelist_count") ?? 0))
    }
  }
}

extension PruningPlace {
  /// A person's name may hold whatever it likes: it comes last.
  fileprivate var stored: String { "\(stage) \(number) \(user)" }

  fileprivate init?(stored: String) {
    let parts = stored.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let stage = Int(parts[0]), let number = Int64(parts[1]) else {
      return nil
    }
    self.init(stage: stage, user: String(parts[2]), number: number)
  }
}

extension SQLiteStore {
  /// Those that nobody has, any more or from the beginning.
  private func pruneNotifications(
    _ rule: PruningRule, from place: PruningPlace, limit: Int
  ) throws(StoreFailure) -> PrunedBatch {
    guard let age = PruningAge(rule) else {
      return PrunedBatch(PrunedRows(), next: PruningStage.notifications.next)
    }
    let found = try read { (connection) throws(StoreFailure) in
      try connection.unread(age, behind: place.number, limit: limit)
    }
    var rows = PrunedRows()
    if !found.numbers.isEmpty {
      rows = try write { (connection) throws(StoreFailure) in
        var rows = PrunedRows()
        for number in found.numbers {
          guard let keys = try connection.remove(number, recipients: 0) else { continue }
          rows.notifications += 1
          rows.keys += keys
        }
        return rows
      }
    }
    let next = found.last.map { PruningPlace(stage: place.stage, number: $0) }
    return PrunedBatch(rows, next: next ?? PruningStage.notifications.next)
  }

  private func pruneCaps(
    _ rule: PruningRule, from place: PruningPlace, limit: Int
  ) throws(StoreFailure) -> PrunedBatch {
    let found = try read { (connection) throws(StoreFailure) in
      try connection.forgottenCaps(rule, behind: place.user, limit: limit)
    }
    var rows = PrunedRows()
    if !found.rows.isEmpty {
      rows.others = try write { (connection) throws(StoreFailure) in
        var removed = 0
        for row in found.rows { removed += try connection.remove(row) }
        return removed
      }
    }
    let next = found.last.map { PruningPlace(stage: place.stage, user: $0) }
    return PrunedBatch(rows, next: next ?? PruningStage.caps.next)
  }
}

private struct EmptyNotifications {
  var numbers: [NotificationNumber] = []
  /// Nil at the end.
  var last: Int64?
}

private struct ForgottenCaps {
  struct Row {
    let user: UserID
    let channel: ChannelName
    let times: [UInt8]
  }

  var rows: [Row] = []
  /// Nil at the end.
  var last: String?
}

extension Connection {
  fileprivate func unread(
    _ age: PruningAge, behind number: Int64, limit: Int
  ) throws(StoreFailure) -> EmptyNotifications {
    var query = try query(
      """
      SELECT id, created, category, recipients FROM notification
      WHERE id > ?1 ORDER BY id LIMIT ?2
      """)
    query.bind(1, number)
    query.bind(2, Int64(limit))
    var found = EmptyNotifications()
    var looked = 0
    while try query.step() {
      looked += 1
      let (number, created) = (try query.number(0), query.instant(1))
      let category: CategoryName = try query.name(2, query.recent.category)
      let verdict = age.verdict(number, created: created, in: category)
      if verdict == .young { return EmptyNotifications(numbers: found.numbers, last: nil) }
      if verdict == .over, query.integer(3) == 0, age.isKeyOver(number, created: created) {
        found.numbers.append(number)
      }
      found.last = number.value
    }
    if looked < limit { found.last = nil }
    return found
  }

  /// With its key, whose rows it answers; nil when it must stay: somebody has it or will, or it is
  /// the last, after which the next is numbered.
  func remove(_ number: NotificationNumber, recipients: Int64) throws(StoreFailure) -> Int? {
    var query = try query(
      """
      DELETE FROM notification
      WHERE id = ?1 AND recipients <= ?2 AND id < (SELECT max(id) FROM notification)
        AND NOT EXISTS (SELECT 1 FROM expansion WHERE notification = ?1)
      RETURNING event_id
      """)
    query.bind(1, number.value)
    query.bind(2, recipients)
    guard try query.step() else { return nil }
    let key = try query.optionalText(0)
    while try query.step() {}
    guard let key else { return 0 }
    var keys = try self.query("DELETE FROM idempotency WHERE key = ?1 AND notification = ?2")
    keys.bind(1, key)
    keys.bind(2, number.value)
    try keys.run()
    return changes
  }

  fileprivate func forgottenCaps(
    _ rule: PruningRule, behind user: String, limit: Int
  ) throws(StoreFailure) -> ForgottenCaps {
    var query = try query(
      """
      SELECT user, channel, times FROM reached WHERE user > ?1 ORDER BY user, channel LIMIT ?2
      """)
    query.bind(1, user)
    query.bind(2, Int64(limit))
    var found = ForgottenCaps()
    var looked = 0
    while try query.step() {
      looked += 1
      found.last = try query.text(0)
      let times = query.blob(2)
      guard let numbers = NumberList.read(times) else { throw query.damaged() }
      let sent = SentTimes(numbers.map { Instant(milliseconds: $0) })
      if sent.matter(within: rule.longestCap, now: rule.now) { continue }
      found.rows.append(
        ForgottenCaps.Row(user: try query.name(0), channel: try query.name(1), times: times))
    }
    if looked < limit { found.last = nil }
    return found
  }

  fileprivate func remove(_ row: ForgottenCaps.Row) throws(StoreFailure) -> Int {
    var query = try query(
      "DELETE FROM reached WHERE user = ?1 AND channel = ?2 AND times = ?3")
    query.bind(1, row.user)
    query.bind(2, row.channel)
    query.bind(3, row.times)
    try query.run()
    return changes
  }
}
