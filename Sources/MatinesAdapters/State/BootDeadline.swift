// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A person's tabs that are remembered at once.
enum PresenceLimit {
  static let tabs = 32
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
