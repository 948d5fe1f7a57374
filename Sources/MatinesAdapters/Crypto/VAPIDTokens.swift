// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Synchronization

/// Authorization headers of VAPID (RFC 8292, 3). A token lasts 12 hours and is used again for its
/// key and origin until one hour before its end; the cache holds 256.
package final class VAPIDTokens: Sendable {
  private static let life: Int64 = 43_200
  private static let margin: Int64 = 3_600
  /// A token that lasts longer is refused (RFC 8292, 2): the clock went back since it was made.
  private static let longestLife: Int64 = 86_400
  private static let capacity = 256

  private let subject: VAPIDSubject
  private let kept = Mutex(Kept())

  private struct Place: Hashable {
    let key: ObjectIdentifier
    let origin: String
  }

  private struct Token {
    let header: String
    /// Held, so that no other key comes to stand where this one stood.
    let key: VAPIDKey
    /// Seconds since 1970.
    let end: Int64
  }

  private struct Kept {
    var tokens: [Place: Token] = [:]
    /// By end, the first one first; looking for it in the tokens would cost as much as signing.
    var ends: [(end: Int64, place: Place)] = []

    mutating func keep(_ token: Token, at place: Place) {
      if tokens[place] != nil {
        ends.removeAll { $0.place == place }
      } else if ends.count >= capacity {
        tokens[ends.removeFirst().place] = nil
      }
      let next = ends.lastIndex { $0.end <= token.end }.map { $0 + 1 } ?? 0
      ends.insert((token.end, place), at: next)
      tokens[place] = token
    }
  }

  package init(subject: VAPIDSubject) { self.subject = subject }

  /// `origin` is the endpoint's: scheme, host, and the port unless it is 443. Nil when libcrypto
  /// refuses to sign.
  package func header(for origin: String, key: VAPIDKey, now: Instant) -> String? {
    let seconds = now.milliseconds / 1_000
    let place = Place(key: ObjectIdentifier(key), origin: origin)
    if let token = kept.withLock({ $0.tokens[place] }), Self.isUsable(token, at: seconds) {
      return token.header
    }
    guard let token = token(for: origin, key, seconds) else { return nil }
    kept.withLock { $0.keep(token, at: place) }
    return token.header
  }

  private static func isUsable(_ token: Token, at now: Int64) -> Bool {
    (margin...longestLife).contains(token.end - now)
  }

  private func token(for origin: String, _ key: VAPIDKey, _ now: Int64) -> Token? {
    let end = now + Self.life
    var claims = JSONWriter()
    claims.beginObject()
    claims.member("aud", origin)
    claims.member("exp", end)
    claims.member("sub", subject.text)
    claims.endObject()
    let input = Self.joseHeader + "." + Base64URL.encode(Array(claims.text.utf8))
    guard let signature = key.sign(Array(input.utf8)) else { return nil }
    let header = "vapid t=\(input).\(Base64URL.encode(signature)), k=\(key.publicText)"
    return Token(header: header, key: key, end: end)
  }

  /// {"typ":"JWT","alg":"ES256"}
  private static let joseHeader = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9"
}
