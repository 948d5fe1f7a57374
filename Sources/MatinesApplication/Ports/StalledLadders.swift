// SPDX-License-Identifier: MIT
import MatinesDomain

/// Which deliveries nobody seems to take.
package struct StalledSearch: Sendable {
  /// What is carried here is not looked at: whoever carries it claims it.
  package let carried: [ConfiguredChannel]
  package let now: Instant
  /// Rows looked at in one transaction.
  package let limit: Int

  /// Whoever takes a channel does so within it of the due.
  package static let grace: Int64 = 60_000
  /// What was looked at is not looked at again before: nothing needs it but a clock that was set,
  /// and a rung that became ready long after its due.
  package static let pause: Int64 = 3_600_000

  package init(carried: [ConfiguredChannel], now: Instant, limit: Int) {
    self.carried = carried
    self.now = now
    self.limit = limit
  }

  /// Overdue is what became due before.
  package var overdue: Instant {
    let (moment, isTooEarly) = now.milliseconds.subtractingReportingOverflow(Self.grace)
    return Instant(milliseconds: isTooEarly ? .min : moment)
  }
}

/// What one search did.
package struct StalledPass: Equatable, Sendable {
  /// Later rungs that became ready.
  package let armed: Int
  /// Some channel has overdue deliveries that were not looked at yet.
  package let isMore: Bool

  package init(armed: Int, isMore: Bool) {
    self.armed = armed
    self.isMore = isMore
  }
}

/// Ladders held up by a delivery that nobody takes.
package protocol StalledLadders: Sendable {
  /// Behind each overdue delivery makes the next rung ready, which otherwise its claim would do;
  /// the overdue one stays to be taken, and no due changes. Of each channel it looks at `limit`
  /// rows in the order of their dues, from where any process of the store has stopped.
  func passStalled(_ search: StalledSearch) throws(StoreFailure) -> StalledPass
}
