// SPDX-License-Identifier: MIT

/// One ASCII address for one message (RFC 5321, 4.5.3.1). Strict because the transfer
/// library hands whatever stands here to the server as a command.
package struct EmailAddress: Hashable, Sendable {
  package let text: String

  package init(_ text: String, field: String = "email") throws(InvalidValue) {
    let octets = text.utf8
    guard let at = octets.firstIndex(of: UInt8(ascii: "@")) else {
      throw InvalidValue(field, .malformed("not one address"))
    }
    let (local, domain) = (octets[..<at], octets[octets.index(after: at)...])
    guard !domain.contains(UInt8(ascii: "@")) else {
      throw InvalidValue(field, .malformed("not one address"))
    }
    guard (1...64).contains(local.count) else {
      throw InvalidValue(field, .malformed("the part before @ must have 1 to 64 octets"))
    }
    guard Self.isDotted(local, part: 1...64, Self.isLocalOctet) else {
      throw InvalidValue(field, .malformed("a character before @ is not allowed"))
    }
    guard domain.count <= 255, Self.isDotted(domain, part: 1...63, PlainText.isNameOctet),
      !Self.hasHyphenAtAnEdge(domain)
    else {
      throw InvalidValue(field, .malformed("the part after @ is not a host name"))
    }
    self.text = text
  }

  /// Parts of allowed octets between single dots.
  private static func isDotted(
    _ octets: Substring.UTF8View, part: ClosedRange<Int>, _ isAllowed: (UInt8) -> Bool
  ) -> Bool {
    var length = 0
    for octet in octets {
      if octet == UInt8(ascii: ".") {
        guard part.contains(length) else { return false }
        length = 0
      } else {
        guard isAllowed(octet) else { return false }
        length += 1
      }
    }
    return part.contains(length)
  }

  /// Of a label (RFC 1123, 2.1).
  private static func hasHyphenAtAnEdge(_ octets: Substring.UTF8View) -> Bool {
    var before = UInt8(ascii: ".")
    for octet in octets {
      let pair = (before, octet)
      if pair == (UInt8(ascii: "."), UInt8(ascii: "-")) { return true }
      if pair == (UInt8(ascii: "-"), UInt8(ascii: ".")) { return true }
      before = octet
    }
    return before == UInt8(ascii: "-")
  }

  private static func isLocalOctet(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"),
      UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"),
      UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{")...UInt8(ascii: "~"):
      true
    default: PlainText.isNameOctet(octet)
    }
  }
}
