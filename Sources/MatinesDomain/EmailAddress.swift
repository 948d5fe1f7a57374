// SPDX-License-Identifier: MIT

/// One ASCII address for one message (RFC 5321, 4.5.3.1). Strict because the transfer
/// library hands whatever stands here to the server as a command.
package struct EmailAddress: Hashable, Sendable {
  package let text: String

  package init(_ text: String, field: String = "email") throws(InvalidValue) {
    let octets = text.utf8.span
    // A path is at most 256 octets, with its angle brackets.
    guard octets.count <= 254 else { throw InvalidValue(field, .tooLong(octets: 254)) }
    guard let at = Self.onlySign(in: octets) else {
      throw InvalidValue(field, .malformed("not one address"))
    }
    guard (1...64).contains(at) else {
      throw InvalidValue(field, .malformed("the part before @ must have 1 to 64 octets"))
    }
    guard Self.isDotted(octets.extracting(..<at)) else {
      throw InvalidValue(field, .malformed("a character before @ is not allowed"))
    }
    guard HostName.isName(octets.extracting((at + 1)...)) else {
      throw InvalidValue(field, .malformed("the part after @ is not a host name"))
    }
    self.text = text
  }

  /// Where the one `@` stands.
  private static func onlySign(in octets: Span<UInt8>) -> Int? {
    var found: Int?
    for place in octets.indices where octets[place] == UInt8(ascii: "@") {
      if found != nil { return nil }
      found = place
    }
    return found
  }

  /// Allowed octets in parts that single dots divide.
  private static func isDotted(_ octets: Span<UInt8>) -> Bool {
    let dot = UInt8(ascii: ".")
    var last = dot
    for place in octets.indices {
      let octet = octets[place]
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
