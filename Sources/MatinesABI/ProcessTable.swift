// SPDX-License-Identifier: MIT
import CMatines
import CSystem
import Glibc
import MatinesAdapters
import MatinesDomain
import Synchronization

/// Slots and documents of one process. A forked child makes its own, and leaves the copy alone.
final class ProcessTable: Sendable {
  let epoch: UInt64
  private let state = Mutex(State())
  private let slots = HandleSlots()

  private struct Slot {
    var generation: UInt64 = 1
    var engine: Engine?
  }

  private struct State {
    var slots: [Slot] = []
    /// Of engines that have ended.
    var spare: [RunningCalls] = []
    /// By digest: documents are compared octet for octet, and hold passwords.
    var engines: [[UInt8]: Engine] = [:]
  }

  private init(epoch: UInt64) { self.epoch = epoch }

  /// As `current`, for as long as `body` runs: the table of a process never goes.
  @inline(__always)
  static func use<Result>(_ body: (ProcessTable) throws -> Result) rethrows -> Result {
    guard let known = WipedOnFork.page.load() else { return try body(current) }
    return try Unmanaged<ProcessTable>.fromOpaque(known)._withUnsafeGuaranteedRef(body)
  }

  static var current: ProcessTable {
    if let known = WipedOnFork.page.load() {
      return Unmanaged<ProcessTable>.fromOpaque(known)._withUnsafeGuaranteedRef { $0 }
    }
    let made = Unmanaged.passRetained(ProcessTable(epoch: WipedOnFork.nextEpoch()))
    if let other = WipedOnFork.page.store(made.toOpaque()) {
      made.release()
      return Unmanaged<ProcessTable>.fromOpaque(other)._withUnsafeGuaranteedRef { $0 }
    }
    return made._withUnsafeGuaranteedRef { $0 }
  }

  /// Runs `body` with the engine, which stays open until it returns.
  @inline(__always)
  func use(_ handle: Handle, _ body: (Engine) throws -> Void) throws {
    guard let begun = slots.begin(handle.slot, handle.generation) else {
      throw refusal(of: handle)
    }
    try begun.calls._withUnsafeGuaranteedRef { calls in
      // Whoever ends the last call of an abandoned engine shuts it down.
      defer { if calls.end() { shutDown(calls, within: .zero) } }
      guard begun.isOpen, try calls.use(body) != nil else { throw refusal(of: handle) }
    }
  }

  private func refusal(of handle: Handle) -> Refusal {
    let wasOpen = state.withLock { state in
      state.slots.indices.contains(handle.slot)
        && handle.generation <= state.slots[handle.slot].generation
    }
    return wasOpen
      ? Refusal(MATINES_ECLOSED, "engine: closed")
      : Refusal(MATINES_EBADHANDLE, "engine: not a handle of this library")
  }

  private func shutDown(_ calls: RunningCalls, within limit: Instant.Span) {
    calls.use { $0.shutDown(within: limit) }
    calls.letGo()
    state.withLock { $0.spare.append(calls) }
  }

  func join(_ document: [UInt8]) throws -> OpaquePointer? {
    try state.withLock { state in
      guard let engine = state.engines[document] else { return nil }
      return try handle(for: engine, &state)
    }
  }

  /// An engine that gets no handle, or lost the race for its document, is not kept.
  func add(_ engine: Engine, _ document: [UInt8]) throws -> OpaquePointer? {
    var isKept = false
    defer { if !isKept { engine.shutDown(within: .zero) } }
    return try state.withLock { state in
      let first = state.engines[document]
      let handle = try handle(for: first ?? engine, &state)
      if first == nil { state.engines[document] = engine }
      isKept = first == nil
      return handle
    }
  }

  private func handle(for engine: Engine, _ state: inout State) throws -> OpaquePointer? {
    guard slots.isThere else { throw Refusal(MATINES_EINTERNAL, "no memory for handles") }
    let free = state.slots.firstIndex { $0.engine == nil && $0.generation < Handle.generations }
    let slot = free ?? state.slots.count
    guard slot < Handle.slots else {
      throw Refusal(MATINES_EFULL, "engine: too many handles are open")
    }
    if free == nil { state.slots.append(Slot()) }
    let generation = state.slots[slot].generation
    let calls = engine.use.withLock { use in
      let calls = use.calls ?? state.spare.popLast() ?? .made()
      if use.calls == nil { calls.serve(engine) }
      use.calls = calls
      return calls
    }
    slots.open(slot, generation, calls)
    state.slots[slot].engine = engine
    engine.use.withLock { $0.handles += 1 }
    return Handle(slot: slot, generation: generation, epoch: epoch).pointer
  }

  /// A second close of one handle finds its generation gone, and does nothing.
  func close(_ handle: Handle) {
    let last: Engine? = state.withLock { state in
      guard state.slots.indices.contains(handle.slot),
        state.slots[handle.slot].generation == handle.generation,
        let engine = state.slots[handle.slot].engine
      else { return nil }
      slots.close(handle.slot)
      state.slots[handle.slot].generation += 1
      state.slots[handle.slot].engine = nil
      let left = engine.use.withLock { use in
        use.handles -= 1
        return use.handles
      }
      guard left == 0, !engine.isResident else { return nil }
      state.engines = state.engines.filter { $0.value !== engine }
      return engine
    }
    if let last { end(last) }
  }

  /// Waits for running calls; those that outlast the wait end the engine themselves. A host
  /// function that closes its own engine does not wait for itself.
  private func end(_ engine: Engine) {
    guard let calls = engine.use.withLock({ $0.calls }) else { return }
    let clock = SystemClock()
    let start = clock.boot()
    var left: Instant.Span {
      Instant.Span(
        milliseconds: engine.closing.milliseconds - clock.boot().milliseconds(since: start))
    }
    while !calls.areOver, left > .zero, !ThreadState.isInside(engine.id) { usleep(1_000) }
    if !calls.abandon() { shutDown(calls, within: left) }
  }
}

/// A page the kernel empties in a forked child: it tells a fork without a system call a call.
struct WipedOnFork: Sendable {
  static let page = WipedOnFork()
  private static let epochs = Atomic<UInt64>(0)
  private let word: UInt

  /// Memory of its own process is a must; where the kernel cannot wipe, there is no safe fork.
  private init() {
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    let page = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let page, Int(bitPattern: page) != -1 else {
      word = 0
      return
    }
    _ = madvise(page, size, MADV_WIPEONFORK)
    word = UInt(bitPattern: page)
  }

  static func nextEpoch() -> UInt64 {
    epochs.add(1, ordering: .sequentiallyConsistent).newValue
  }

  private static let fallback = Atomic<UInt>(0)
  /// The same address where leak checkers look: they do not read mapped pages.
  private static let root = Atomic<UInt>(0)

  func load() -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: atomic { $0.load(ordering: .acquiring) })
  }

  /// Answers what stands there already when another thread was faster.
  func store(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    let (exchanged, original) = atomic {
      $0.compareExchange(
        expected: 0, desired: UInt(bitPattern: pointer), ordering: .sequentiallyConsistent)
    }
    if exchanged { Self.root.store(UInt(bitPattern: pointer), ordering: .relaxed) }
    return exchanged ? nil : UnsafeMutableRawPointer(bitPattern: original)
  }

  private func atomic<Result>(_ body: (borrowing Atomic<UInt>) -> Result) -> Result {
    guard let pointer = UnsafeMutablePointer<Atomic<UInt>>(bitPattern: word) else {
      return body(Self.fallback)
    }
    return body(pointer.pointee)
  }
}
