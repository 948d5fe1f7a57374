// SPDX-License-Identifier: MIT
import CSQLite
import CSystem
import Glibc
import MatinesDomain

/// Waits for SQLite's locks. Its own handler sleeps a millisecond at the first conflict, which let
/// a busy emitter starve a worker.
final class BusyHandler {
  /// How long a lock is waited for.
  struct Limit: Sendable {
    let nanoseconds: Int64

    init(_ span: Instant.Span) {
      let (product, overflow) = span.milliseconds.multipliedReportingOverflow(by: 1_000_000)
      nanoseconds = overflow ? .max : product
    }
  }

  let limit: Limit
  /// The wait of the present call; nil until something was in its way.
  var wait: LockWait?

  init(_ limit: Limit) { self.limit = limit }

  /// The connection keeps the handler alive as long as itself.
  func install(on connection: OpaquePointer) {
    sqlite3_busy_handler(
      connection,
      { context, _ in
        guard let context else { return 0 }
        return Unmanaged<BusyHandler>.fromOpaque(context)
          ._withUnsafeGuaranteedRef { $0.pause() } ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func pause() -> Bool {
    var wait = wait ?? LockWait()
    defer { self.wait = wait }
    return wait.pause(atMost: limit, longest: 1_000_000)
  }
}

/// One call's wait for whatever it has to wait for: first it only lets others run, since the
/// shortest sleep takes longer than most locks are held; then in short jittered sleeps from 20
/// microseconds on.
struct LockWait {
  /// How long it stays awake, and how long between two looks then, in nanoseconds.
  private static let awake: Int64 = 40_000
  private static let glance: Int64 = 3_000

  private let start: Int64
  private var pauses: Int64 = 0
  private var dice: UInt64

  init() {
    start = monotonicNanoseconds()
    dice = UInt64(bitPattern: start) | 1
  }

  /// False when the time is over. `longest` is where the sleeps stop growing, in nanoseconds.
  mutating func pause(atMost limit: BusyHandler.Limit, longest: Int64) -> Bool {
    let now = monotonicNanoseconds()
    guard now - start < limit.nanoseconds else { return false }
    if now - start < Self.awake {
      repeat { sched_yield() } while monotonicNanoseconds() - now < Self.glance
      return true
    }
    // Xorshift: sleepers that woke together must not wake together again.
    dice ^= dice << 13
    dice ^= dice >> 7
    dice ^= dice << 17
    let ceiling = min(Int64(20_000) << min(pauses / 16, 6), longest)
    pauses += 1
    sleep(ceiling / 2 + Int64(dice % UInt64(ceiling / 2)))
    return true
  }

  /// The kernel would add 50 microseconds to each, to spare itself a wake-up: more than most locks
  /// are held. The thread is the host's, and gets its own slack back.
  private func sleep(_ nanoseconds: Int64) {
    let slack = matines_timer_slack()
    if slack > 0 { matines_set_timer_slack(1) }
    var pause = timespec(tv_sec: 0, tv_nsec: Int(nanoseconds))
    nanosleep(&pause, nil)
    if slack > 0 { matines_set_timer_slack(UInt(slack)) }
  }
}

private func monotonicNanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}
