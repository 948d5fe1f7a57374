// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesApplication
import Synchronization

/// A mapped segment: its table, and the two counters beside. It stays mapped, and its file locked
/// for sharing, until nobody holds it; a forked child inherits it without harm.
// The memory is only ever reached atomically; what stands in it is trusted for nothing.
final class PresenceSegment: @unchecked Sendable {
  let table: TabTable
  let key: (UInt64, UInt64)
  private let path: String
  private let memory: UnsafeMutableRawPointer
  private let size: Int
  private let file: Int32

  /// Takes the file over; nil when it cannot be mapped, and then the file is the caller's.
  init?(_ file: Int32, _ header: SegmentHeader, path: String) {
    // Filled at once: a first look at each page costs more than all looks after it.
    let flags = MAP_SHARED | Self.populate
    let mapped = mmap(nil, header.size, PROT_READ | PROT_WRITE, flags, file, 0)
    guard let mapped, mapped != MAP_FAILED else { return nil }
    let words = (mapped + SegmentHeader.length)
      .bindMemory(to: Atomic<UInt64>.self, capacity: header.words)
    guard let table = TabTable(words, count: header.words) else {
      munmap(mapped, header.size)
      return nil
    }
    self.table = table
    key = header.key
    memory = mapped
    size = header.size
    self.file = file
    self.path = path
  }

  deinit {
    munmap(memory, size)
    close(file)
  }

  var sweptEpoch: UInt64 { counter(SegmentHeader.sweptEpoch).pointee.load(ordering: .acquiring) }

  func hasSwept(_ epoch: UInt64, after earlier: UInt64) {
    _ = counter(SegmentHeader.sweptEpoch).pointee
      .compareExchange(expected: earlier, desired: epoch, ordering: .acquiringAndReleasing)
  }

  var refused: UInt64 { counter(SegmentHeader.refused).pointee.load(ordering: .relaxed) }

  func refuse() -> StoreFailure {
    counter(SegmentHeader.refused).pointee.wrappingAdd(1, ordering: .relaxed)
    return .full("presence: \(path): no room for another tab; see users= of shm:")
  }

  private func counter(_ offset: Int) -> TabTable.Word {
    (memory + offset).assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  /// MAP_POPULATE of the kernel's interface.
  private static let populate: Int32 = 0x8000
}
