// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Who a text message comes from: a number, a short code, or a name of at most 11 characters (3GPP
/// TS 23.040, 9.1.2.5).
enum SMSSender {
  static func parse(_ text: String, _ field: String) throws(InvalidValue) -> String {
    guard isNumber(text.utf8) || isName(text.utf8) else {
      throw InvalidValue(
        field,
        .malformed(
          "not a number such as %2B33612345678, nor a name of 2 to 11 letters, digits and spaces"))
    }
    return text
  }

  private static func isNumber(_ octets: String.UTF8View) -> Bool {
    let digits = octets.first == UInt8(ascii: "+") ? octets.dropFirst() : octets[...]
    return (3...15).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isName(_ octets: String.UTF8View) -> Bool {
    (2...11).contains(octets.count) && octets.first != 0x20 && octets.last != 0x20
      && octets.allSatisfy { PlainText.isNameOctet($0) || $0 == 0x20 || $0 == UInt8(ascii: "&") }
  }
}
