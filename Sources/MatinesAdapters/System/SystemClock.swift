// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesApplication
import MatinesDomain

/// The machine's clocks.
package final class SystemClock: Clock {
  private let bootID: Int64

  package init() {
    bootID = Self.readBootID()
  }

  package func now() -> Instant {
    Instant(milliseconds: Self.milliseconds(CLOCK_REALTIME))
  }

  package func boot() -> BootTime {
    BootTime(milliseconds: Self.milliseconds(CLOCK_BOOTTIME), id: bootID)
  }

  /// Read without a system call.
  package func coarse() -> Int64 { Self.milliseconds(CLOCK_MONOTONIC_COARSE) }

  private static func milliseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// 64 bits of a hash (FNV-1a) of the kernel's boot id. Where it cannot be read, 0 on every boot:
  /// leases of an earlier boot then end by their time alone.
  private static func readBootID() -> Int64 {
    let file = matines_open_file("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC, 0)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var octets = [UInt8](repeating: 0, count: 64)
    let count = read(file, &octets, octets.count)
    guard count >= 36 else { return 0 }
    let hash = octets.prefix(36).reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return Int64(bitPattern: hash)
  }
}
