// SPDX-License-Identifier: MIT
import CCrypto
import MatinesApplication
import MatinesDomain

/// A UUID made of a name in a name space (RFC 9562, 5.5).
enum UUID5 {
  static func of(_ name: String, in space: NotificationID) -> NotificationID {
    let octets = [space.high, space.low].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
    }
    let message = octets + Array(name.utf8)
    var digest = [UInt8](repeating: 0, count: 20)
    SHA1(message, message.count, &digest)
    return UUIDBits.id(
      digest[0..<8].reduce(0) { $0 << 8 | UInt64($1) },
      digest[8..<16].reduce(0) { $0 << 8 | UInt64($1) }, version: 5)
  }
}

/// A UUID of random bits (RFC 9562, 5.4).
enum RandomUUID {
  static func text(_ randomness: any Randomness) -> String {
    UUIDBits.id(randomness.next(), randomness.next(), version: 4).description
  }
}

private enum UUIDBits {
  /// With version and variant in their places (RFC 9562, 4).
  static func id(_ high: UInt64, _ low: UInt64, version: UInt64) -> NotificationID {
    NotificationID(
      high: high & ~0xF000 | version << 12, low: low & ~(0b11 << 62) | 0b10 << 62)
  }
}
