// SPDX-License-Identifier: MIT
import CCrypto
import Glibc

/// Memory for secrets of the moment: whole pages, out of core dumps, and empty in a forked child.
/// It belongs to whoever calls `release`.
struct PrivatePages {
  let start: UnsafeMutableRawPointer
  private let length: Int
  /// Where the kernel cannot wipe, what lies here may not outlive a call.
  let isWipedOnFork: Bool

  /// Nil when there is no memory.
  init?(octets: Int) {
    let mapped = mmap(nil, octets, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapped, mapped != MAP_FAILED else { return nil }
    madvise(mapped, octets, Self.outOfDumps)
    isWipedOnFork = madvise(mapped, octets, Self.wipeOnFork) == 0
    start = mapped
    length = octets
  }

  func release() {
    OPENSSL_cleanse(start, length)
    munmap(start, length)
  }

  /// MADV_DONTDUMP and MADV_WIPEONFORK of the kernel's interface.
  private static let outOfDumps: Int32 = 16
  private static let wipeOnFork: Int32 = 18
}
