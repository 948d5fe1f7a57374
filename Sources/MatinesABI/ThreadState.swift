// SPDX-License-Identifier: MIT
import CSystem
import MatinesDomain

/// What the library remembers of one thread: the message of its last call, and whose host function
/// it is running. Freed when the thread ends; the library is never unmapped, so that is safe.
final class ThreadState {
  private static let capacity = 1_024
  private let message: UnsafeMutablePointer<CChar>
  /// Engines whose host functions this thread is inside of.
  private(set) var calling: [UInt64] = []

  private init() {
    message = .allocate(capacity: Self.capacity + 1)
    message.initialize(repeating: 0, count: Self.capacity + 1)
  }

  deinit { message.deallocate() }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { state in
      guard let state else { return }
      Unmanaged<ThreadState>.fromOpaque(state).release()
    }
    return key
  }()

  private static var existing: ThreadState? {
    pthread_getspecific(key).map {
      Unmanaged<ThreadState>.fromOpaque($0).takeUnretainedValue()
    }
  }

  static var current: ThreadState {
    if let existing { return existing }
    let state = ThreadState()
    pthread_setspecific(key, Unmanaged.passRetained(state).toOpaque())
    return state
  }

  static var errorMessage: UnsafePointer<CChar> { UnsafePointer(current.message) }

  /// A success before any failure needs no state at all.
  static func clearMessage() {
    existing?.message.pointee = 0
  }

  func set(_ text: String) {
    let line = PlainText.oneLine(text, limit: Self.capacity - 8)
    var end = 0
    for octet in line.utf8.prefix(Self.capacity) {
      message[end] = CChar(bitPattern: octet)
      end += 1
    }
    message[end] = 0
  }

  /// Runs a host's function on behalf of an engine.
  static func calling<Result>(_ engine: UInt64, _ body: () -> Result) -> Result {
    let state = current
    state.calling.append(engine)
    defer { state.calling.removeLast() }
    return body()
  }

  static func isInside(_ engine: UInt64) -> Bool {
    existing?.calling.contains(engine) ?? false
  }
}
