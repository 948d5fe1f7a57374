// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// How far one look goes through an inbox: until it has found enough, or has worked so much that
/// whoever waits for it should be answered. Both stores stop at the same row.
struct InboxLook {
  /// In rows that are passed over by what they say themselves.
  static let effort = 2_000
  /// Of one whose notification has to be read.
  private static let reading = 4

  private let limit: Int
  private var found = 0
  private var spent = 0

  init(limit: Int) { self.limit = limit }

  var isOver: Bool { found >= limit || spent >= Self.effort }

  mutating func passed() { spent += 1 }
  mutating func read() { spent += Self.reading }
  mutating func took() { found += 1 }
}

extension NotificationNumber {
  /// Nothing created then or later has a lower one: a clock that is set back repeats none.
  static func lowest(since: Instant?) -> Int64 {
    guard let since else { return 0 }
    return min(max(since.milliseconds, 0), (1 << 48) - 1) << 12
  }
}
