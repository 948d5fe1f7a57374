// SPDX-License-Identifier: MIT

/// An E.164 number: `+`, then 8 to 15 digits, the first not 0. No country is guessed.
package struct PhoneNumber: Hashable, Sendable {
  package let text: String

  package init(_ text: String, field: String = "phone") throws(InvalidValue) {
    let octets = text.utf8
    guard octets.first == UInt8(ascii: "+"), (9...16).contains(octets.count),
      octets.dropFirst().first != UInt8(ascii: "0"),
      octets.dropFirst().allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else {
      throw InvalidValue(field, .malformed("not an E.164 number such as +33612345678"))
    }
    self.text = text
  }
}
