// SPDX-License-Identifier: MIT
import CMatines

/// An engine of the library, opened from a configuration file and closed with this object.
final class Engine {
  private var handle: OpaquePointer?

  init(_ arguments: Arguments, _ language: Language) throws(Failure) {
    let path = arguments.value("--config") ?? ConfigurationFile.usual
    let file = try ConfigurationFile(path, language)
    guard matines_open(file.text, &handle) == MATINES_OK else {
      throw .refused("\(path): \(Self.lastMessage)")
    }
  }

  deinit { matines_close(handle) }

  /// Waits for what is in flight, at most the configuration's `close_ms`.
  func close() {
    matines_close(handle)
    handle = nil
  }

  /// A call that answers nothing but its status.
  func call(_ function: (OpaquePointer?) -> matines_status) throws(Failure) {
    guard function(handle) == MATINES_OK else { throw .refused(Self.lastMessage) }
  }

  /// A call that answers a document.
  func document(
    _ function: (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>)
      -> matines_status
  ) throws(Failure) -> String {
    try Self.freeDocument { function(handle, $0) }
  }

  /// A call that answers a document and needs no engine.
  static func freeDocument(
    _ function: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> matines_status
  ) throws(Failure) -> String {
    var text: UnsafeMutablePointer<CChar>?
    let status = function(&text)
    defer { matines_free(text) }
    guard status == MATINES_OK, let text else { throw .refused(lastMessage) }
    return String(cString: text)
  }

  /// For the one command that decides by the status.
  func status(_ function: (OpaquePointer?) -> matines_status) -> matines_status {
    function(handle)
  }

  static var lastMessage: String { Terminal.clean(String(cString: matines_error_message())) }
}
