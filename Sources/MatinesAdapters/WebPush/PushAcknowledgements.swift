// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// The tokens by which service workers prove what they received: delivery, notification, and half
/// of an HMAC-SHA-256 over both, in base64url. They name nobody, and end with what they name.
package final class PushAcknowledgements: Sendable {
  private static let label = Array("matines push acknowledgement 1".utf8)
  private static let tagLength = 16
  private static let length = 24 + tagLength
  private let mac: PurposeMAC

  /// Without key files the tokens are good for this process only.
  init(keys: KeyFiles?) { mac = PurposeMAC(.acknowledgement, keys) }

  private func code(of message: [UInt8]) throws(InvalidValue) -> [UInt8] {
    Array(try mac.code(of: Self.label + message).prefix(Self.tagLength))
  }

  func token(
    _ delivery: Int64, _ notification: NotificationID
  ) throws(InvalidValue) -> String {
    let message = Self.octets(UInt64(bitPattern: delivery), notification)
    return Base64URL.encode(message + (try code(of: message)))
  }

  package func read(_ token: String, wasOpened: Bool) throws(InvalidValue) -> PushReceipt {
    guard let octets = try? Base64URL.decode(token), octets.count == Self.length else {
      throw InvalidValue("token", .malformed("not an acknowledgement"))
    }
    let message = Array(octets.prefix(24))
    guard constantTimeEqual(try code(of: message), Array(octets.suffix(Self.tagLength))) else {
      throw InvalidValue("token", .malformed("forged, or made with another key"))
    }
    return PushReceipt(
      delivery: Int64(bitPattern: Self.word(message, at: 0)),
      notification: NotificationID(
        high: Self.word(message, at: 8), low: Self.word(message, at: 16)),
      wasOpened: wasOpened)
  }

  private static func octets(_ delivery: UInt64, _ id: NotificationID) -> [UInt8] {
    [delivery, id.high, id.low].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
    }
  }

  private static func word(_ octets: [UInt8], at start: Int) -> UInt64 {
    octets[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
