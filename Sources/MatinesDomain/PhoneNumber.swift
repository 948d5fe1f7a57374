// SPDX-License-Identifier: MIT

/// An E.164 number: `+`, then 8 to 15 digits, the first not 0. No country is guessed.
package struct PhoneNumber: Hashable, Sendable {
  package let text: String

  package init(_ text: String, field: String = "phone") throws(InvalidValue) {
    guard Self.isNumber(text.utf8.span) else {
      throw InvalidValue(field, .malformed("not an E.164 number such as +33612345678"))
    }
    self.text = text
  }

  private static func isNumber(_ octets: Span<UInt8>) -> Bool {
    guard (9...16).contains(octets.count), octets[0] == UInt8(ascii: "+"),
      octets[1] != UInt8(ascii: "0")
    else { return false }
    for place in 1..<octets.count where octets[place] &- UInt8(ascii: "0") > 9 { return false }
    return true
  }
}
