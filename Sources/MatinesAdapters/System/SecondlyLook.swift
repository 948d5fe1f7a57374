// SPDX-License-Identifier: MIT
import MatinesApplication
import Synchronization

/// Who looks, once a second, at a file that may have changed: one of those who ask, never two at
/// once. Nobody waits for them.
final class SecondlyLook: Sendable {
  /// In milliseconds.
  private static let interval: Int64 = 1_000
  private let clock: any Clock
  private let last = Atomic<Int64>(0)
  private let isLooking = Atomic<Bool>(false)

  init(_ clock: any Clock) {
    self.clock = clock
  }

  func whenDue(_ look: () -> Void) {
    let now = clock.roughBoot().milliseconds
    let last = last.load(ordering: .relaxed)
    // A clock that a host has set after the engine was opened may be far behind.
    guard now < last || now - last >= Self.interval,
      self.last.compareExchange(expected: last, desired: now, ordering: .relaxed).exchanged,
      isLooking.compareExchange(
        expected: false, desired: true, ordering: .acquiringAndReleasing
      ).exchanged
    else { return }
    look()
    isLooking.store(false, ordering: .releasing)
  }
}
