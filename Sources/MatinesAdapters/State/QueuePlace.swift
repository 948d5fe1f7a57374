// SPDX-License-Identifier: MIT
import MatinesDomain

/// Where a delivery stands among all: by priority, then due, then id.
struct QueuePlace: Comparable, Sendable {
  let lane: Lane
  let priority: Int64
  let due: Instant
  let id: Int64

  static func < (left: QueuePlace, right: QueuePlace) -> Bool {
    (left.priority, left.due.milliseconds, left.id)
      < (right.priority, right.due.milliseconds, right.id)
  }
}

/// Which waiting delivery of a ladder becomes ready next.
enum Arming {
  /// After the delivery at `index` has left the queue: the next one that still waits, unless one
  /// that is ready stands before it and will arm it.
  static func successor(
    of index: Int, count: Int, state: (Int) -> DeliveryState
  ) -> Int? {
    guard index >= -1, index < count else { return nil }
    for next in (index + 1)..<count {
      switch state(next) {
      case .waiting: return next
      case .ready: return nil
      default: continue
      }
    }
    return nil
  }

  /// After some were cancelled: the first that waits, unless a ready one stands before it.
  static func first(count: Int, state: (Int) -> DeliveryState) -> Int? {
    successor(of: -1, count: count, state: state)
  }
}
