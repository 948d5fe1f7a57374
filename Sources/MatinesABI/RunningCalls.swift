// SPDX-License-Identifier: MIT
import Synchronization

/// The calls under way on one engine, which it keeps alive; a call costs two additions.
///
/// Never freed, but used again for another engine: whoever looks one up and comes too late may
/// still count itself and take that back. Hence it is made with a reference that nobody gives back.
final class RunningCalls: Sendable {
  /// The last handle was closed while a call was running: that call ends the engine.
  private static let abandoned: UInt64 = 1 << 63
  private let state = Atomic<UInt64>(0)
  /// Counted once; 0 between two engines.
  private let engine = Atomic<UInt>(0)

  private init() {}

  static func made() -> RunningCalls {
    Unmanaged.passRetained(RunningCalls()).takeUnretainedValue()
  }

  func serve(_ new: Engine) {
    let pointer = Unmanaged.passRetained(new).toOpaque()
    engine.store(UInt(bitPattern: pointer), ordering: .releasing)
  }

  /// Only inside of a call, or after the last.
  @inline(__always)
  func use<Result>(_ body: (Engine) throws -> Result) rethrows -> Result? {
    let bits = engine.load(ordering: .acquiring)
    guard let pointer = UnsafeMutableRawPointer(bitPattern: bits) else { return nil }
    return try Unmanaged<Engine>.fromOpaque(pointer)._withUnsafeGuaranteedRef(body)
  }

  /// After the engine has been shut down.
  func letGo() {
    let bits = engine.exchange(0, ordering: .acquiringAndReleasing)
    guard let pointer = UnsafeMutableRawPointer(bitPattern: bits) else { return }
    Unmanaged<Engine>.fromOpaque(pointer).release()
  }

  /// In one order with what is looked at before and after it: of a call that begins and a handle
  /// that is closed, at least one sees the other.
  @inline(__always)
  func begin() { state.wrappingAdd(1, ordering: .sequentiallyConsistent) }

  /// True for one of them, when the last call of an abandoned engine has ended.
  @inline(__always)
  func end() -> Bool {
    let left = state.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue
    guard left == Self.abandoned else { return false }
    return state.compareExchange(
      expected: left, desired: 0, ordering: .acquiringAndReleasing
    ).exchanged
  }

  var areOver: Bool { state.load(ordering: .sequentiallyConsistent) & ~Self.abandoned == 0 }

  /// Leaves the engine to the last of its calls; false when none is under way.
  func abandon() -> Bool {
    var known = state.load(ordering: .sequentiallyConsistent)
    while known & ~Self.abandoned != 0 {
      let (done, now) = state.compareExchange(
        expected: known, desired: known | Self.abandoned, ordering: .acquiringAndReleasing)
      if done { return true }
      known = now
    }
    return false
  }
}
