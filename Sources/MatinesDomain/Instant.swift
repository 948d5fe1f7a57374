// SPDX-License-Identifier: MIT

/// A point of the wall clock, in milliseconds since 1970 (UTC).
package struct Instant: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Saturates instead of overflowing: a hostile duration cannot stop the process.
  package static func + (instant: Instant, duration: Span) -> Instant {
    let (sum, overflow) = instant.milliseconds.addingReportingOverflow(duration.milliseconds)
    return Instant(milliseconds: overflow ? .max : sum)
  }

  /// How long it is until then; nothing, when it is past.
  package func span(until end: Instant) -> Span {
    let (length, overflow) = end.milliseconds.subtractingReportingOverflow(milliseconds)
    return Span(milliseconds: overflow && end > self ? .max : length)
  }

  package static let distantFuture = Instant(milliseconds: .max)

  /// A length of time in milliseconds, never negative.
  package struct Span: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = max(0, milliseconds) }
    package static func seconds(_ count: Int64) -> Span {
      let (product, overflow) = count.multipliedReportingOverflow(by: 1000)
      return Span(milliseconds: overflow ? .max : product)
    }
    package static let zero = Span(milliseconds: 0)
    package static let day = Span.seconds(86_400)

    package static func < (left: Span, right: Span) -> Bool {
      left.milliseconds < right.milliseconds
    }
  }
}
