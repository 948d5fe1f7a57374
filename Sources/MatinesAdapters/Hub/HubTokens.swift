// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A token that was found good, and until when.
struct HubToken {
  let grant: HubGrant
  /// In milliseconds.
  let expires: Int64
  /// In milliseconds; where the token does not say, as early as its expiry allows.
  let issued: Int64
}

/// Checks the tokens of one right, under its key; remembers those it has just found good.
struct HubTokens {
  private static let remembered = 1_024
  private let right: HubGrant.Right
  private let mac: HMACSHA256
  private let longestLifeSeconds: Int64
  private var known: [String: HubToken] = [:]

  init(_ right: HubGrant.Right, key: Secret, longestLifeSeconds: Int64) throws(InvalidValue) {
    self.right = right
    self.longestLifeSeconds = longestLifeSeconds
    mac = try HMACSHA256(key: key)
  }

  mutating func check(_ text: String, now: Instant) throws(HubRefusal) -> HubToken {
    // Other characters may compare equal to those a token is made of.
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { throw Self.refusal(.form) }
    if let token = known[text] {
      guard token.expires > now.milliseconds else {
        known[text] = nil
        throw Self.refusal(.expired)
      }
      return token
    }
    let token = try read(text, now)
    if known.count >= Self.remembered { known.removeAll(keepingCapacity: true) }
    known[text] = token
    return token
  }

  private func read(_ text: String, _ now: Instant) throws(HubRefusal) -> HubToken {
    let claims: JSONObject
    do throws(JWTError) {
      claims = try JWT.verify(
        text, algorithms: ["HS256"], nowMilliseconds: now.milliseconds,
        longestLifeSeconds: longestLifeSeconds
      ) { signature in
        mac.code(of: signature.input).map { constantTimeEqual($0, signature.octets) } ?? false
      }
    } catch {
      throw Self.refusal(error)
    }
    // Both were found to be numbers, and the first not far from now.
    let expires = Self.milliseconds(claims["exp"]) ?? 0
    let life = longestLifeSeconds * 1_000
    let issued = Self.milliseconds(claims["iat"])
    guard issued.map({ expires - $0 <= life }) ?? true else { throw Self.refusal(.tooLongLived) }
    return HubToken(
      grant: try HubGrant(claims, to: right), expires: expires, issued: issued ?? expires - life)
  }

  private static func refusal(_ error: JWTError) -> HubRefusal {
    HubRefusal(401, error.description)
  }

  private static func milliseconds(_ claim: JSON?) -> Int64? {
    guard let seconds = claim?.asNumber?.double else { return nil }
    // Longer than anybody waits, and exact in both kinds of number.
    return Int64(min(max(seconds, 0), 1e12) * 1_000)
  }
}
