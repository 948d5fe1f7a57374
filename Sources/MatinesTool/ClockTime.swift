// SPDX-License-Identifier: MIT
import Glibc

/// Instants as an operator reads them: local time, in the order that sorts.
enum ClockTime {
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Seconds that only grow, for measuring.
  static func elapsing() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// `2026-03-01 09:00:00`; a dash for what has not happened.
  static func text(_ milliseconds: Int64?) -> String {
    guard let milliseconds else { return "-" }
    return text(milliseconds, "%Y-%m-%d %H:%M:%S")
  }

  /// ISO 8601 with the offset, for log lines.
  static func stamp() -> String { text(now(), "%Y-%m-%dT%H:%M:%S%z") }

  private static func text(_ milliseconds: Int64, _ format: String) -> String {
    var seconds = time_t(milliseconds / 1_000)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return "-" }
    var octets = [UInt8](repeating: 0, count: 64)
    let count = octets.withUnsafeMutableBytes { buffer in
      strftime(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), 64, format, &parts)
    }
    return String(decoding: octets.prefix(count), as: UTF8.self)
  }
}
