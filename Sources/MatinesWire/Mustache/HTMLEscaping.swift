// SPDX-License-Identifier: MIT

/// Makes text safe in HTML, as text and inside a quoted attribute.
package enum HTMLEscaping {
  package static func append(_ text: Span<UInt8>, to octets: inout [UInt8]) {
    for at in text.indices {
      switch text[at] {
      case UInt8(ascii: "&"): octets += "&amp;".utf8
      case UInt8(ascii: "<"): octets += "&lt;".utf8
      case UInt8(ascii: ">"): octets += "&gt;".utf8
      case UInt8(ascii: "\""): octets += "&quot;".utf8
      case UInt8(ascii: "'"): octets += "&#39;".utf8
      case let octet: octets.append(octet)
      }
    }
  }
}

/// Addresses that a link or an image made of foreign text may have.
enum HTMLAddress {
  private static let schemes = ["https", "http", "mailto", "tel"]

  /// A relative address, or one of a scheme that runs nothing. Read as browsers do, which drop
  /// leading spaces and controls, and line ends and tabs anywhere. Escaped text is judged like
  /// plain text: what an escape is made of is in no scheme.
  static func isHarmless(_ text: String) -> Bool {
    let octets = text.utf8.drop { $0 <= 0x20 }.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    guard let end = octets.firstIndex(where: { ":/?#".utf8.contains($0) }) else { return true }
    guard octets[end] == UInt8(ascii: ":") else { return true }
    return schemes.contains(String(decoding: octets[..<end], as: UTF8.self).lowercased())
  }
}
