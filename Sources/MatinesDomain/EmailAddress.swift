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
    guard Self.isDotted(local) else {
      throw InvalidValue(field, .malformed("a character before @ is not allowed"))
    }
    guard HostName.isName(domain) else {
      throw InvalidValue(field, .malformed("the part after @ is not a host name"))
    }
    self.text = text
  }

  /// Allowed octets in parts that single dots divide.
  private static func isDotted(_ octets: Substring.UTF8View) -> Bool {
    let dot = UInt8(ascii: ".")
    var last = dot
    for octet in octets {
      guard octet == dot ? last != dot : isLocalOctet(octet) else { return false }
      last = octet
    }
    return last != dot
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
