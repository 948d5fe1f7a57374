// SPDX-License-Identifier: MIT
import Glibc
import Synchronization

/// The open handles of one process, found without a lock: of each slot the generation that is open,
/// and the calls of the engine behind it.
// Each word is atomic, and the memory is never freed.
struct HandleSlots: @unchecked Sendable {
  private typealias Word = UnsafeMutablePointer<Atomic<UInt64>>
  /// Two for each slot; nil when there was no memory for them.
  private let words: Word?

  /// Pages that nobody touches cost nothing.
  init() {
    words = calloc(Handle.slots, 2 * MemoryLayout<UInt64>.size)?
      .assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  private func generation(_ slot: Int) -> Word? { words.map { $0 + 2 * slot } }
  private func calls(_ slot: Int) -> Word? { words.map { $0 + 2 * slot + 1 } }

  var isThere: Bool { words != nil }

  /// `running` lives for ever.
  func open(_ slot: Int, _ number: UInt64, _ running: RunningCalls) {
    let pointer = Unmanaged.passUnretained(running).toOpaque()
    calls(slot)?.pointee.store(UInt64(UInt(bitPattern: pointer)), ordering: .releasing)
    generation(slot)?.pointee.store(number, ordering: .sequentiallyConsistent)
  }

  /// From here on no call begins.
  func close(_ slot: Int) {
    generation(slot)?.pointee.store(0, ordering: .sequentiallyConsistent)
  }

  /// Begins a call; nil when the slot is not open under that number. A call that finds the handle
  /// closed after it has counted itself still has to end: it may be the last.
  @inline(__always)
  func begin(_ slot: Int, _ number: UInt64) -> Begun? {
    guard (0..<Handle.slots).contains(slot), let generation = generation(slot),
      let word = calls(slot), generation.pointee.load(ordering: .acquiring) == number,
      let pointer = UnsafeRawPointer(
        bitPattern: UInt(word.pointee.load(ordering: .acquiring)))
    else { return nil }
    let calls = Unmanaged<RunningCalls>.fromOpaque(pointer)
    calls._withUnsafeGuaranteedRef { $0.begin() }
    let isOpen = generation.pointee.load(ordering: .sequentiallyConsistent) == number
    return Begun(calls: calls, isOpen: isOpen)
  }

  struct Begun {
    let calls: Unmanaged<RunningCalls>
    let isOpen: Bool
  }
}
