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

  /// A relative address, or one of a scheme that runs nothing. Browsers drop line ends and
  /// leading controls before they read an address: such text is refused as it is.
  static func isHarmless(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let before = text[..<colon]
    if before.utf8.contains(where: { "/?#".utf8.contains($0) }) { return true }
    return schemes.contains(before.lowercased())
  }
}
