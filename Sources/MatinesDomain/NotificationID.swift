// SPDX-License-Identifier: MIT

/// A UUIDv7 (RFC 9562, 5.7), the only name of a notification outside the library.
package struct NotificationID: Hashable, Sendable, CustomStringConvertible {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(_ text: String) throws(InvalidValue) {
    let refusal = InvalidValue("notification_id", .malformed("not a UUID"))
    var words: [UInt64] = [0, 0]
    var nibbles = 0
    for (position, octet) in text.utf8.enumerated() {
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard octet == UInt8(ascii: "-") else { throw refusal }
        continue
      }
      guard let digit = Self.hexDigit(octet), nibbles < 32 else { throw refusal }
      words[nibbles / 16] = words[nibbles / 16] << 4 | UInt64(digit)
      nibbles += 1
    }
    guard nibbles == 32, text.utf8.count == 36 else { throw refusal }
    self.init(high: words[0], low: words[1])
  }

  /// Small letters, with hyphens: 36 characters.
  package var description: String {
    String(decoding: octets, as: UTF8.self)
  }

  /// The same in ASCII.
  package var octets: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<32 {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append(UInt8(ascii: "-")) }
      let word = index < 16 ? high : low
      let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - (index % 16) * 4)) & 0xF
      text.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + (nibble - 10))
    }
    return text
  }

  private static func hexDigit(_ octet: UInt8) -> UInt8? {
    switch octet {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
