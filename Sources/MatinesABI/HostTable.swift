// SPDX-License-Identifier: MIT
import CMatines
import MatinesApplication
import MatinesDomain
import Synchronization

/// A host's functions, copied out of its structure, and its context.
///
/// Unchecked, because the contract of the header is what makes it true: a table's functions may be
/// called from whatever thread is inside a call of the library.
final class HostTable<Functions>: @unchecked Sendable {
  let functions: Functions
  let context: UnsafeMutableRawPointer?
  private let engine: UInt64
  private let release: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?

  init(
    _ functions: Functions, context: UnsafeMutableRawPointer?, engine: UInt64,
    release: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?
  ) {
    self.functions = functions
    self.context = context
    self.engine = engine
    self.release = release
  }

  /// The host hears the end of its port once, when nobody can call it any more.
  deinit {
    if let release { ThreadState.calling(engine) { release(context) } }
  }

  func call<Result>(_ body: (Functions, UnsafeMutableRawPointer?) -> Result) -> Result {
    ThreadState.calling(engine) { body(functions, context) }
  }
}

/// A port the host may set once the engine is open.
final class Replaceable<Port: Sendable>: Sendable {
  private let port: Mutex<Port>

  init(_ port: Port) { self.port = Mutex(port) }

  var current: Port { port.withLock { $0 } }

  /// The one before leaves outside the lock: its release is the host's function.
  func replace(with new: Port) {
    let old = port.withLock { port in
      let old = port
      port = new
      return old
    }
    withExtendedLifetime(old) {}
  }
}

/// Text a host's function returned: copied at once, checked like any other input.
func hostText(_ pointer: UnsafePointer<CChar>?, limit: Int) -> String? {
  try? optionalText(pointer, "the host's answer", limit: limit)
}
