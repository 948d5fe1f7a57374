// SPDX-License-Identifier: MIT
import CSQLite
import Glibc
import MatinesDomain

/// Waits for a lock in short jittered sleeps, from 20 microseconds up to one millisecond, until
/// the busy time is over. SQLite's own handler sleeps a millisecond at the first conflict, which
/// let a busy emitter starve a worker.
final class BusyHandler {
  /// How long a lock is waited for.
  struct Limit: Sendable {
    let nanoseconds: Int64

    init(_ span: Instant.Span) {
      let (product, overflow) = span.milliseconds.multipliedReportingOverflow(by: 1_000_000)
      nanoseconds = overflow ? .max : product
    }
  }

  private let limit: Limit
  private var start: Int64 = 0
  private var dice: UInt64

  init(_ limit: Limit) {
    self.limit = limit
    dice = UInt64(bitPattern: monotonicNanoseconds()) | 1
  }

  /// The connection keeps the handler alive as long as itself.
  func install(on connection: OpaquePointer) {
    sqlite3_busy_handler(
      connection,
      { context, calls in
        guard let context else { return 0 }
        return Unmanaged<BusyHandler>.fromOpaque(context)
          ._withUnsafeGuaranteedRef { $0.wait(calls) } ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func wait(_ calls: Int32) -> Bool {
    let now = monotonicNanoseconds()
    if calls == 0 { start = now }
    guard now - start < limit.nanoseconds else { return false }
    // Xorshift: sleepers that woke together must not wake together again.
    dice ^= dice << 13
    dice ^= dice >> 7
    dice ^= dice << 17
    let ceiling = min(Int64(20_000) << Int64(min(max(calls, 0) / 4, 6)), 1_000_000)
    var pause = timespec(
      tv_sec: 0, tv_nsec: Int(ceiling / 2 + Int64(dice % UInt64(ceiling / 2))))
    nanosleep(&pause, nil)
    return true
  }
}

private func monotonicNanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}
