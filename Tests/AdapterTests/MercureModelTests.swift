// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

/// What each version of the protocol lets a token receive, read from its specification: in 0.x a
/// selector is a URI template (RFC 6570) or a topic, in 1.0 a matcher is a topic.
struct MercureModel {
  let version: MercureProtocol

  /// Of a token's claims.
  func selectors(_ claims: JSONObject, _ right: String) throws -> [String] {
    switch version {
    case .zero:
      return claims["mercure"]?.asObject?[right]?.asArray?.compactMap(\.asString) ?? []
    case .one:
      let details = claims["authorization_details"]?.asArray?.compactMap(\.asObject) ?? []
      return details.filter {
        $0["type"]?.asString == "https://mercure.rocks/authorization-detail"
          && $0["actions"]?.asArray?.contains(.string(right)) ?? false
      }.flatMap { $0["topics"]?.asArray?.compactMap { $0.asObject?["match"]?.asString } ?? [] }
    }
  }

  func matches(_ selector: String, _ topic: String) -> Bool {
    if selector == "*" || selector.utf8.elementsEqual(topic.utf8) { return true }
    guard version == .zero, selector.contains("{") else { return false }
    return Self.expands(Array(selector.utf8)[...], to: Array(topic.utf8)[...])
  }

  /// Generously: any expression stands for any text.
  private static func expands(_ template: ArraySlice<UInt8>, to topic: ArraySlice<UInt8>) -> Bool {
    guard let first = template.first else { return topic.isEmpty }
    if first == UInt8(ascii: "{"), let end = template.firstIndex(of: UInt8(ascii: "}")) {
      let rest = template[(end + 1)...]
      return (topic.startIndex...topic.endIndex).contains { expands(rest, to: topic[$0...]) }
    }
    return topic.first == first && expands(template.dropFirst(), to: topic.dropFirst())
  }
}

@Suite(.timeLimit(.minutes(1)))
struct `Mercure tokens` {
  private static let publishing = "0123456789abcdef0123456789abcdef"
  private static let subscribing = "abcdef0123456789abcdef0123456789"

  private static func secret(_ text: String) throws(InvalidValue) -> Secret {
    guard let secret = Secret(copying: text.utf8) else { throw InvalidValue("key", .missing) }
    return secret
  }

  static func publisher(_ options: String, now: Instant = Samples.moment) throws
    -> MercurePublisher
  {
    try MercurePublisher(
      hub: MercureHub(
        dsn: DSN.parse("mercure+https://hub.example.org/?" + options),
        origin: "https://bo.example.org"),
      publisherKey: secret(publishing), clock: FixedClock(instant: now),
      subscriber: { () throws(InvalidValue) in try secret(subscribing) })
  }

  private static func claims(
    _ token: String, _ key: String, life: Int64
  ) throws -> JSONObject {
    let mac = try HMACSHA256(key: try secret(key))
    return try JWT.verify(
      token, algorithms: ["HS256"], nowMilliseconds: Samples.moment.milliseconds,
      longestLifeSeconds: life
    ) { constantTimeEqual(mac.code(of: $0.input) ?? [], $0.octets) }
  }

  private static func users() throws -> [UserID] {
    try Vectors.objects("mercure.json", "topics").map { try UserID(Vectors.text($0["user_id"])) }
  }

  @Test(arguments: MercureProtocol.allCases)
  func `of one person never receive another's updates`(version: MercureProtocol) throws {
    let model = MercureModel(version: version)
    let publisher = try Self.publisher("protocol=\(version.rawValue)")
    let users = try Self.users()
    var received = 0
    for reader in users {
      let pass = try #require(try publisher.streams?.stream(of: reader, after: nil))
      let claims = try Self.claims(pass.token, Self.subscribing, life: 900)
      #expect(try model.selectors(claims, "publish").isEmpty)
      let selectors = try model.selectors(claims, "subscribe")
      #expect(selectors == [pass.topic])
      for writer in users {
        let topic = try topic(publisher.publish(try Samples.update(user: writer.text)))
        let reaches = selectors.contains { model.matches($0, topic) }
        #expect(reaches == (reader == writer), "\(reader.text) hears of \(writer.text)")
        if reaches { received += 1 }
      }
    }
    #expect(received == users.count)
  }

  /// What the model takes for granted: an id that is written as it is opens other topics.
  @Test func `would do so with ids as they are`() {
    let model = MercureModel(version: .zero)
    #expect(model.matches("user/{id}/notifications", "user/42/notifications"))
    #expect(model.matches("*", "user/42/notifications"))
    #expect(!model.matches("user/%7Bid%7D/notifications", "user/42/notifications"))
  }

  private func topic(_ begun: Begun) throws -> String {
    guard case .transfer(.http(let request), _) = begun else { return "" }
    let body = String(decoding: request.body, as: UTF8.self)
    let field = try #require(body.split(separator: "&").first)
    return try #require(PercentEncoding.decode(field.dropFirst("topic=".count)))
  }

  @Test func `hold in protocol 0 what the vectors say`() throws {
    let example = try #require(try Vectors.load("mercure.json")["token_0x"]?.asObject)
    let publisher = try Self.publisher("")
    let pass = try #require(
      try publisher.streams?.stream(of: UserID("42"), after: Samples.notificationID()))
    let claims = try Self.claims(pass.token, Self.subscribing, life: 900)
    #expect(claims["mercure"] == example["subscriber_claims"]?.asObject?["mercure"])
    #expect(claims.keys == ["mercure", "iat", "exp"])
    #expect(claims["iat"]?.asInt64 == Samples.moment.milliseconds / 1000)
    #expect(claims["exp"]?.asInt64 == Samples.moment.milliseconds / 1000 + 900)
    #expect(pass.expires == Samples.moment + .seconds(900))
    #expect(try Self.header(pass.token) == example["header"]?.asObject)
    #expect(pass.hub == "https://hub.example.org/")
    #expect(pass.url == "https://hub.example.org/?topic=user%2F42%2Fnotifications")
    #expect(pass.lastEvent == "urn:uuid:\(try Samples.notificationID())")
    let attributes = "Path=/; Secure; HttpOnly; SameSite=Strict"
    #expect(pass.cookie == "mercureAuthorization=\(pass.token); Max-Age=900; \(attributes)")
    #expect(pass.noCookie == "mercureAuthorization=; Max-Age=0; \(attributes)")
  }

  @Test func `hold in protocol 1 what the vectors say`() throws {
    let example = try #require(try Vectors.load("mercure.json")["token_10"]?.asObject)
    let publisher = try Self.publisher("protocol=1")
    let pass = try #require(try publisher.streams?.stream(of: UserID("42"), after: nil))
    let claims = try Self.claims(pass.token, Self.subscribing, life: 900)
    let required = example["required_claims"]?.asArray?.compactMap(\.asString)
    #expect(claims.keys == required)
    #expect(claims["authorization_details"] == example["authorization_details"])
    #expect(claims["iss"]?.asString == "https://bo.example.org")
    #expect(claims["aud"]?.asString == "https://hub.example.org/")
    #expect(claims["sub"]?.asString == "42")
    #expect(claims["client_id"]?.asString == "matines")
    #expect(claims["iat"]?.asInt64 == Samples.moment.milliseconds / 1000)
    #expect(try Self.header(pass.token) == example["header"]?.asObject)
    let query = try #require(example["subscribe_query"]?.asString)
    #expect(pass.url == "https://hub.example.org/?" + query)
    #expect(pass.cookie.hasPrefix("__Secure-mercure_access_token=\(pass.token); "))
    #expect(pass.lastEvent == nil)
    let another = try #require(try publisher.streams?.stream(of: UserID("42"), after: nil))
    let other = try Self.claims(another.token, Self.subscribing, life: 900)
    #expect(other["jti"] != claims["jti"])
    let jti = try #require(claims["jti"]?.asString)
    #expect(jti.utf8.count == 36 && Array(jti)[14] == "4" && "89ab".contains(Array(jti)[19]))
  }

  @Test func `publish in protocol 1 to the one topic`() throws {
    let publisher = try Self.publisher("protocol=1&issuer=me&audience=you")
    guard
      case .transfer(.http(let request), _) = publisher.publish(
        RealtimeUpdate(try Samples.markUpdate(user: "{id}")))
    else {
      Issue.record("nothing is published")
      return
    }
    let header = try #require(request.headers.first { $0.name == "Authorization" }?.value)
    let claims = try Self.claims(
      String(header.dropFirst("Bearer ".count)), Self.publishing, life: 300)
    let model = MercureModel(version: .one)
    #expect(try model.selectors(claims, "publish") == ["user/%7Bid%7D/notifications"])
    #expect(try model.selectors(claims, "subscribe").isEmpty)
    #expect(claims["iss"]?.asString == "me" && claims["aud"]?.asString == "you")
    #expect(claims["sub"]?.asString == "matines")
  }

  @Test(arguments: [
    ("", "Path=/; Secure"),
    (
      "public=https://bo.example.org/.well-known/mercure",
      "Path=/.well-known/mercure; Secure"
    ),
    (
      "public=https://hub.example.org&cookie_domain=Example.org",
      "Path=/.well-known/mercure; Domain=example.org; Secure"
    ),
    ("public=http://localhost:8000/hub", "Path=/hub"),
    ("protocol=1&public=http://localhost:8000/hub", "Path=/hub; Secure"),
  ])
  func `travel in a cookie that only the hub sees`(options: String, expected: String) throws {
    let pass = try #require(
      try Self.publisher(options).streams?.stream(of: UserID("42"), after: nil))
    func attributes(_ cookie: String) -> String {
      cookie.split(separator: "; ", maxSplits: 1).last.map(String.init) ?? ""
    }
    let others = expected + "; HttpOnly; SameSite=Strict"
    #expect(attributes(pass.cookie) == "Max-Age=900; " + others)
    #expect(attributes(pass.noCookie) == "Max-Age=0; " + others)
    #expect(pass.isSecure == expected.contains("Secure"))
    #expect(!pass.url.contains(pass.token))
  }

  private static func header(_ token: String) throws -> JSONObject? {
    let part = token.split(separator: ".").first.map(String.init) ?? ""
    return try JSON.parse(Base64URL.decode(part)).asObject
  }
}
