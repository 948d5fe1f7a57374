// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesApplication
import Synchronization

/// Dice from the kernel, drawn a page at a time.
package final class SystemRandomness: Randomness {
  private let pool = Mutex(RandomPage())

  package init() {}

  package func next() -> UInt64 { pool.withLock { $0.next() } }
}

/// A key that lives as long as the process; the kernel's dice.
func passingKey() -> [UInt8] {
  (0..<32).map { _ in UInt8.random(in: .min ... .max) }
}

/// A page of random words that a fork wipes: its first word counts what is left, so that a child
/// reads zero there, which means "fill me".
private struct RandomPage: ~Copyable {
  private static let words = 512
  /// MADV_WIPEONFORK of the kernel's interface.
  private static let wipeOnFork: Int32 = 18
  private let page: UnsafeMutablePointer<UInt64>?

  init() {
    let length = Self.words * MemoryLayout<UInt64>.size
    let mapped = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapped, mapped != MAP_FAILED else {
      page = nil
      return
    }
    guard madvise(mapped, length, Self.wipeOnFork) == 0 else {
      munmap(mapped, length)
      page = nil
      return
    }
    page = mapped.bindMemory(to: UInt64.self, capacity: Self.words)
  }

  deinit {
    if let page { munmap(page, Self.words * MemoryLayout<UInt64>.size) }
  }

  mutating func next() -> UInt64 {
    guard let page else { return Self.single() }
    if page.pointee == 0 {
      Self.fill(page + 1, (Self.words - 1) * MemoryLayout<UInt64>.size)
      page.pointee = UInt64(Self.words - 1)
    }
    let left = min(Int(truncatingIfNeeded: page.pointee), Self.words - 1)
    page.pointee = UInt64(left - 1)
    return page[left]
  }

  private static func single() -> UInt64 {
    var word: UInt64 = 0
    withUnsafeMutableBytes(of: &word) { octets in
      if let start = octets.baseAddress { fill(start, octets.count) }
    }
    return word
  }

  /// The kernel gives up to 256 octets at once and more after retries by signals.
  private static func fill(_ start: UnsafeMutableRawPointer, _ count: Int) {
    var done = 0
    while done < count {
      let given = getrandom(start + done, count - done, 0)
      if given > 0 { done += given } else if errno != EINTR { return }
    }
  }
}
