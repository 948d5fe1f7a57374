// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func takeMarkUpdates(
    limit: Int, lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> [MarkUpdate] {
    // Nearly always there are none, and then nothing is locked.
    let found = try look { (connection) throws(StoreFailure) in
      try connection.waitingUpdates(limit: limit, boot)
    }
    guard !found.isEmpty else { return [] }
    return try write { (connection) throws(StoreFailure) in
      var taken: [MarkUpdate] = []
      for user in found {
        guard var stored = try connection.markUpdate(of: user) else { continue }
        guard stored.isWorthTelling(boot), let counts = try connection.counts(of: user) else {
          try connection.forgetMarkUpdate(of: user, version: stored.version)
          continue
        }
        // Another worker may have been faster.
        guard stored.isFree(boot) else { continue }
        taken.append(try stored.update(for: user, counts, boot, self.seal))
        stored.take(until: boot.deadline(after: lease))
        try connection.write(stored, of: user)
      }
      return taken
    }
  }

  package func settle(
    _ results: [MarkUpdateResult], boot: BootTime
  ) throws(StoreFailure) {
    guard !results.isEmpty else { return }
    try write { (connection) throws(StoreFailure) in
      for result in results {
        guard let again = result.again else {
          try connection.forgetMarkUpdate(of: result.user, version: result.version)
          continue
        }
        var query = try connection.query(
          "UPDATE mark_update SET free = ?4 WHERE user = ?1 AND version = ?2 AND boot = ?3")
        query.bind(1, result.user)
        query.bind(2, result.version)
        query.bind(3, boot.id)
        query.bind(4, boot.deadline(after: again))
        try query.run()
      }
    }
  }

  package func nextMarkUpdate(boot: BootTime) throws(StoreFailure) -> Instant.Span? {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query(
        "SELECT min(free) FROM mark_update WHERE boot = ?1 AND expires > ?2")
      query.bind(1, boot.id)
      query.bind(2, boot.milliseconds)
      guard try query.step(), let free = query.optionalInteger(0) else { return nil }
      return Instant.Span(
        milliseconds: BootTime(milliseconds: free, id: boot.id).milliseconds(since: boot))
    }
  }

  package func newestPublished(for user: UserID) throws(StoreFailure) -> NotificationID? {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query(
        """
        SELECT r.notification FROM (SELECT notification, first_delivery, deliveries FROM recipient
          WHERE user = ?1 ORDER BY notification DESC LIMIT ?2) r
        WHERE EXISTS (SELECT 1 FROM delivery d
          WHERE d.id >= r.first_delivery AND d.id < r.first_delivery + r.deliveries
            AND d.notification = r.notification AND d.user = ?1 AND d.channel = ?3 AND d.state = 3)
        ORDER BY r.notification DESC LIMIT 1
        """)
      query.bind(1, user)
      query.bind(2, Int64(PublishedRows.looked))
      query.bind(3, ChannelName.realtime)
      return try query.step() ? try self.seal.seal(query.number(0)) : nil
    }
  }
}

extension Connection {
  /// In the transaction that marks. Mostly nothing waits, and one statement is enough.
  func tell(
    _ mark: Mark, _ numbers: [NotificationNumber], version: Int64, _ user: UserID,
    _ telling: MarkTime.Telling?
  ) throws(StoreFailure) -> Bool {
    guard let telling,
      let update = StoredMarkUpdate(
        mark, numbers, version: version, boot: telling.boot)
    else { return false }
    switch telling.presence {
    case .known(.offline): return false
    case .known: break
    case .stored(let boot): if try presence(of: user, boot: boot) == .offline { return false }
    }
    if try !insert(update, of: user), let former = try markUpdate(of: user) {
      try write(update.following(former), of: user)
    }
    return true
  }

  /// False when one waits already.
  private func insert(_ update: StoredMarkUpdate, of user: UserID) throws(StoreFailure) -> Bool {
    var query = try query(
      """
      INSERT INTO mark_update (user, mark, version, newest, marked, boot, expires, free)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (user) DO NOTHING
      """)
    query.bind(update, of: user)
    try query.run()
    return changes > 0
  }

  fileprivate func write(_ update: StoredMarkUpdate, of user: UserID) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE mark_update SET mark = ?2, version = ?3, newest = ?4, marked = ?5, boot = ?6,
        expires = ?7, free = ?8 WHERE user = ?1
      """)
    query.bind(update, of: user)
    try query.run()
  }

  fileprivate func markUpdate(of user: UserID) throws(StoreFailure) -> StoredMarkUpdate? {
    var query = try query(
      """
      SELECT mark, version, newest, marked, boot, expires, free FROM mark_update WHERE user = ?1
      """)
    query.bind(1, user)
    guard try query.step() else { return nil }
    guard let mark = try Mark(code: query.small(0)) else { throw query.damaged() }
    var marked: [Int64]?
    if !query.isNull(3) {
      guard let numbers = NumberList.read(query.blob(3)), numbers.count <= MarkUpdate.rows else {
        throw query.damaged()
      }
      marked = numbers
    }
    return StoredMarkUpdate(
      mark: mark, version: query.integer(1), newest: try query.number(2), marked: marked,
      boot: query.integer(4), expires: query.integer(5), free: query.integer(6))
  }

  fileprivate func forgetMarkUpdate(
    of user: UserID, version: Int64
  ) throws(StoreFailure) {
    var query = try query("DELETE FROM mark_update WHERE user = ?1 AND version = ?2")
    query.bind(1, user)
    query.bind(2, version)
    try query.run()
  }

  /// The people of those that may be taken, and of those that are over.
  fileprivate func waitingUpdates(
    limit: Int, _ boot: BootTime
  ) throws(StoreFailure) -> [UserID] {
    var query = try query(
      """
      SELECT user FROM mark_update WHERE boot <> ?1 OR expires <= ?2 OR free <= ?2
      ORDER BY free, user LIMIT ?3
      """)
    query.bind(1, boot.id)
    query.bind(2, boot.milliseconds)
    query.bind(3, Int64(max(0, limit)))
    var users: [UserID] = []
    while try query.step() { users.append(try query.name(0)) }
    return users
  }
}

extension Query {
  fileprivate mutating func bind(_ update: StoredMarkUpdate, of user: UserID) {
    bind(1, user)
    bind(2, Int64(update.mark.code))
    bind(3, update.version)
    bind(4, update.newest.value)
    if let marked = update.marked {
      bind(5, NumberList.write(marked))
    } else {
      bind(5, Int64?.none)
    }
    bind(6, update.boot)
    bind(7, update.expires)
    bind(8, update.free)
  }
}

extension Mark {
  /// Stored: never change one.
  var code: Int {
    switch self {
    case .seen: 0
    case .read: 1
    case .unread: 2
    case .archived: 3
    case .unarchived: 4
    }
  }

  fileprivate init?(code: Int) {
    guard let mark = Mark.allCases.first(where: { $0.code == code }) else { return nil }
    self = mark
  }
}
