// SPDX-License-Identifier: MIT
import Synchronization

/// Counts the calls under way on one engine; a call costs two additions.
struct RunningCalls: ~Copyable, Sendable {
  /// The last handle was closed while a call was running: that call ends the engine.
  private static let abandoned: UInt64 = 1 << 63
  private let state = Atomic<UInt64>(0)

  func begin() { state.wrappingAdd(1, ordering: .acquiringAndReleasing) }

  /// True for the last call of an abandoned engine.
  func end() -> Bool {
    let left = state.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue
    return left == Self.abandoned
  }

  var areOver: Bool { state.load(ordering: .acquiring) & ~Self.abandoned == 0 }

  /// Leaves the engine to the last of its calls; false when none is under way.
  func abandon() -> Bool {
    var known = state.load(ordering: .acquiring)
    while known & ~Self.abandoned != 0 {
      let (done, now) = state.compareExchange(
        expected: known, desired: known | Self.abandoned, ordering: .acquiringAndReleasing)
      if done { return true }
      known = now
    }
    return false
  }
}
