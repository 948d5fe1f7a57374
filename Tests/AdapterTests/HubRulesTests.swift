// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

/// Signs tokens for a hub, and checks them as it does.
struct RuleKeys {
  static let publish = "publisher-key-publisher-key-1234"
  static let subscribe = "subscriber-key-subscriber-key-12"
  static let now = Instant(milliseconds: 1_767_225_600_000)

  static func token(
    _ right: String, _ selectors: [String], key: String, life: Int64 = 240, issued: Int64? = nil
  ) throws -> String {
    let mac = try HMACSHA256(key: try #require(Secret(copying: key.utf8)))
    var claims: JSONObject = [
      "mercure": .object([right: .array(selectors.map { .string($0) })]),
      "exp": .integer(now.milliseconds / 1_000 + life),
    ]
    if let issued { claims["iat"] = .integer(now.milliseconds / 1_000 + issued) }
    return JWT.sign(header: ["typ": .string("JWT"), "alg": .string("HS256")], claims: claims) {
      mac.code(of: $0) ?? []
    }
  }

  static func tokens(_ right: HubGrant.Right) throws -> HubTokens {
    let key = right == .publish ? publish : subscribe
    return try HubTokens(
      right, key: try #require(Secret(copying: key.utf8)), longestLifeSeconds: 3_600)
  }
}

struct `A publication` {
  private func update(_ form: String) throws -> HubUpdate {
    try HubUpdate(form: Array(form.utf8)) { "fresh" }
  }

  @Test func `is one topic, and what goes with it`() throws {
    let full = try update(
      "topic=user%2F42%2Fnotifications&data=a%0Ab&private=on&id=x&type=t&retry=5")
    #expect(full.topic.text == "user/42/notifications")
    #expect(full.isNamed)
    #expect(
      String(decoding: full.frame, as: UTF8.self)
        == "id: x\nevent: t\nretry: 5\ndata: a\ndata: b\n\n")
    #expect(try update("topic=a&data=b").id == "fresh")
  }

  @Test(arguments: [
    "", "data=a", "topic=&data=a", "topic=a&topic=b", "topic=a&topic=a", "topic=*",
    "topic=%7Bid%7D",
    "topic=a%7D", "topic=a%00", "topic=a%0A", "topic=a&data=%00", "topic=a&data=b&data=c",
    "topic=a&id=", "topic=a&id=%23a", "topic=a&id=a%0Db", "topic=a&id=a%0Ab", "topic=a&id=a%00",
    "topic=a&id=a+b", "topic=a&id=%C3%A9", "topic=a&id=earliest", "topic=a&type=mercure",
    "topic=a&type=Mercure", "topic=a&type=a%0Ab", "topic=a&type=a%0Db", "topic=a&type=a%00",
    "topic=a&retry=", "topic=a&retry=-1", "topic=a&retry=1e3", "topic=a&retry=%D9%A1",
    "topic=a&retry=12345678901", "topic=a&colour=blue", "topic=a&Topic=b", "topic",
  ])
  func `is refused where one rule is broken`(form: String) {
    #expect { try update(form) } throws: { ($0 as? HubRefusal)?.status == 400 }
  }
}

struct `A publication's form` {
  @Test func `reads as the vectors say`() throws {
    for example in try Vectors.objects("mercure.json", "form_encoding") {
      let wanted = (example["fields"]?.asArray ?? []).map { field in
        (field.asArray ?? []).map(Vectors.text)
      }
      let octets = Array(Vectors.text(example["body"]).utf8)
      let fields = try FormFields.decode(octets, atMost: 8).map { [$0.name, $0.value] }
      #expect(fields == wanted)
    }
  }
}

struct `A hub's topic` {
  @Test func `is the person's whose it is, in the one spelling of it`() throws {
    for example in try Vectors.objects("mercure.json", "topics") {
      let topic = try HubTopic(Vectors.text(example["topic"]))
      #expect(topic.user?.text == Vectors.text(example["user_id"]))
    }
    for text in [
      "user/42/notification", "user//notifications", "user/42/x/notifications",
      "x/42/notifications",
      "user/%34%32/notifications", "user/jean.dupont@example.org/notifications",
      "user/%zz/notifications",
      "user/%2f/notifications", "user/%00/notifications", "user/../notifications",
    ] {
      #expect(try HubTopic(text).user == nil, "\(text)")
    }
  }

  @Test func `is compared octet for octet`() throws {
    #expect(try HubTopic("caf\u{E9}") != HubTopic("cafe\u{301}"))
    #expect(try HubTopic("\u{212A}") != HubTopic("K"))
    #expect(try Set([HubTopic("a"), HubTopic("a")]).count == 1)
  }
}

struct `A hub's tokens` {
  private func grant(_ selectors: [String], _ right: String = "subscribe") throws -> HubGrant {
    var tokens = try RuleKeys.tokens(.subscribe)
    let text = try RuleKeys.token(right, selectors, key: RuleKeys.subscribe)
    return try tokens.check(text, now: RuleKeys.now).grant
  }

  /// The whole file, every pair: what one may read, no other may.
  @Test func `open one person's topic and no other`() throws {
    let topics = try Vectors.objects("mercure.json", "topics").map {
      try HubTopic(Vectors.text($0["topic"]))
    }
    for own in topics {
      let grant = try grant([own.text])
      for topic in topics { #expect(grant.covers(topic) == (topic == own)) }
    }
  }

  @Test func `never hold a template, whoever's name it is`() throws {
    for example in try Vectors.objects("mercure.json", "topics") {
      let raw = "user/\(Vectors.text(example["user_id"]))/notifications"
      if raw.contains("{") || raw.contains("}") {
        #expect { try grant([raw]) } throws: { ($0 as? HubRefusal)?.status == 403 }
      }
    }
    #expect(throws: HubRefusal.self) { try grant(["user/42/notifications", "{+all}"]) }
    let everything = try grant(["*"])
    #expect(everything.covers(try HubTopic("user/7/notifications")))
  }

  @Test func `give the right they name, under the key of that right`() throws {
    #expect { try grant(["a"], "publish") } throws: { ($0 as? HubRefusal)?.status == 403 }
    #expect(throws: HubRefusal.self) { try grant([]) }
    var publishing = try RuleKeys.tokens(.publish)
    let foreign = try RuleKeys.token("publish", ["a"], key: RuleKeys.subscribe)
    #expect { try publishing.check(foreign, now: RuleKeys.now) } throws: {
      ($0 as? HubRefusal)?.status == 401
    }
  }

  @Test func `end when they say, also when they are remembered`() throws {
    var tokens = try RuleKeys.tokens(.subscribe)
    let text = try RuleKeys.token("subscribe", ["a"], key: RuleKeys.subscribe, life: 10)
    let token = try tokens.check(text, now: RuleKeys.now)
    #expect(token.expires == RuleKeys.now.milliseconds + 10_000)
    #expect(token.issued == token.expires - 3_600_000)
    _ = try tokens.check(text, now: RuleKeys.now + .seconds(9))
    for seconds in [10, 10, 11] as [Int64] {
      #expect { try tokens.check(text, now: RuleKeys.now + .seconds(seconds)) } throws: {
        ($0 as? HubRefusal)?.status == 401
      }
    }
    // Not yet expired, and made for longer than allowed.
    let long = try RuleKeys.token(
      "subscribe", ["a"], key: RuleKeys.subscribe, life: 3_000, issued: -900)
    #expect(throws: HubRefusal.self) { try tokens.check(long, now: RuleKeys.now) }
  }

  @Test func `are refused as the vectors say`() throws {
    let vectors = try Vectors.load("jwt.json")
    let key = try Base64URL.decode(Vectors.text(vectors["test_key"]))
    var tokens = try HubTokens(
      .subscribe, key: try #require(Secret(copying: key)), longestLifeSeconds: 86_400)
    let good = try tokens.check(Vectors.text(vectors["valid"]), now: RuleKeys.now)
    #expect(good.grant.covers(try HubTopic("user/42/notifications")))
    for example in try Vectors.objects("jwt.json", "must_reject") {
      #expect(throws: HubRefusal.self, "\(Vectors.text(example["name"]))") {
        try tokens.check(Vectors.text(example["token"]), now: RuleKeys.now)
      }
    }
  }
}
