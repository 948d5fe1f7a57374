// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Signed presence tokens, in base64url: version, expiry, the session's tag, the person's id, then
/// HMAC-SHA-256 over all of it under a key of its own. Of the session they hold a keyed digest, so
/// that no script of the page learns what its cookie hides.
package final class PresenceTokens: Sendable {
  /// Longer than any token in base64url.
  package static let limit = 256
  private static let tokenLabel = Array("matines presence token".utf8)
  private static let sessionLabel = Array("matines presence session".utf8)
  private static let version: UInt8 = 1
  /// Version, expiry and session, each number in eight octets.
  private static let start = 17
  private let mac: PurposeMAC

  /// Without key files the tokens are good for this process only.
  package init(keys: KeyFiles?) { mac = PurposeMAC(.presence, keys) }

  package func session(_ id: SessionID, of user: UserID) throws(InvalidValue) -> SessionTag {
    let names = [UInt8(clamping: user.text.utf8.count)] + Array(user.text.utf8) + id.text.utf8
    let code = try mac.code(of: Self.sessionLabel + [Self.version] + names)
    return SessionTag(Int64(bitPattern: Self.word(code, at: 0)))
  }

  package func sign(_ token: PresenceToken) throws(InvalidValue) -> String {
    let message =
      [Self.version] + Self.octets(token.expires.milliseconds) + Self.octets(token.session.value)
      + token.user.text.utf8
    return Base64URL.encode(message + (try mac.code(of: Self.tokenLabel + message)))
  }

  /// Whoever reads it looks at its time, and whether its session was ended.
  package func read(_ text: String) throws(InvalidValue) -> PresenceToken {
    guard let octets = try? Base64URL.decode(text),
      octets.count > Self.start + HMACSHA256.length, octets.first == Self.version
    else { throw InvalidValue("token", .malformed("not a presence token")) }
    let message = Array(octets.dropLast(HMACSHA256.length))
    let code = try mac.code(of: Self.tokenLabel + message)
    guard constantTimeEqual(code, Array(octets.suffix(HMACSHA256.length))),
      let user = String(validating: message.dropFirst(Self.start), as: UTF8.self)
    else { throw InvalidValue("token", .malformed("forged, or made with another key")) }
    return PresenceToken(
      user: try UserID(user), session: SessionTag(Int64(bitPattern: Self.word(message, at: 9))),
      expires: Instant(milliseconds: Int64(bitPattern: Self.word(message, at: 1))))
  }

  private static func octets(_ number: Int64) -> [UInt8] {
    let word = UInt64(bitPattern: number)
    return (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
  }

  private static func word(_ octets: [UInt8], at start: Int) -> UInt64 {
    octets[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
