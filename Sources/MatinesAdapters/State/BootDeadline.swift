// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A person's tabs that are remembered at once.
enum PresenceLimit {
  static let tabs = 32
}

/// How long an ended session is remembered after its tokens expired, in case the wall clock is set
/// back.
enum SessionMemory {
  static let kept = Instant.Span.day
}

extension BootTime {
  /// Saturates instead of overflowing.
  func deadline(after lease: Instant.Span) -> Int64 {
    let (sum, overflow) = milliseconds.addingReportingOverflow(lease.milliseconds)
    return overflow ? .max : sum
  }

  /// A renewal never shortens: `present` is what holds already, under this boot.
  func deadline(after lease: Instant.Span, noEarlierThan present: Int64?) -> Int64 {
    max(deadline(after: lease), present ?? .min)
  }
}
