// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Signs the tokens a hub accepts from its publisher (protocol 0.x, HS256).
package struct MercureToken: Sendable {
  /// Longer than any request, shorter than the hub's patience.
  private static let life = Instant.Span.seconds(240)
  private let mac: HMACSHA256

  /// RFC 7518, 3.2: a key of fewer than 32 octets is refused.
  package init(publisherKey: Secret) throws(InvalidValue) {
    guard publisherKey.count >= 32 else {
      throw InvalidValue("realtime.key", .malformed("a hub key has at least 32 octets"))
    }
    mac = try HMACSHA256(key: publisherKey)
  }

  /// The right to publish to exactly one topic. Nil only when memory runs out.
  package func publishing(to topic: String, now: Instant) -> String? {
    let expiry = (now + Self.life).milliseconds / 1000
    let claims: JSONObject = [
      "mercure": .object(["publish": .array([.string(topic)])]), "exp": .integer(expiry),
    ]
    do throws(OutOfMemory) {
      return try JWT.sign(header: ["typ": .string("JWT"), "alg": .string("HS256")], claims: claims)
      {
        (input) throws(OutOfMemory) -> [UInt8] in
        guard let code = mac.code(of: input) else { throw OutOfMemory() }
        return code
      }
    } catch {
      return nil
    }
  }

  private struct OutOfMemory: Error {}
}
