// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// A clock that stands still until it is moved: tests of minutes and hours take milliseconds.
package final class ManualClock: Clock {
  private let time: Mutex<(now: Int64, boot: Int64)>

  package init(now: Int64 = 1_800_000_000_000, boot: Int64 = 1_000_000) {
    time = Mutex((now, boot))
  }

  package var runs: Bool { false }

  package func now() -> Instant { Instant(milliseconds: time.withLock { $0.now }) }

  package func boot() -> BootTime {
    BootTime(milliseconds: time.withLock { $0.boot }, id: 1)
  }

  /// Both clocks run on.
  package func advance(_ span: Instant.Span) {
    time.withLock { time in
      time.now = time.now.addingReportingOverflow(span.milliseconds).partialValue
      time.boot = time.boot.addingReportingOverflow(span.milliseconds).partialValue
    }
  }

  /// The wall clock alone is set, as an operator or a time server does.
  package func set(now: Instant) { time.withLock { $0.now = now.milliseconds } }

  /// What measures spans runs on with the wall clock, and never goes back.
  package func move(to now: Instant) {
    time.withLock { time in
      let span = now.milliseconds.subtractingReportingOverflow(time.now).partialValue
      time.now = now.milliseconds
      time.boot = time.boot.addingReportingOverflow(max(span, 0)).partialValue
    }
  }
}
