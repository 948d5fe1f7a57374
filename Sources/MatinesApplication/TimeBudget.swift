// SPDX-License-Identifier: MIT
import MatinesDomain

/// A stretch of time to be used up. A clock that is moved by hand does not show what was waited, so
/// what was waited counts there instead: no budget lasts for ever.
struct TimeBudget {
  private let clock: any Clock
  private let start: BootTime
  private let limit: Int64
  private var waited: Int64 = 0

  init(_ span: Instant.Span, _ clock: any Clock) {
    self.clock = clock
    start = clock.boot()
    limit = span.milliseconds
  }

  /// Milliseconds, 0 when it is used up.
  var left: Int64 {
    let spent = max(0, clock.boot().milliseconds(since: start))
    let (rest, overflow) = limit.subtractingReportingOverflow(spent)
    return overflow ? 0 : max(0, rest - waited)
  }

  mutating func waited(atMost milliseconds: Int64) {
    if !clock.runs { waited = min(limit, waited + max(1, min(milliseconds, limit))) }
  }
}
