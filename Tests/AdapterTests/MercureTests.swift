// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct FixedClock: Clock {
  let instant: Instant
  func now() -> Instant { instant }
  func boot() -> BootTime { BootTime(milliseconds: 0, id: 0) }
}

@Suite(.timeLimit(.minutes(1)))
struct `Mercure publisher` {
  private static let key = "0123456789abcdef0123456789abcdef"

  private func publisher(_ dsn: String, now: Instant = Samples.moment) throws -> MercurePublisher {
    let secret = try #require(Secret(copying: Self.key.utf8))
    return try MercurePublisher(
      hub: try MercureHub(dsn: try DSN.parse(dsn)), publisherKey: secret,
      clock: FixedClock(instant: now))
  }

  private func request(_ update: RealtimeUpdate) throws -> HTTPRequest? {
    let begun = try publisher("mercure+https://hub.example.org/.well-known/mercure").publish(update)
    if case .transfer(.http(let request), _) = begun { return request }
    return nil
  }

  @Test func `names topics as the vectors do`() throws {
    for example in try Vectors.objects("mercure.json", "topics") {
      let user = try UserID(Vectors.text(example["user_id"]))
      #expect(MercureTopic.of(user) == example["topic"]?.asString)
    }
    for id in try #require(try Vectors.load("mercure.json")["reject_user_ids"]?.asArray) {
      #expect(throws: InvalidValue.self) { try UserID(Vectors.text(id)) }
    }
  }

  @Test func `sends one private topic, the data and the id, and no more`() throws {
    let request = try #require(try request(try Samples.update()))
    #expect(request.url == "https://hub.example.org/.well-known/mercure")
    let fields = String(decoding: request.body, as: UTF8.self).split(separator: "&").map { field in
      field.split(separator: "=", maxSplits: 1).map { PercentEncoding.decode($0) ?? "" }
    }
    #expect(fields.map(\.first) == ["topic", "data", "private", "id"])
    #expect(fields[0][1] == "user/42/notifications")
    #expect(fields[2][1] == "on")
    #expect(fields[3][1] == "urn:uuid:0192f0c1-2345-7abc-8def-0123456789ab")
    let expected = #"""
      {"kind":"created","notification":{"id":"0192f0c1-2345-7abc-8def-0123456789ab",\#
      "type":"user.promoted_to_minister","title":"Titre é","body":"a & b = c + d",\#
      "severity":"success","category":"role","created_ms":784111777000,\#
      "data":{"targetUrl":"/a"}},"unread":3,"unseen":2,\#
      "unseen_by_severity":{"info":1,"success":1,"warning":0,"error":0},"version":7}
      """#
    #expect(fields[1][1] == expected)
  }

  @Test func `signs for exactly that topic, and five minutes at most`() throws {
    let request = try #require(try request(try Samples.update(user: "a*")))
    let header = try #require(request.headers.first { $0.name == "Authorization" }?.value)
    let secret = try #require(Secret(copying: Self.key.utf8))
    let mac = try HMACSHA256(key: secret)
    let claims = try JWT.verify(
      String(header.dropFirst("Bearer ".count)), algorithms: ["HS256"],
      nowMilliseconds: Samples.moment.milliseconds, longestLifeSeconds: 300
    ) { signature in
      constantTimeEqual(mac.code(of: signature.input) ?? [], signature.octets)
    }
    #expect(claims.keys == ["mercure", "exp"])
    #expect(claims["mercure"] == .object(["publish": .array([.string("user/a%2A/notifications")])]))
  }

  @Test func `takes the hub's statuses as the vectors say`() throws {
    for example in try Vectors.objects("mercure.json", "hub_status") {
      let status = Int(try #require(example["status"]?.asInt64))
      let outcome = MercurePublisher.outcome(
        .answered(Answer(status: status, retryAfter: "7")), peer: "h", now: Samples.moment)
      let expected = try #require(example["class"]?.asString)
      switch outcome {
      case .delivered: #expect(expected == "done")
      case .failed: #expect(expected == "permanent")
      case .misconfigured: #expect(expected.hasPrefix("configuration"))
      case .later(_, let after):
        #expect(expected.hasPrefix("retry") && after == .seconds(7))
      case .gone, .unknown: Issue.record("\(status)")
      }
    }
  }

  @Test func `gives an outcome for every status a server can send`() throws {
    let server = ScriptedServer { connection in
      while let text = connection.readRequest() {
        let status = text.split(separator: "status%3A").dropFirst().first?.prefix(3) ?? "500"
        connection.write("HTTP/1.1 \(status) X\r\nContent-Length: 0\r\n\r\n")
        if status.hasPrefix("1") { return }
      }
    }
    let publisher = try publisher("mercure+http://127.0.0.1:\(server.port)/.well-known/mercure")
    let transfers = CurlTransfers()
    for status in 100..<600 {
      var update = try Samples.update()
      update = RealtimeUpdate(
        user: update.user, notification: update.notification, title: "status:\(status)",
        body: "", counts: update.counts)
      let outcome = Samples.outcome(publisher.publish(update), on: transfers)
      let name = outcome.map { "\($0)".prefix { $0 != "(" } }
      #expect(name == Self.expected(status)[...], "status \(status)")
    }
  }

  private static func expected(_ status: Int) -> String {
    switch status {
    case 200..<300: "delivered"
    case 300..<400, 401, 403, 404: "misconfigured"
    case 408, 425, 429: "later"
    case 400..<500: "failed"
    default: "later"
    }
  }

  @Test func `tries later when the hub is down`() throws {
    let port = ScriptedServer.closedPort()
    let begun = try publisher("mercure+http://127.0.0.1:\(port)").publish(try Samples.update())
    guard case .later(let why, nil) = Samples.outcome(begun) else {
      Issue.record("not later")
      return
    }
    #expect(why.hasPrefix("127.0.0.1:\(port)"))
  }

  @Test(arguments: [
    "mercure+http://hub.example.org/", "mercure+https://u:p@hub/", "mercure+https://hub/?a=1",
    "https://hub/",
  ])
  func `refuses a hub it must not use`(dsn: String) {
    #expect(throws: InvalidValue.self) { try publisher(dsn) }
  }

  @Test func `refuses a short key`() throws {
    let short = try #require(Secret(copying: "0123456789abcdef0123456789abcde".utf8))
    #expect(throws: InvalidValue.self) { try MercureToken(publisherKey: short) }
  }
}

struct `Retry-After` {
  @Test func `is read as the vectors say`() throws {
    let now = Instant(
      milliseconds: try #require(try Vectors.load("retry-after.json")["now_unix"]?.asInt64) * 1000)
    for example in try Vectors.objects("retry-after.json", "cases") {
      let found = RetryAfter.parse(Vectors.text(example["value"]), now: now)
      #expect(found == example["delay_seconds"]?.asInt64.map { .seconds($0) })
    }
  }

  @Test func `takes a two-digit year in the nearest century`() {
    let now = Instant(milliseconds: 1_800_000_000_000)
    #expect(RetryAfter.parse("Saturday, 06-Nov-94 08:50:37 GMT", now: now) == .seconds(0))
  }
}

struct `HMAC-SHA-256` {
  @Test func `signs RFC 7515, A.1`() throws {
    let example = try #require(try Vectors.load("jwt.json")["rfc7515_a1_hs256"]?.asObject)
    let key = try Base64URL.decode(Vectors.text(example["key"]))
    let mac = try HMACSHA256(key: try #require(Secret(copying: key)))
    for _ in 0..<2 {
      let code = try #require(mac.code(of: Array(Vectors.text(example["signing_input"]).utf8)))
      #expect(Base64URL.encode(code) == example["signature"]?.asString)
    }
  }
}
