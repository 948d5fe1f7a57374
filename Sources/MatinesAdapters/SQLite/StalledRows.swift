// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func passStalled(_ search: StalledSearch) throws(StoreFailure) -> StalledPass {
    let carried = search.lanes
    let lanes = try read { (connection) throws(StoreFailure) in
      try connection.busyLanes(of: .library) + connection.busyLanes(of: .host)
    }
    var armed = 0
    var isMore = false
    for lane in lanes where !carried.contains(lane) {
      for priority in PlannedDelivery.Priority.allCases {
        let queue = StalledQueue(lane: lane, priority: priority, carried: carried)
        // Looked for without the write lock; whatever has changed since is not waiting any more.
        let batch = try read { (connection) throws(StoreFailure) in
          try connection.stalled(queue, search)
        }
        guard batch.isNews else { continue }
        armed += try write { (connection) throws(StoreFailure) in
          try connection.pass(batch, queue)
        }
        isMore = isMore || batch.count >= search.limit
      }
    }
    return StalledPass(armed: armed, isMore: isMore)
  }
}

private struct StalledQueue {
  let lane: Lane
  let priority: PlannedDelivery.Priority
  let carried: Set<Lane>

  /// Of its walk among the store's notes.
  var name: String { "stalled \(lane.number) \(priority.rawValue)" }
}

private struct StalledBatch {
  let count: Int
  /// What waits behind them.
  let later: [Int64]
  let walk: StalledWalk
  let isNews: Bool
}

private struct StalledRow {
  let place: QueuePlace
  /// Nil where nothing waits behind it.
  let siblings: Siblings?
}

extension Connection {
  fileprivate func stalled(
    _ queue: StalledQueue, _ search: StalledSearch
  ) throws(StoreFailure) -> StalledBatch {
    let known = try walk(queue)
    let walk = StalledWalk(resuming: known, search)
    let rows = try rows(queue, search, behind: walk)
    var later: [Int64] = []
    for row in rows {
      guard let siblings = row.siblings else { continue }
      let ladder = try self.rows(siblings)
      guard let index = ladder.firstIndex(where: { $0.id == row.place.id }) else { continue }
      let passed = Arming.passing(
        index, count: ladder.count, state: { ladder[$0].state },
        isStalled: { search.isStalled(ladder[$0].place, queue.carried) })
      later += passed.map { ladder[$0].id }
    }
    let next = walk.after(rows.last?.place, count: rows.count, search)
    // An empty lane's walk is worth no transaction.
    let isNews = !rows.isEmpty || known.map { $0 != next } ?? false
    return StalledBatch(count: rows.count, later: later, walk: next, isNews: isNews)
  }

  /// Those of the last due by their ids, then the later ones: a pair of both finds its place in the
  /// index by the due alone, and of one due there may be a million.
  private func rows(
    _ queue: StalledQueue, _ search: StalledSearch, behind walk: StalledWalk
  ) throws(StoreFailure) -> [StalledRow] {
    var query = try query(
      """
      SELECT d.due, d.id, d.notification, d.user, r.first_delivery, r.deliveries,
        EXISTS (SELECT 1 FROM delivery f
          WHERE f.id > d.id AND f.id < r.first_delivery + r.deliveries AND f.state = 0)
      FROM (
        SELECT * FROM (SELECT due, id, notification, user FROM delivery INDEXED BY delivery_ready
          WHERE state = 1 AND lane = ?1 AND priority = ?2 AND due = ?4 AND id > ?5
          ORDER BY id LIMIT ?6)
        UNION ALL
        SELECT * FROM (SELECT due, id, notification, user FROM delivery INDEXED BY delivery_ready
          WHERE state = 1 AND lane = ?1 AND priority = ?2 AND due > ?4 AND due < ?3
          ORDER BY due, id LIMIT ?6)
        ORDER BY due, id LIMIT ?6) d
        LEFT JOIN recipient r ON r.user = d.user AND r.notification = d.notification
      ORDER BY d.due, d.id
      """)
    query.bind(1, queue.lane.number)
    query.bind(2, queue.priority.rawValue)
    query.bind(3, search.overdue)
    query.bind(4, walk.due)
    query.bind(5, walk.id)
    query.bind(6, Int64(max(0, search.limit)))
    var rows: [StalledRow] = []
    while try query.step() {
      let place = QueuePlace(
        lane: queue.lane, priority: queue.priority.rawValue, due: query.instant(0),
        id: query.integer(1))
      let siblings =
        query.integer(6) != 0
        ? try Siblings(query, 4, query.number(2), query.name(3)) : nil
      rows.append(StalledRow(place: place, siblings: siblings))
    }
    return rows
  }

  private func walk(_ queue: StalledQueue) throws(StoreFailure) -> StalledWalk? {
    var query = try query("SELECT value FROM meta WHERE name = ?1")
    query.bind(1, queue.name)
    return try query.step() ? StalledWalk(query.text(0)) : nil
  }

  fileprivate func pass(
    _ batch: StalledBatch, _ queue: StalledQueue
  ) throws(StoreFailure) -> Int {
    try arm(batch.later)
    let armed = batch.later.isEmpty ? 0 : changes
    gauge.added(ready: armed, planned: 0)
    var query = try query(
      """
      INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2
      """)
    query.bind(1, queue.name)
    query.bind(2, batch.walk.text)
    try query.run()
    return armed
  }
}
