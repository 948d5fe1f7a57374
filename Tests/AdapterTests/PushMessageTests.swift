// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `A push payload` {
  private static let origin = "https://bo.example.org"

  private func payload(
    _ title: String, _ body: String, data: String = "{}", limit: Int = 3_993
  ) throws -> JSONObject {
    let payload = PushPayload(
      message: try Samples.push(data: data), acknowledgement: "token",
      home: HomeOrigin(Self.origin))
    let words = Rendered(title: title, text: body)
    let whole = payload.whole(words)
    let text = whole.utf8.count <= limit ? whole : payload.shortened(words, to: limit)
    #expect(text.utf8.count <= limit)
    return try #require(try JSON.parse(text).asObject)
  }

  @Test func `says what to show, where a click leads, and how to acknowledge`() throws {
    let data = #"{"targetUrl":"/admin/ministers/42","n":1.50}"#
    let json = try payload("Titre", "Corps", data: data)
    #expect(json["id"]?.asString == (try Samples.notificationID().description))
    #expect(json["ack"]?.asString == "token")
    #expect(json["data"]?.asObject?["n"]?.asNumber?.text == "1.50")
    let shown = try #require(json["notification"]?.asObject)
    #expect(shown["title"]?.asString == "Titre")
    #expect(shown["body"]?.asString == "Corps")
    #expect(shown["navigate"]?.asString == "https://bo.example.org/admin/ministers/42")
    #expect(shown["lang"]?.asString == "fr")
    #expect(shown["tag"]?.asString == json["id"]?.asString)
    // Declarative web push is a later decision.
    #expect(json["web_push"] == nil)
  }

  @Test func `leads nowhere but to the back-office`() throws {
    for target in [#""//evil.example/""#, #""https://evil.example/""#, #""javascript:x""#, "7"] {
      let json = try payload("T", "B", data: #"{"targetUrl":\#(target)}"#)
      #expect(json["notification"]?.asObject?["navigate"] == nil, "\(target)")
    }
  }

  @Test func `drops data before it touches the words`() throws {
    let data = #"{"a":"\#(String(repeating: "x", count: 3_900))","targetUrl":"/t","id":7}"#
    let json = try payload("T", String(repeating: "b", count: 900), data: data)
    #expect(json["data"]?.asObject?.keys.sorted() == ["id", "targetUrl"])
    #expect(json["notification"]?.asObject?["body"]?.asString?.count == 900)
  }

  @Test func `cuts the body between characters as readers count them`() throws {
    let family = "👨‍👩‍👧‍👦"
    for text in [family, "é", "e\u{301}", "\"", "a"] {
      let body = String(repeating: text, count: 8_000 / text.utf8.count)
      let json = try payload("T", body)
      let cut = try #require(json["notification"]?.asObject?["body"]?.asString)
      #expect(cut.last == "…")
      #expect(body.hasPrefix(cut.dropLast()))
      #expect(cut.dropLast().allSatisfy { String($0) == text })
      #expect(cut.utf8.count > 1_500)
    }
  }

  @Test func `fits whatever the title and the target are`() throws {
    let quotes = String(repeating: "\"", count: 512)
    let target = "/" + String(repeating: "x", count: 2_040)
    let json = try payload(quotes, quotes + quotes, data: #"{"targetUrl":"\#(target)"}"#)
    #expect(json["notification"]?.asObject?["title"]?.asString?.isEmpty == false)
    for limit in stride(from: 400, to: 3_993, by: 97) {
      _ = try payload(quotes, quotes, data: #"{"targetUrl":"\#(target)"}"#, limit: limit)
    }
  }
}

struct `The treatment of a push` {
  @Test func `follows severity, remaining life and id`() throws {
    let message = try Samples.push(severity: .error, life: 3_600)
    let later = PushTreatment(message, now: Samples.moment + .seconds(600))
    #expect(later.seconds == 3_000)
    #expect(later.urgency == .high)
    let calm = try PushTreatment(Samples.push(severity: .info), now: Samples.moment)
    #expect(calm.urgency == .normal)
    let topic = try #require(later.topic)
    #expect(topic.utf8.count == 24)
    #expect(topic == PushTreatment(message, now: Samples.moment).topic)
    #expect(PushTreatment(message, now: Samples.moment + .day).seconds == 0)
    #expect(
      try PushTreatment(Samples.push(life: 9_000_000), now: Samples.moment).seconds == 2_419_200)
  }

  @Test func `accepts and refuses what the vectors list`() throws {
    for entry in try Vectors.objects("push-status.json", "topic_cases") {
      let topic = Vectors.text(entry["topic"])
      // An empty one is the caller's NULL.
      let isFine = entry["expect"]?.asString == "ok"
      #expect(
        ((try? PushTreatment(seconds: 0, urgency: nil, topic: topic)) != nil) == isFine, "\(topic)")
    }
    for entry in try Vectors.objects("push-status.json", "urgency_cases") {
      let urgency = try #require(entry["urgency"]?.asString)
      let isFine = entry["expect"]?.asString == "ok"
      #expect(
        ((try? PushTreatment(seconds: 0, urgency: urgency, topic: nil)) != nil) == isFine)
    }
    #expect(throws: InvalidValue.self) {
      try PushTreatment(seconds: 2_419_201, urgency: nil, topic: nil)
    }
  }
}

struct `The verdict on a push` {
  private func verdict(_ status: Int, retryAfter: String? = nil) -> PushVerdict {
    PushVerdict(
      .answered(Answer(status: status, retryAfter: retryAfter)), peer: "p:443",
      now: Samples.moment)
  }

  @Test func `follows the table of the vectors`() throws {
    for entry in try Vectors.objects("push-status.json", "cases") {
      let status = Int(try #require(entry["status"]?.asInt64))
      let expected = try #require(entry["outcome"]?.asString)
      let found = verdict(status, retryAfter: status == 503 ? "7" : nil).outcome
      switch found {
      case .delivered: #expect(expected.hasPrefix("accepted"))
      case .gone: #expect(expected.hasPrefix("subscription gone"))
      case .misconfigured: #expect(expected.hasPrefix("configuration"))
      case .later: #expect(expected.hasPrefix("retry"))
      case .failed: #expect(expected.hasPrefix("permanent") || expected.hasPrefix("failed"))
      case .unknown: Issue.record("\(status)")
      }
    }
  }

  @Test func `deletes a browser for 404 and 410 only, of all answers there are`() {
    let deleting = (100...599).filter {
      if case .gone = verdict($0).outcome { true } else { false }
    }
    #expect(deleting == [404, 410])
  }

  @Test func `waits as told, and tells the peer's book`() {
    #expect(
      verdict(429, retryAfter: "120").outcome
        == .later(why: "p:443: answered 429", after: .seconds(120)))
    #expect(verdict(429, retryAfter: "120").health == .throttled(120_000))
    #expect(verdict(429).health == .throttled(30_000))
    #expect(verdict(503, retryAfter: "9").health == .throttled(9_000))
    #expect(verdict(503).health == .erring)
    #expect(verdict(500).health == .erring)
    #expect(verdict(410).health == .answered)
    #expect(verdict(403).health == .refused)
    #expect(verdict(201).health == .taken)
  }
}

struct `Push acknowledgements` {
  @Test func `prove delivery and notification, and nothing that was changed`() throws {
    let seal = PushAcknowledgements(keys: nil)
    let id = try Samples.notificationID()
    let token = try seal.token(77, id)
    let read = try seal.read(token, wasOpened: true)
    #expect(read == PushReceipt(delivery: 77, notification: id, wasOpened: true))
    let octets = try Base64URL.decode(token)
    for bit in 0..<octets.count * 8 {
      var changed = octets
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: InvalidValue.self) {
        try seal.read(Base64URL.encode(changed), wasOpened: false)
      }
    }
    for wrong in ["", "a", token + "A", String(token.dropLast()), token + "=", "é"] {
      #expect(throws: InvalidValue.self) { try seal.read(wrong, wasOpened: false) }
    }
    #expect(throws: InvalidValue.self) {
      try PushAcknowledgements(keys: nil).read(token, wasOpened: false)
    }
  }

  @Test func `are understood by every engine of the same keys`() throws {
    let folder = TemporaryFolder()
    let id = try Samples.notificationID()
    let token = try PushAcknowledgements(keys: KeyFiles(path: folder.path + "/keys")).token(1, id)
    let other = PushAcknowledgements(keys: KeyFiles(path: folder.path + "/keys"))
    #expect(try other.read(token, wasOpened: false).notification == id)
  }
}
