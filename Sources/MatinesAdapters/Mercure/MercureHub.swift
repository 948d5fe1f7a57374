// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Where the hub is, read from `mercure+https://host/.well-known/mercure?ca_file=…`.
package struct MercureHub: Sendable {
  package let url: String
  package let caFile: String?
  /// Where the publisher key is, unless it is among the engine's keys.
  package let keyFile: String?

  package init(dsn: DSN) throws(InvalidValue) {
    for option in dsn.options where !["ca_file", "key_file"].contains(option.name) {
      throw InvalidValue(
        "realtime.\(PlainText.oneLine(option.name, limit: 64))",
        .malformed("no option of that name"))
    }
    guard dsn.user == nil, dsn.password == nil else {
      throw InvalidValue("realtime", .malformed("a hub takes a key file, no user or password"))
    }
    let path = dsn.path.isEmpty ? "/.well-known/mercure" : dsn.path
    let port = dsn.port.map { ":\($0)" } ?? ""
    switch dsn.scheme {
    case "mercure+https": url = "https://\(dsn.host)\(port)\(path)"
    case "mercure+http":
      guard Loopback.isHost(dsn.host) else {
        throw InvalidValue(
          "realtime", .malformed("mercure+http: only to this machine; use mercure+https:"))
      }
      url = "http://\(dsn.host)\(port)\(path)"
    default: throw InvalidValue("realtime", .malformed("not a mercure+https: DSN"))
    }
    caFile = dsn["ca_file"]
    keyFile = dsn["key_file"]
  }
}
