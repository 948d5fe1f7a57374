// SPDX-License-Identifier: MIT

/// Percent-encoding, RFC 3986, section 2.1.
package enum PercentEncoding {
  /// Escapes every octet except the unreserved `A-Z a-z 0-9 - . _ ~`, so the result means the
  /// same in a path segment, a query, a form field and a topic selector.
  package static func component(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for octet in text.utf8 {
      if isUnreserved(octet) {
        result.append(octet)
      } else {
        result.append(UInt8(ascii: "%"))
        result.append(Hexadecimal.digit(octet >> 4))
        result.append(Hexadecimal.digit(octet))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Decodes `%XX`; a percent sign without two digits stands for itself, as in PHP. Nil when the
  /// octets are not UTF-8.
  package static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String? {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.utf8.count)
    var rest = text.utf8
    while let octet = rest.popFirst() {
      if octet == UInt8(ascii: "%"), let value = escaped(rest) {
        octets.append(value)
        rest = rest.dropFirst(2)
      } else {
        octets.append(plusIsSpace && octet == UInt8(ascii: "+") ? UInt8(ascii: " ") : octet)
      }
    }
    return String(validating: octets, as: UTF8.self)
  }

  private static func escaped(_ rest: Substring.UTF8View) -> UInt8? {
    var digits = rest.prefix(2)
    guard let high = digits.popFirst().flatMap(Hexadecimal.value),
      let low = digits.popFirst().flatMap(Hexadecimal.value)
    else { return nil }
    return high << 4 | low
  }

  private static func isUnreserved(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
