// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryState {
  mutating func pruneCaps(_ rule: PruningRule) -> PrunedBatch {
    var rows = PrunedRows()
    for (user, person) in people {
      let kept = person.sent.filter { $0.value.matter(within: rule.longestCap, now: rule.now) }
      rows.others += person.sent.count - kept.count
      people[user]?.sent = kept
    }
    return PrunedBatch(rows, next: PruningStage.caps.next)
  }

  mutating func pruneRest(_ rule: PruningRule) -> PrunedBatch {
    var rows = PrunedRows()
    rows.others += Self.filter(&stages) { stage in
      if stage.discarded { return stage.created > rule.before(PruningRule.keys) }
      return !stage.isGivenUp
        || stage.event.due.map { $0 > rule.before(PruningRule.givenUp) } ?? true
    }
    let before = spending.count
    spending = spending.filter { $0.key.month >= rule.oldestMonth }
    rows.others += before - spending.count
    rows.others += Self.filter(&verifying) { verifying in
      verifying.mark > rule.now
        || verifying.running.map { $0.started > rule.before(.day) } ?? false
    }
    rows.others += tabs.prune(rule.boot)
    rows.others += Self.filter(&markUpdates) { $0.isWorthTelling(rule.boot) }
    rows.others += Self.filter(&endedSessions) { $0 > rule.before(SessionMemory.kept) }
    return PrunedBatch(rows, next: nil)
  }

  /// How many went.
  private static func filter<Key, Value>(
    _ rows: inout [Key: Value], _ isKept: (Value) -> Bool
  ) -> Int {
    let before = rows.count
    rows = rows.filter { isKept($0.value) }
    return before - rows.count
  }
}
