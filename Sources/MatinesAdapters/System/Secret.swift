// SPDX-License-Identifier: MIT
import CCrypto
import Glibc

/// Octets that must not leak: kept in pages of their own, out of core dumps and swap where the
/// system allows it, wiped at the end, and printed as `***`.
// The memory never changes between initialiser and deinitialiser, so threads may share it.
package final class Secret: @unchecked Sendable, CustomStringConvertible,
  CustomDebugStringConvertible, CustomReflectable
{
  package let count: Int
  private let pages: UnsafeMutableRawBufferPointer

  /// Nil when no memory can be had. `octets` itself is the caller's to forget.
  package init?(copying octets: some Collection<UInt8>) {
    let length = max(1, octets.count)
    let mapped = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapped, mapped != MAP_FAILED else { return nil }
    // Locking has a small limit for ordinary users; without it the rest still holds.
    mlock(mapped, length)
    madvise(mapped, length, Self.outOfDumps)
    pages = UnsafeMutableRawBufferPointer(start: mapped, count: length)
    count = octets.count
    pages.copyBytes(from: octets)
  }

  deinit {
    OPENSSL_cleanse(pages.baseAddress, pages.count)
    munmap(pages.baseAddress, pages.count)
  }

  /// The octets, for as long as `work` runs.
  package func withOctets<Result>(_ work: (UnsafeRawBufferPointer) -> Result) -> Result {
    work(UnsafeRawBufferPointer(rebasing: pages[0..<count]))
  }

  /// Takes a time that depends on the lengths only.
  package func matches(_ other: Secret) -> Bool {
    guard count == other.count else { return false }
    return CRYPTO_memcmp(pages.baseAddress, other.pages.baseAddress, count) == 0
  }

  /// As text, for what has to carry it; nobody keeps that.
  var text: String { withOctets { String(decoding: $0, as: UTF8.self) } }

  /// Whether somebody else's words repeat it.
  func isPart(of words: String) -> Bool {
    guard count > 0 else { return false }
    return withOctets { own in
      var rest = Array(words.utf8)[...]
      while rest.count >= own.count {
        if rest.starts(with: own) { return true }
        rest.removeFirst()
      }
      return false
    }
  }

  package var description: String { "***" }
  package var debugDescription: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }

  /// MADV_DONTDUMP of the kernel's interface.
  private static let outOfDumps: Int32 = 16
}
