// SPDX-License-Identifier: MIT
import MatinesDomain

/// A notification's number inside a store: 48 bits of Unix milliseconds, 12 bits of sequence. It
/// orders the inbox, and only its sealed form leaves the library.
package struct NotificationNumber: Hashable, Comparable, Sendable {
  package let value: Int64
  private static let limit: Int64 = 1 << 60

  /// Nil outside 60 bits.
  package init?(_ value: Int64) {
    guard (0..<Self.limit).contains(value) else { return nil }
    self.value = value
  }

  /// The number after `last`, and not earlier than now: a clock that is set back never repeats
  /// one. Nil when the last one was taken, which only a damaged store can reach.
  package static func next(after last: Int64?, now: Instant) -> NotificationNumber? {
    let clock = min(max(now.milliseconds, 0), (1 << 48) - 1) << 12
    guard let last else { return NotificationNumber(clock) }
    guard last >= 0, last < limit - 1 else { return nil }
    return NotificationNumber(max(last + 1, clock))
  }

  package static func < (left: NotificationNumber, right: NotificationNumber) -> Bool {
    left.value < right.value
  }
}
