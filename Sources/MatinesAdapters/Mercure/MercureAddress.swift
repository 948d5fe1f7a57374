// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Where a hub is, for us or for browsers: https, or http to this machine.
struct MercureAddress: Sendable {
  static let usualPath = "/.well-known/mercure"

  let url: String
  let host: String
  let path: String
  /// Not over TLS.
  let isPlain: Bool

  /// `dsn` is an address with the scheme `https` or `http`; its options are the caller's.
  init(
    _ dsn: DSN, isPlain: Bool, _ field: String, _ otherwise: String
  ) throws(InvalidValue) {
    guard dsn.user == nil, dsn.password == nil else {
      throw InvalidValue(field, .malformed("a hub takes a key file, no user or password"))
    }
    guard !isPlain || Loopback.isHost(dsn.host) else {
      throw InvalidValue(field, .malformed("\(otherwise) only to this machine"))
    }
    path = dsn.path.isEmpty ? Self.usualPath : dsn.path
    // It becomes the path of a cookie too (RFC 6265, 4.1.1).
    guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ";") }) else {
      throw InvalidValue(field, .malformed("its path has a character that must be escaped"))
    }
    host = dsn.host
    self.isPlain = isPlain
    let port = dsn.port.map { ":\($0)" } ?? ""
    url = "\(isPlain ? "http" : "https")://\(dsn.host)\(port)\(path)"
  }

  /// As an option names it: `https://bo.example.org/.well-known/mercure`.
  init(_ text: String, _ field: String) throws(InvalidValue) {
    guard let dsn = try? DSN.parse(text), !dsn.isShort, ["https", "http"].contains(dsn.scheme),
      dsn.options.isEmpty, !text.utf8.contains(UInt8(ascii: "?"))
    else {
      throw InvalidValue(
        field, .malformed("not an address such as https://bo.example.org/.well-known/mercure"))
    }
    try self.init(dsn, isPlain: dsn.scheme == "http", field, "http:")
  }
}
