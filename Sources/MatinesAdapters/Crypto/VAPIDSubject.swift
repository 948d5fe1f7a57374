// SPDX-License-Identifier: MIT
import MatinesDomain

/// Whom a push service writes to when something is wrong (RFC 8292, 2.1): `mailto:` an address, or
/// an `https:` page. As strict as the strictest service, which answers 403 to every message of a
/// sender whose contact has spaces, angle brackets, or a host that nobody can reach.
package struct VAPIDSubject: Hashable, Sendable {
  package let text: String
  private static let field = "webpush.subject"
  private static let limit = 256
  /// No host there can be reached from outside (RFC 2606, 6761, 6762).
  private static let unreachable = ["localhost", "local", "invalid", "test"]

  package init(_ text: String) throws(InvalidValue) {
    guard text.utf8.count <= Self.limit else {
      throw InvalidValue(Self.field, .tooLong(octets: Self.limit))
    }
    guard text.utf8.allSatisfy(Self.isURIOctet) else {
      throw Self.refusal("a space, a bracket or another character that no address has")
    }
    if text.hasPrefix("mailto:") {
      let address = try EmailAddress(String(text.dropFirst(7)), field: Self.field)
      try Self.check(host: address.text.drop { $0 != "@" }.dropFirst())
    } else if text.hasPrefix("https://") {
      try Self.check(authority: text.dropFirst(8).prefix { !"/?#".contains($0) })
    } else {
      throw Self.refusal("neither mailto: with an address nor an https: address")
    }
    self.text = text
  }

  private static func check(authority: Substring) throws(InvalidValue) {
    let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let port = parts.last, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(port), (1...65_535).contains(number)
      else { throw refusal("the port is not a number") }
    }
    try check(host: parts.first ?? "")
  }

  private static func check(host: Substring) throws(InvalidValue) {
    guard let name = HostName(host), name.hasDot else {
      throw refusal("the host is not a domain name with a dot")
    }
    guard !unreachable.contains(name.topLabel), !name.endsInNumber else {
      throw refusal("the host cannot be reached from outside")
    }
  }

  /// RFC 3986, 2: what may stand in an address unescaped.
  private static func isURIOctet(_ octet: UInt8) -> Bool {
    (0x21...0x7E).contains(octet) && !"\"<>\\^`{|}".utf8.contains(octet)
  }

  private static func refusal(_ why: String) -> InvalidValue {
    InvalidValue(field, .malformed(why))
  }
}
