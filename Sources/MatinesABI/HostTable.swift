// SPDX-License-Identifier: MIT
import CMatines
import MatinesApplication
import MatinesDomain
import Synchronization

/// What every table of host functions holds beside its functions.
protocol HostFunctions {
  var context: UnsafeMutableRawPointer! { get }
  var release: (@convention(c) (UnsafeMutableRawPointer?) -> Void)! { get }
}

extension matines_channel: HostFunctions {}
extension matines_presence_port: HostFunctions {}
extension matines_user_directory: HostFunctions {}
extension matines_renderer: HostFunctions {}
extension matines_clock: HostFunctions {}
extension matines_log: HostFunctions {}

/// A host's functions, copied out of its structure, and its context.
///
/// Unchecked, because the contract of the header is what makes it true: a table's functions may be
/// called from whatever thread is inside a call of the library.
final class HostTable<Functions: HostFunctions>: @unchecked Sendable {
  let functions: Functions
  private let engine: UInt64

  init(_ functions: Functions, _ engine: Engine) {
    self.functions = functions
    self.engine = engine.id
  }

  /// The host hears the end of its port once, when nobody can call it any more.
  deinit {
    let (release, context) = (functions.release, functions.context)
    if let release { ThreadState.calling(engine) { release(context) } }
  }

  func call<Result>(_ body: (Functions, UnsafeMutableRawPointer?) -> Result) -> Result {
    ThreadState.calling(engine) { body(functions, functions.context) }
  }
}

/// A port the host may set once the engine is open.
final class Replaceable<Port: Sendable>: Sendable {
  /// The library's own: kept, so that using it takes neither lock nor count.
  private let own: Port
  private let isReplaced = Atomic(false)
  private let port: Mutex<Port?> = Mutex(nil)

  init(_ port: Port) { own = port }

  var current: Port {
    guard isReplaced.load(ordering: .acquiring) else { return own }
    return port.withLock { $0 } ?? own
  }

  /// The same, without taking a count of the library's own.
  @inline(__always)
  func use<Result, Failure: Error>(
    _ body: (borrowing Port) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard isReplaced.load(ordering: .acquiring) else { return try body(own) }
    return try body(current)
  }

  /// The one before leaves outside the lock: its release is the host's function.
  func replace(with new: Port) {
    let old = port.withLock { port in
      let old = port
      port = new
      return old
    }
    isReplaced.store(true, ordering: .releasing)
    withExtendedLifetime(old) {}
  }
}

/// Text a host's function returned: copied at once, checked like any other input.
func hostText(_ pointer: UnsafePointer<CChar>?, limit: Int) -> String? {
  try? optionalText(pointer, "the host's answer", limit: limit)
}
