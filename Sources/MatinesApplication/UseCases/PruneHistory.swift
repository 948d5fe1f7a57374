// SPDX-License-Identifier: MIT
import MatinesDomain

/// Forgets what its category does not keep any longer, for about as long as it is given.
package struct PruneHistory: Sendable {
  private let store: any Store
  private let policies: any PolicyArchive
  private let clock: any Clock

  package init(store: any Store, policies: any PolicyArchive, clock: any Clock) {
    self.store = store
    self.policies = policies
    self.clock = clock
  }

  package struct Report: Equatable, Sendable {
    package var rows = PrunedRows()
    /// Everything was looked at; otherwise the next call goes on.
    package var isFinished = false
    package var size = StoreSize(total: 0, free: 0)
  }

  /// `otherwise` is for categories that say nothing, nil for ever. Without a budget it goes on
  /// until everything was looked at.
  package func callAsFunction(
    otherwise: Instant.Span?, budget span: Instant.Span
  ) throws(ApplicationFailure) -> Report {
    let rule = PruningRule(
      policies.current().policy, otherwise: otherwise, now: clock.now(), boot: clock.boot())
    return try storing { () throws(StoreFailure) in try prune(rule, span) }
  }

  private func prune(
    _ rule: PruningRule, _ span: Instant.Span
  ) throws(StoreFailure) -> Report {
    var budget = TimeBudget(span, clock)
    let stopped = try store.pruningPlace()
    var place = stopped ?? .beginning
    var report = Report()
    var size = BatchSize()
    repeat {
      let start = clock.boot()
      let batch = try store.prune(rule, from: place, limit: size.rows)
      size.adapt(toMilliseconds: clock.boot().milliseconds(since: start))
      report.rows += batch.rows
      guard let next = batch.next else {
        report.isFinished = true
        break
      }
      place = next
      budget.waited(atMost: 1)
    } while span == .zero || budget.left > 0
    if !report.isFinished || stopped != nil { try store.keep(report.isFinished ? nil : place) }
    try store.checkpoint()
    report.size = try store.size()
    return report
  }
}

/// Rows removed in one transaction: fewer where they take longer, since others wait for its end.
private struct BatchSize {
  private static let most = 500
  private static let fewest = 60
  private(set) var rows = most

  mutating func adapt(toMilliseconds spent: Int64) {
    if spent > 2 { rows = max(Self.fewest, rows / 2) }
    if spent < 1 { rows = min(Self.most, rows * 2) }
  }
}
