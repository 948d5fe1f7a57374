// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Signs the tokens a hub accepts (HS256), each for exactly one topic and one right. One value
/// signs for one right, since each has a key of its own.
package struct MercureTokens: Sendable {
  package enum Right: String, Sendable {
    case publish, subscribe

    /// For a publication: longer than any request, shorter than the hub's patience. For a page: it
    /// asks for another in time.
    package var life: Instant.Span {
      switch self {
      case .publish: .seconds(240)
      case .subscribe: .seconds(900)
      }
    }
  }

  package let right: Right
  private let mac: HMACSHA256
  private let version: MercureProtocol
  private let issuer: String
  private let audience: String
  private let randomness: any Randomness
  private let header: String

  /// RFC 7518, 3.2: a key of fewer than 32 octets is refused.
  package init(
    _ right: Right, key: Secret, hub: MercureHub, randomness: any Randomness
  ) throws(InvalidValue) {
    guard key.count >= 32 else {
      throw InvalidValue("realtime.key", .malformed("a hub key has at least 32 octets"))
    }
    mac = try HMACSHA256(key: key)
    self.right = right
    version = hub.version
    (issuer, audience) = (hub.issuer, hub.audience)
    self.randomness = randomness
    let kind = version == .zero ? "JWT" : "at+jwt"
    header = JWT.part(#"{"typ":"\#(kind)","alg":"HS256"}"#)
  }

  /// `subject` is who will show it. Nil only when memory runs out.
  package func token(for topic: String, subject: String, now: Instant) -> String? {
    do throws(OutOfMemory) {
      return try JWT.sign(part: header, claims: claims(topic, subject, now)) {
        (input) throws(OutOfMemory) -> [UInt8] in
        guard let code = mac.code(of: input) else { throw OutOfMemory() }
        return code
      }
    } catch {
      return nil
    }
  }

  private struct OutOfMemory: Error {}

  private func claims(_ topic: String, _ subject: String, _ now: Instant) -> String {
    var json = JSONWriter()
    json.beginObject()
    let expiry = (now + right.life).milliseconds / 1000
    switch version {
    case .zero:
      json.beginObject("mercure")
      json.beginArray(right.rawValue)
      json.element(topic)
      json.endArray()
      json.endObject()
      // By it a hub knows the tokens that were signed before their person's streams were ended.
      if right == .subscribe { json.member("iat", now.milliseconds / 1000) }
      json.member("exp", expiry)
    case .one:
      json.member("iss", issuer)
      json.member("aud", audience)
      json.member("exp", expiry)
      json.member("sub", subject)
      json.member("client_id", "matines")
      json.member("iat", now.milliseconds / 1000)
      json.member("jti", RandomUUID.text(randomness))
      json.rawElements("authorization_details", [detail(topic)])
    }
    json.endObject()
    return json.text
  }

  private func detail(_ topic: String) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("type", "https://mercure.rocks/authorization-detail")
    json.beginArray("actions")
    json.element(right.rawValue)
    json.endArray()
    var match = JSONWriter()
    match.beginObject()
    match.member("match", topic)
    match.endObject()
    json.rawElements("topics", [match.text])
    json.endObject()
    return json.text
  }
}

extension JSONWriter {
  fileprivate mutating func rawElements(_ key: String, _ elements: [String]) {
    beginArray(key)
    for element in elements { rawElement(element) }
    endArray()
  }
}
