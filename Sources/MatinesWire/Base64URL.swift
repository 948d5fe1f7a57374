// SPDX-License-Identifier: MIT

/// Why a text is not base64url; it never repeats the text.
package enum Base64URLError: String, Error, CustomStringConvertible {
  case length = "impossible base64url length"
  case character = "character outside the base64url alphabet"
  case trailingBits = "base64url with stray bits at its end"

  package var description: String { rawValue }
}

/// RFC 4648, section 5, without padding. One text per octet string: what `decode` accepts,
/// `encode` gives back unchanged.
package enum Base64URL {
  package static func encode(_ octets: [UInt8]) -> String {
    Base64Alphabet.url.encode(octets, padded: false)
  }

  package static func decode(_ text: String) throws(Base64URLError) -> [UInt8] {
    try decode(text.utf8.span)
  }

  package static func decode(_ text: Span<UInt8>) throws(Base64URLError) -> [UInt8] {
    guard text.count % 4 != 1 else { throw .length }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3 + 2)
    var bits: UInt32 = 0
    var held = 0
    for at in text.indices {
      guard let six = Base64Alphabet.url.value(text[at]) else { throw .character }
      bits = (bits << 6 | UInt32(six)) & 0xFFFF
      held += 6
      if held >= 8 {
        held -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    let stray = bits & (1 << UInt32(held) - 1)
    guard stray == 0 else { throw .trailingBits }
    return result
  }
}
