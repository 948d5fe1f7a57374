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

  private func fields(_ update: RealtimeUpdate) throws -> [[String]] {
    let request = try #require(try request(update))
    return String(decoding: request.body, as: UTF8.self).split(separator: "&").map { field in
      field.split(separator: "=", maxSplits: 1).map { PercentEncoding.decode($0) ?? "" }
    }
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
    let fields = try fields(try Samples.update())
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

  @Test func `says what was marked, under an id of its own that a repeat keeps`() throws {
    func sent(_ update: MarkUpdate) throws -> [[String]] { try fields(RealtimeUpdate(update)) }
    let one = try sent(try Samples.markUpdate(.read))
    #expect(one.map(\.first) == ["topic", "data", "private", "id"])
    let counts = #"""
      "unread":3,"unseen":2,"unseen_by_severity":{"info":1,"success":1,"warning":0,"error":0},\#
      "version":9}
      """#
    let id = "0192f0c1-2345-7abc-8def-0123456789ab"
    let start = #"{"kind":"read","mark_version":9,"notification":"#
    #expect(one[1][1] == start + #"{"id":"\#(id)"},"ids":["\#(id)"],"# + counts)
    // As computed by another implementation of RFC 9562, 5.5.
    #expect(one[3][1] == "urn:uuid:e8f721e4-04f6-53b7-a15d-b4fc9114f75d")
    #expect(try sent(try Samples.markUpdate(.read)) == one)
    let many = try sent(try Samples.markUpdate(.read, reload: true))
    #expect(many[1][1] == start + #"null,"reload":true,"# + counts)
    var ids: Set<String> = [one[3][1]]
    for mark in Mark.allCases {
      for version in [1, 2, 12] as [Int64] {
        ids.insert(try sent(try Samples.markUpdate(mark, version: version))[3][1])
      }
    }
    #expect(ids.count == 1 + 3 * Mark.allCases.count)
  }

  @Test(arguments: [401, 403])
  func `shows one new token to a hub that refuses, and no more`(status: Int) throws {
    let tokens = Recorded<String>()
    let server = ScriptedServer { connection in
      while let text = connection.readRequest() {
        let seen = tokens.add(String(text.split(separator: "Bearer ").last?.prefix(200) ?? ""))
        // The first publication is refused once, the second twice.
        let answer = seen == 2 ? 200 : status
        connection.write("HTTP/1.1 \(answer) X\r\nContent-Length: 0\r\n\r\n")
      }
    }
    let publisher = try publisher("mercure+http://127.0.0.1:\(server.port)/")
    let transfers = CurlTransfers()
    let first = Samples.outcome(publisher.publish(try Samples.update()), on: transfers)
    #expect(first == .delivered(reference: nil))
    #expect(tokens.count == 2)
    guard
      case .misconfigured(let why)? = Samples.outcome(
        publisher.publish(try Samples.update()), on: transfers)
    else {
      Issue.record("not misconfigured")
      return
    }
    #expect(why.contains("\(status)") && !why.contains("\n"))
    #expect(tokens.count == 4)
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
      let outcome = MercureVerdict.outcome(
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
      let update = try Samples.update(title: "status:\(status)")
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
    "https://hub/", "mercure+https://hub/?protocol=2", "mercure+https://hub/?protocol=",
    "mercure+https://hub/?public=hub.example.org", "mercure+https://hub/?public=http://hub/",
    "mercure+https://hub/?public=https://hub/%3Fa", "mercure+https://hub/?public=https://u:p@hub/",
    "mercure+https://hub/?public=ftp://hub/", "mercure+https://hub/?public=https://hub/a;b",
    "mercure+https://hub/?public=https://hub/%C3%A9", "mercure+https://hub/a;b",
    "mercure+https://hub.a.org/?cookie_domain=b.org", "mercure+https://hub.a.org/?cookie_domain=",
    "mercure+https://hub.a.org/?cookie_domain=.a.org",
    "mercure+https://hub.a.org/?cookie_domain=rg", "mercure+https://hub/?issuer=",
    "mercure+https://hub/?audience=%E2%80%8B",
  ])
  func `refuses a hub it must not use`(dsn: String) {
    #expect(throws: InvalidValue.self) { try publisher(dsn) }
  }

  @Test func `refuses a short key`() throws {
    let short = try #require(Secret(copying: "0123456789abcdef0123456789abcde".utf8))
    let hub = try MercureHub(dsn: try DSN.parse("mercure+https://hub/"))
    for right in [MercureTokens.Right.publish, .subscribe] {
      #expect(throws: InvalidValue.self) {
        try MercureTokens(right, key: short, hub: hub, randomness: SystemRandomness())
      }
    }
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
