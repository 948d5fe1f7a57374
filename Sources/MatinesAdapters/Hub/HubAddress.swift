// SPDX-License-Identifier: MIT
import CEvent
import Glibc
import MatinesDomain

/// Where the hub listens: `127.0.0.1:3000`, `[::1]:3000` or `unix:/run/matines/hub.sock`. Behind
/// the site's web server, hence on this machine only, unless somebody said otherwise.
enum HubAddress: Equatable, Sendable {
  case unix(path: String)
  case ip4(host: String, port: UInt16)
  case ip6(host: String, port: UInt16)

  init(_ text: String, field: String, beyond isAllowedBeyond: Bool) throws(InvalidValue) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst(5))
      guard !path.isEmpty, path.utf8.count < WakeAddress.room, !path.utf8.contains(0) else {
        throw InvalidValue(field, .malformed("not a path of 1 to \(WakeAddress.room - 1) octets"))
      }
      self = .unix(path: path)
      return
    }
    guard let colon = text.lastIndex(of: ":"),
      let port = UInt16(text[text.index(after: colon)...]),
      let address = Self.numeric(String(text[..<colon]), port)
    else {
      throw InvalidValue(
        field, .malformed("not 127.0.0.1:PORT, [::1]:PORT, localhost:PORT or unix:PATH"))
    }
    guard address.isLoopback || isAllowedBeyond else {
      throw InvalidValue(
        field,
        .malformed(
          "other machines could reach it, in clear: the web server of the site belongs in front; "
            + "\"beyond_this_machine\": true allows it"))
    }
    self = address
  }

  private static func numeric(_ host: String, _ port: UInt16) -> HubAddress? {
    if host == "localhost" { return .ip4(host: "127.0.0.1", port: port) }
    var octets = in6_addr()
    if host.hasPrefix("["), host.hasSuffix("]") {
      let inner = String(host.dropFirst().dropLast())
      return inet_pton(AF_INET6, inner, &octets) == 1 ? .ip6(host: inner, port: port) : nil
    }
    return inet_pton(AF_INET, host, &octets) == 1 ? .ip4(host: host, port: port) : nil
  }

  private var isLoopback: Bool {
    switch self {
    case .unix: true
    case .ip4(let host, _): host.hasPrefix("127.")
    case .ip6(let host, _): Self.isLoopback6(host)
    }
  }

  private static func isLoopback6(_ host: String) -> Bool {
    var (octets, loopback) = (in6_addr(), in6_addr())
    guard inet_pton(AF_INET6, host, &octets) == 1, inet_pton(AF_INET6, "::1", &loopback) == 1
    else { return false }
    return memcmp(&octets, &loopback, MemoryLayout<in6_addr>.size) == 0
  }
}
