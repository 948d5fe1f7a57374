// SPDX-License-Identifier: MIT
import MatinesDomain

/// What has been kept long enough.
package struct PruningRule: Sendable {
  /// Of the categories that say how long their history is kept.
  private let retention: [CategoryName: Instant.Span]
  /// Of the others; nil for ever.
  private let otherwise: Instant.Span?
  /// No cap looks further back.
  package let longestCap: Instant.Span
  package let now: Instant
  package let boot: BootTime

  /// R3: so long a repeated key is known, and a discarded one.
  package static let keys = Instant.Span.seconds(7 * 86_400)
  /// A scheduled event that was given up is listed no longer.
  package static let givenUp = Instant.Span.seconds(90 * 86_400)
  /// Spending stays comparable with the year before the last.
  package static let spendingYears: Int64 = 2
  /// A policy of yesterday may have had longer caps.
  private static let usualCap = Instant.Span.seconds(31 * 86_400)

  package init(_ policy: Policy, otherwise: Instant.Span?, now: Instant, boot: BootTime) {
    retention = policy.categories.compactMapValues(\.retention)
    self.otherwise = otherwise
    longestCap = policy.caps.values.map(\.span).reduce(Self.usualCap, max)
    self.now = now
    self.boot = boot
  }

  /// What happened then or before, in this category, has been kept long enough; nil for ever.
  package func limit(in category: CategoryName) -> Instant? {
    (retention[category] ?? otherwise).map { before($0) }
  }

  /// What happened since is kept, whatever its category; nil when everything is.
  package var earliest: Instant? {
    let kept = (Array(retention.values) + [otherwise].compactMap { $0 }).min()
    return kept.map { before($0) }
  }

  package func before(_ span: Instant.Span) -> Instant {
    let (moment, overflow) = now.milliseconds.subtractingReportingOverflow(span.milliseconds)
    return Instant(milliseconds: overflow ? .min : moment)
  }
}

/// How far the walk through a store has come.
package struct PruningPlace: Equatable, Sendable {
  package let stage: Int
  /// The person last looked at, and the notification, as far as a stage has them.
  package let user: String
  package let number: Int64

  package init(stage: Int, user: String = "", number: Int64 = .min) {
    self.stage = stage
    self.user = user
    self.number = number
  }

  package static let beginning = PruningPlace(stage: 0)
}

/// Rows that went.
package struct PrunedRows: Equatable, Sendable {
  package var notifications = 0
  /// Of inboxes.
  package var recipients = 0
  package var deliveries = 0
  package var keys = 0
  /// Of spending, caps, stages, verifications, presence.
  package var others = 0

  package init() {}

  package static func += (left: inout PrunedRows, right: PrunedRows) {
    left.notifications += right.notifications
    left.recipients += right.recipients
    left.deliveries += right.deliveries
    left.keys += right.keys
    left.others += right.others
  }
}

package struct PrunedBatch: Equatable, Sendable {
  package let rows: PrunedRows
  /// Where the next batch begins; nil behind the last.
  package let next: PruningPlace?

  package init(_ rows: PrunedRows, next: PruningPlace?) {
    self.rows = rows
    self.next = next
  }
}

/// In octets; zeros where there is no file.
package struct StoreSize: Equatable, Sendable {
  package let total: Int64
  /// Of those, what the next rows take before the file grows.
  package let free: Int64

  package init(total: Int64, free: Int64) {
    self.total = total
    self.free = free
  }
}

/// Forgets what has been kept long enough, a short transaction at a time.
package protocol Pruning: Sendable {
  /// Looks at some rows from a place on and removes about `limit` at most, with their counters. An
  /// inbox row stays while a delivery of it is pending, or is listed and no older than the history
  /// is kept; a notification while anybody has it, and its key as long as itself.
  func prune(
    _ rule: PruningRule, from place: PruningPlace, limit: Int
  ) throws(StoreFailure) -> PrunedBatch
  /// Where the last call had to stop.
  func pruningPlace() throws(StoreFailure) -> PruningPlace?
  func keep(_ place: PruningPlace?) throws(StoreFailure)
  func size() throws(StoreFailure) -> StoreSize
}
