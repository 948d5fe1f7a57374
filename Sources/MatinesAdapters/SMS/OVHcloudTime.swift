// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// What OVHcloud's clock shows, which their signatures carry: asked once an hour, and counted on by
/// our boot clock, so that it does not matter how ours is set.
final class OVHcloudTime: Sendable {
  static let path = "/1.0/auth/time"
  private static let hour: Int64 = 3_600_000

  private struct Reading: Sendable {
    let seconds: Int64
    let boot: Int64
  }

  private let clock: any Clock
  private let reading = Mutex<Reading?>(nil)

  init(clock: any Clock) { self.clock = clock }

  /// Seconds of Unix time; nil when they must be asked.
  func now() -> Int64? {
    let boot = clock.boot().milliseconds
    guard let reading = reading.withLock({ $0 }), (0..<Self.hour).contains(boot - reading.boot)
    else { return nil }
    return reading.seconds + (boot - reading.boot) / 1_000
  }

  /// Their answer to the question; nil when it is none.
  func heard(_ answer: Answer) -> Int64? {
    let text = String(decoding: answer.body, as: UTF8.self)
    guard answer.status == 200, answer.isWhole, let seconds = Int64(text.prefix { $0 != "\n" }),
      (1...9_999_999_999).contains(seconds)
    else { return nil }
    let boot = clock.boot().milliseconds
    reading.withLock { $0 = Reading(seconds: seconds, boot: boot) }
    return seconds
  }

  /// They say that it is not so.
  func forget() { reading.withLock { $0 = nil } }
}
