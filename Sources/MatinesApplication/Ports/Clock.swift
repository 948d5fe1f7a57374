// SPDX-License-Identifier: MIT
import MatinesDomain

/// Tells the time. Dues and expiries follow the wall clock; leases and time-outs follow boot time,
/// which no operator can turn back.
package protocol Clock: Sendable {
  func now() -> Instant
  func boot() -> BootTime
  /// Milliseconds since some start, a few of them late: for what is asked often and is not urgent.
  func coarse() -> Int64
  /// Whether it goes on by itself: nobody waits for a clock that is moved by hand.
  var runs: Bool { get }
}

extension Clock {
  package var runs: Bool { true }
  package func coarse() -> Int64 { boot().milliseconds }
}

/// Milliseconds since the machine started, and which start it was: a lease of another boot is over.
package struct BootTime: Hashable, Sendable {
  package let milliseconds: Int64
  package let id: Int64

  package init(milliseconds: Int64, id: Int64) {
    self.milliseconds = milliseconds
    self.id = id
  }

  package func milliseconds(since earlier: BootTime) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflow ? .max : difference
  }
}
