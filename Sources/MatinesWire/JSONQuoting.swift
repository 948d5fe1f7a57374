// SPDX-License-Identifier: MIT

/// The inside of a JSON string. Beyond what RFC 8259 asks, U+2028 and U+2029 are escaped: old
/// script engines end a line there.
enum JSONQuoting {
  static func append(_ text: String, to result: inout [UInt8]) {
    let octets = text.utf8.span
    guard needsEscapes(octets) else {
      result.append(contentsOf: text.utf8)
      return
    }
    var at = 0
    while at < octets.count {
      if isLineSeparator(octets, at) {
        result.append(contentsOf: octets[at + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
        at += 3
      } else {
        append(octets[at], to: &result)
        at += 1
      }
    }
  }

  private static func append(_ octet: UInt8, to result: inout [UInt8]) {
    switch octet {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), octet]
    case 0x0A: result.append(contentsOf: "\\n".utf8)
    case 0x0D: result.append(contentsOf: "\\r".utf8)
    case 0x09: result.append(contentsOf: "\\t".utf8)
    case 0x08: result.append(contentsOf: "\\b".utf8)
    case 0x0C: result.append(contentsOf: "\\f".utf8)
    case 0..<0x20:
      result.append(contentsOf: "\\u00".utf8)
      result += [Hexadecimal.digit(octet >> 4), Hexadecimal.digit(octet)]
    default: result.append(octet)
    }
  }

  /// U+2028 is E2 80 A8 and U+2029 is E2 80 A9.
  private static func isLineSeparator(_ octets: Span<UInt8>, _ at: Int) -> Bool {
    at + 2 < octets.count && octets[at] == 0xE2 && octets[at + 1] == 0x80
      && octets[at + 2] | 1 == 0xA9
  }

  private static func needsEscapes(_ octets: Span<UInt8>) -> Bool {
    for at in octets.indices {
      let octet = octets[at]
      if octet < 0x20 || octet == 0x22 || octet == 0x5C || octet == 0xE2 { return true }
    }
    return false
  }
}
