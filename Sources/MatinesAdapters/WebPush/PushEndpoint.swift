// SPDX-License-Identifier: MIT
import CCurl
import MatinesDomain

/// The address of one browser at its push service, read by the parser that also fetches.
package struct PushEndpoint: Sendable {
  package static let limit = 2_048
  /// Scheme, host and port as VAPID names them (RFC 6454): no default port, small letters.
  package let origin: String
  let port: Int
  /// As messages name it.
  let name: String

  /// Port 443 is always allowed.
  package init(
    _ text: String, ports: [Int] = [], field: String = "subscription.endpoint"
  ) throws(InvalidValue) {
    _ = try Self.authority(of: text, field)
    let parsed: ParsedURL
    do throws(ParsedURL.Failure) {
      parsed = try ParsedURL(text)
    } catch {
      throw InvalidValue(field, .malformed(error.why))
    }
    if let why = Self.refusal(of: parsed, ports) { throw InvalidValue(field, .malformed(why)) }
    let host = parsed.host.lowercased()
    port = parsed.port
    name = "\(host):\(port)"
    origin = port == 443 ? "https://\(host)" : "https://\(host):\(port)"
  }

  /// The part that names host and port. What a parser might repair or read in two ways does not
  /// reach it: of the rest nothing can lead elsewhere.
  static func authority(
    of text: String, _ field: String
  ) throws(InvalidValue) -> Substring.UTF8View {
    guard !text.isEmpty else { throw InvalidValue(field, .empty) }
    guard text.utf8.count <= limit else { throw InvalidValue(field, .tooLong(octets: limit)) }
    if let odd = text.utf8.first(where: { !isPlain($0) }) {
      throw InvalidValue(field, .malformed(refusal(of: odd)))
    }
    guard text.utf8.count >= 8,
      zip(text.utf8, "https://".utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
    else { throw InvalidValue(field, .malformed("not an https address")) }
    let authority = text.utf8.dropFirst(8).prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?")
    }
    guard !authority.isEmpty else { throw InvalidValue(field, .malformed("names no host")) }
    guard !authority.contains(UInt8(ascii: "%")) else {
      throw InvalidValue(field, .malformed("its host has an escaped character"))
    }
    return authority
  }

  /// One browser has one address: another spelling of it would be somebody else's to claim.
  /// Browsers hand out what the URL standard serialises.
  func requireCanonical(_ text: String, _ field: String) throws(InvalidValue) {
    let rest = text.utf8.dropFirst(origin.utf8.count)
    guard text.utf8.starts(with: origin.utf8), rest.first == UInt8(ascii: "/") else {
      throw InvalidValue(field, .malformed("not as browsers write it: it begins \(origin)/"))
    }
    let path = rest.prefix { $0 != UInt8(ascii: "?") }
    for segment in path.split(separator: UInt8(ascii: "/")) where Self.isDots(segment) {
      throw InvalidValue(field, .malformed("not as browsers write it: has a dot segment"))
    }
  }

  /// `.` and `..`, escaped or not (URL standard, "single-dot" and "double-dot").
  private static func isDots(_ segment: Substring.UTF8View) -> Bool {
    let plain = String(Substring(segment)).lowercased()
    return [".", "..", "%2e", ".%2e", "%2e.", "%2e%2e"].contains(plain)
  }

  private static func isPlain(_ octet: UInt8) -> Bool {
    octet > 0x20 && octet < 0x7F && octet != UInt8(ascii: "\\") && octet != UInt8(ascii: "#")
  }

  private static func refusal(of octet: UInt8) -> String {
    switch octet {
    case 0x20: "has a space"
    case UInt8(ascii: "\\"): "has a backslash"
    case UInt8(ascii: "#"): "has a fragment"
    case 0x80...: "not ASCII"
    default: "has a control character"
    }
  }

  private static func refusal(of url: ParsedURL, _ ports: [Int]) -> String? {
    if url.scheme != "https" { return "not an https address" }
    if url.hasCredentials { return "has a user name or password" }
    guard url.port == 443 || ports.contains(url.port) else {
      return "port \(url.port) is not 443 nor in webpush.allow.ports"
    }
    return hostRefusal(url.host)
  }

  /// A name of the DNS with at least one dot, in its ASCII form (RFC 1123, 2.1; RFC 5890).
  private static func hostRefusal(_ host: String) -> String? {
    if host.hasPrefix("[") { return "its host is an IP address" }
    guard host.utf8.count <= 253 else { return "its host is longer than 253 octets" }
    guard let name = HostName(Substring(host)) else { return "its host is not a DNS name" }
    if name.endsInNumber { return "its host is an IP address" }
    return name.hasDot ? nil : "its host is a single label"
  }
}
