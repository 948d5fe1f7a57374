// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain

/// A reading of the monotonic clock, in milliseconds: time-outs ignore changes of the wall clock.
struct Stopwatch: Comparable {
  private let reading: Int64

  static func now() -> Stopwatch {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Stopwatch(reading: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  static let distantPast = Stopwatch(reading: .min)
  static let distantFuture = Stopwatch(reading: .max)

  static func < (left: Stopwatch, right: Stopwatch) -> Bool { left.reading < right.reading }

  func adding(_ span: Instant.Span) -> Stopwatch {
    let (sum, overflow) = reading.addingReportingOverflow(span.milliseconds)
    return Stopwatch(reading: overflow ? .max : sum)
  }

  func milliseconds(after other: Stopwatch) -> Int64 {
    let (difference, overflow) = reading.subtractingReportingOverflow(other.reading)
    guard overflow else { return difference }
    return reading < other.reading ? .min : .max
  }
}
