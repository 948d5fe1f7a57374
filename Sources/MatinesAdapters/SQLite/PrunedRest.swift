// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  /// Each table until a batch of it was not full.
  func pruneRest(_ rule: PruningRule, limit: Int) throws(StoreFailure) -> PrunedBatch {
    var rows = PrunedRows()
    var isMore = false
    for table in OldRows.all(rule) {
      let any = try look { (connection) throws(StoreFailure) in
        var query = try connection.query(table.search)
        query.bind(table)
        return try query.step()
      }
      guard any else { continue }
      let removed = try write { (connection) throws(StoreFailure) in
        var query = try connection.query(table.removal)
        query.bind(table)
        query.bind(3, Int64(limit))
        try query.run()
        return connection.changes
      }
      rows.others += removed
      isMore = isMore || removed >= limit
    }
    return PrunedBatch(
      rows, next: isMore ? PruningPlace(stage: PruningStage.rest.rawValue) : nil)
  }
}

/// Rows of a small table that are of no use any more. Nearly always there are none, and then
/// nothing is locked.
private struct OldRows {
  let search: StaticString
  /// Its third parameter is how many at most.
  let removal: StaticString
  let first: Int64
  let second: Int64

  static func all(_ rule: PruningRule) -> [OldRows] {
    [
      stages(rule), spending(rule), verifications(rule), presence(rule), sessions(rule),
      updates(rule),
    ]
  }

  private static func stages(_ rule: PruningRule) -> OldRows {
    OldRows(
      search: """
        SELECT 1 FROM staged
        WHERE (discarded = 1 AND created <= ?1) OR (discarded = 2 AND due <= ?2) LIMIT 1
        """,
      removal: """
        DELETE FROM staged WHERE key IN (SELECT key FROM staged
          WHERE (discarded = 1 AND created <= ?1) OR (discarded = 2 AND due <= ?2) LIMIT ?3)
        """,
      first: rule.before(PruningRule.keys).milliseconds,
      second: rule.before(PruningRule.givenUp).milliseconds)
  }

  private static func spending(_ rule: PruningRule) -> OldRows {
    OldRows(
      search: "SELECT 1 FROM spending WHERE month < ?1 + ?2 LIMIT 1",
      removal: """
        DELETE FROM spending WHERE (month, category, user) IN (
          SELECT month, category, user FROM spending WHERE month < ?1 + ?2 LIMIT ?3)
        """,
      first: rule.oldestMonth, second: 0)
  }

  /// Neither runs, nor does its person's pace remember it.
  private static func verifications(_ rule: PruningRule) -> OldRows {
    OldRows(
      search: """
        SELECT 1 FROM verification
        WHERE mark <= ?1 AND (started IS NULL OR started <= ?2) LIMIT 1
        """,
      removal: """
        DELETE FROM verification WHERE user IN (SELECT user FROM verification
          WHERE mark <= ?1 AND (started IS NULL OR started <= ?2) LIMIT ?3)
        """,
      first: rule.now.milliseconds, second: rule.before(.day).milliseconds)
  }

  private static func presence(_ rule: PruningRule) -> OldRows {
    OldRows(
      search: "SELECT 1 FROM presence WHERE boot <> ?1 OR deadline <= ?2 LIMIT 1",
      removal: """
        DELETE FROM presence WHERE (user, tab) IN (
          SELECT user, tab FROM presence WHERE boot <> ?1 OR deadline <= ?2 LIMIT ?3)
        """,
      first: rule.boot.id, second: rule.boot.milliseconds)
  }

  private static func sessions(_ rule: PruningRule) -> OldRows {
    OldRows(
      search: "SELECT 1 FROM ended_session WHERE until <= ?1 + ?2 LIMIT 1",
      removal: """
        DELETE FROM ended_session WHERE session IN (
          SELECT session FROM ended_session WHERE until <= ?1 + ?2 LIMIT ?3)
        """,
      first: rule.before(SessionMemory.kept).milliseconds, second: 0)
  }
}

extension OldRows {
  private static func updates(_ rule: PruningRule) -> OldRows {
    OldRows(
      search: "SELECT 1 FROM mark_update WHERE boot <> ?1 OR expires <= ?2 LIMIT 1",
      removal: """
        DELETE FROM mark_update WHERE user IN (
          SELECT user FROM mark_update WHERE boot <> ?1 OR expires <= ?2 LIMIT ?3)
        """,
      first: rule.boot.id, second: rule.boot.milliseconds)
  }
}

extension Query {
  fileprivate mutating func bind(_ table: OldRows) {
    bind(1, table.first)
    bind(2, table.second)
  }
}
