// SPDX-License-Identifier: MIT

/// The address of an adapter, in Symfony's grammar (`smtp://user:pass@host:25?opt=1`) or in one
/// of the short forms of this house (`sqlite:PATH?opt=1`, `spool:DIR`, `memory:`).
///
/// Printing it shows neither user nor password nor option values: providers put keys in all three.
package struct DSN: Sendable, Equatable {
  package struct Option: Sendable, Equatable {
    package let name: String
    package let value: String
    /// The value was written with a raw `+`, which means a space here; the writer of a phone
    /// number meant `%2B`.
    package let hasPlus: Bool
  }

  /// As written: Symfony does not fold its case.
  package let scheme: String
  package let user: String?
  package let password: String?
  /// As written, an IPv6 address in its brackets; empty in the short forms.
  package let host: String
  package let port: UInt16?
  /// Decoded in the short forms; as written after a host, where it is part of an address.
  package let path: String
  package let options: [Option]

  package static func parse(_ text: String) throws(DSNError) -> DSN {
    try DSNParser(text).dsn()
  }

  /// The value of an option; nil when it was not given.
  package subscript(option: String) -> String? {
    options.first { sameOctets($0.name, option) }?.value
  }

  /// `sqlite:PATH` and its like, without a host.
  package var isShort: Bool { host.isEmpty }
}

extension DSN: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { isShort ? scheme + ":" + path + query : address + query }

  package var debugDescription: String { description }

  package var customMirror: Mirror { Mirror(self, children: ["dsn": description]) }

  private var address: String {
    let owner = user == nil && password == nil ? "" : "***@"
    return scheme + "://" + owner + host + (port.map { ":\($0)" } ?? "") + path
  }

  private var query: String {
    guard !options.isEmpty else { return "" }
    return "?" + options.map { $0.name + "=***" }.joined(separator: "&")
  }
}
