// SPDX-License-Identifier: MIT

/// One ASCII address for one message (STANDARDS: RFC 5321, 4.5.3.1). Strict because the transfer
/// library hands whatever stands here to the server as a command.
package struct EmailAddress: Hashable, Sendable {
  package let text: String

  package init(_ text: String, field: String = "email") throws(InvalidValue) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw InvalidValue(field, .malformed("not one address")) }
    let (local, domain) = (parts[0], parts[1])
    guard !local.isEmpty, local.utf8.count <= 64 else {
      throw InvalidValue(field, .malformed("the part before @ must have 1 to 64 octets"))
    }
    guard local.utf8.allSatisfy(Self.isLocalOctet), local.first != ".", local.last != ".",
      !local.contains("..")
    else {
      throw InvalidValue(field, .malformed("a character before @ is not allowed"))
    }
    guard domain.utf8.count <= 255, Self.isDomain(domain) else {
      throw InvalidValue(field, .malformed("the part after @ is not a host name"))
    }
    self.text = text
  }

  private static func isLocalOctet(_ octet: UInt8) -> Bool {
    PlainText.isNameOctet(octet) || "!#$%&'*+/=?^`{|}~".utf8.contains(octet)
  }

  private static func isDomain(_ domain: Substring) -> Bool {
    domain.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy { PlainText.isNameOctet($0) && $0 != UInt8(ascii: ".") }
    }
  }
}
