// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

/// One browser, one engine's push service, and a clock that is moved by hand.
private struct Scene {
  let folder = TemporaryFolder()
  let clock = ManualClock()
  let browser = Receiver.random()
  let service: PushService

  init(keys: Int = 1, settings: String = "") throws {
    let path = folder.path
    for number in 0..<keys { _ = try VAPIDKey.generate(file: "\(path)/\(number)") }
    let files = (0..<keys).map { "\"\(path)/\($0)\"" }.joined(separator: ",")
    let document = try EngineDocument.read(
      """
      {"store": "memory:", "origin": "https://bo.example.org", "webpush": {
        "subject": "mailto:it@example.org", "keys": [\(files)]\(settings)}}
      """)
    guard case .service(let read) = document.webpush else { throw Missing() }
    service = PushService(
      try PushKit(read, document, PushAcknowledgements(keys: nil)), clock: clock)
  }

  struct Missing: Error {}

  func message(
    title: String = "Titre", body: String = "Corps", key: String? = nil, expires: Instant? = nil,
    endpoint: String = "https://push.example.net/1"
  ) throws -> PushMessage {
    PushMessage(
      user: try UserID("42"),
      subscription: Subscription(
        number: 1, endpoint: endpoint, p256dh: browser.publicKey, auth: browser.auth,
        applicationServerKey: key, expires: expires),
      notification: try Samples.notification(severity: .error), delivery: 7, locale: .french,
      expires: clock.now() + .seconds(600), words: { Rendered(title: title, text: body) })
  }

  struct Sent {
    let request: HTTPRequest
    let conclude: @Sendable (TransferResult) -> Outcome

    subscript(name: String) -> String? { request.headers.first { $0.name == name }?.value }

    func answer(_ status: Int, retryAfter: String? = nil) -> Outcome {
      conclude(.answered(Answer(status: status, retryAfter: retryAfter)))
    }
  }

  func send(_ message: PushMessage) throws -> Sent {
    guard case .ready(let departure) = service.prepare(message),
      case .transfer(.http(let request), let conclude) = departure.begin()
    else { throw Missing() }
    return Sent(request: request, conclude: conclude)
  }

  func outcome(_ message: PushMessage) -> Outcome? {
    switch service.prepare(message) {
    case .done(let outcome): outcome
    case .ready(let departure):
      if case .done(let outcome) = departure.begin() { outcome } else { nil }
    default: nil
    }
  }
}

struct `A push service` {
  @Test func `sends what the browser can read, with every header of the protocol`() throws {
    let scene = try Scene()
    let sent = try scene.send(scene.message())
    #expect(sent["TTL"] == "600")
    #expect(sent["Urgency"] == "high")
    #expect(sent["Topic"]?.utf8.count == 24)
    #expect(sent["Content-Encoding"] == "aes128gcm")
    #expect(sent["Content-Type"] == "application/octet-stream")
    let key = try #require(scene.service.keys.publicKeys.first)
    #expect(sent["Authorization"]?.hasPrefix("vapid t=") == true)
    #expect(sent["Authorization"]?.hasSuffix(", k=\(key)") == true)
    #expect(sent.request.guarding != nil)
    let text = try #require(scene.browser.open(sent.request.body))
    let json = try #require(try JSON.parse(text).asObject)
    #expect(json["notification"]?.asObject?["title"]?.asString == "Titre")
    #expect(json["notification"]?.asObject?["navigate"]?.asString == "https://bo.example.org/a")
    #expect(json["ack"]?.asString != nil)
    // Hidden in steps of 256 octets.
    #expect((sent.request.body.count - MessageEncryption.overhead) % 256 == 0)
  }

  @Test func `does not pad when it is told not to`() throws {
    let scene = try Scene(settings: #", "padding": false"#)
    let sent = try scene.send(scene.message())
    let text = try #require(scene.browser.open(sent.request.body))
    #expect(sent.request.body.count == text.count + MessageEncryption.overhead)
  }

  @Test func `sends nothing but the request when there are no words`() throws {
    let scene = try Scene()
    let sent = try scene.send(scene.message(title: "", body: ""))
    #expect(sent.request.body.isEmpty)
    #expect(sent["Content-Encoding"] == nil)
    #expect(sent["TTL"] == "600")
  }

  @Test func `cuts what is too long, or refuses it, as it is told`() throws {
    let long = String(repeating: "é", count: 4_000)
    let cutting = try Scene()
    let text = try #require(
      try cutting.browser.open(cutting.send(cutting.message(body: long)).request.body))
    #expect(text.count <= 3_993)
    #expect(String(validating: text, as: UTF8.self) != nil)
    let refusing = try Scene(settings: #", "oversize": "refuse""#)
    guard case .failed(let why) = try refusing.outcome(refusing.message(body: long)) else {
      Issue.record("not refused")
      return
    }
    #expect(why.contains("3993"))
    #expect(try refusing.send(refusing.message())["TTL"] == "600")
  }

  @Test func `signs with the key the browser subscribed with`() throws {
    let scene = try Scene(keys: 3)
    let keys = scene.service.keys.publicKeys
    for key in keys {
      let sent = try scene.send(scene.message(key: key))
      #expect(sent["Authorization"]?.hasSuffix(", k=\(key)") == true)
    }
    #expect(
      try scene.send(scene.message())["Authorization"]?.hasSuffix(", k=\(keys[0])") == true)
    let foreign = try #require(try Scene().service.keys.publicKeys.first)
    guard case .misconfigured = try scene.outcome(scene.message(key: foreign)) else {
      Issue.record("sent with another key")
      return
    }
  }

  @Test func `forgets a browser whose time is over, without asking`() throws {
    let scene = try Scene()
    let over = try scene.message(expires: scene.clock.now())
    guard case .gone = scene.outcome(over) else {
      Issue.record("still written to")
      return
    }
    _ = try scene.send(scene.message(expires: scene.clock.now() + .seconds(1)))
  }

  @Test func `judges the endpoint again before each message`() throws {
    let scene = try Scene()
    for endpoint in ["https://127.0.0.1/", "http://a.example/", "https://a.example:22/"] {
      guard case .failed(let why) = try scene.outcome(scene.message(endpoint: endpoint)) else {
        Issue.record("sent to \(endpoint)")
        continue
      }
      #expect(why.contains("endpoint"))
    }
  }

  @Test func `stops asking a service that fails, and probes it every half minute`() throws {
    let scene = try Scene()
    for _ in 0..<5 {
      let sent = try scene.send(scene.message())
      _ = sent.conclude(.failed(TransferFailure(.unreachable, "no route")))
    }
    guard case .postponed(let until) = try scene.service.prepare(scene.message()) else {
      Issue.record("still asked")
      return
    }
    // The one whose message failed last is not the first to try again.
    #expect(until == scene.clock.now() + .seconds(60))
    let other = try scene.message(endpoint: "https://other.example.net/1")
    #expect(try scene.send(other).answer(201) == .delivered(reference: nil))
    scene.clock.advance(.seconds(60))
    #expect(try scene.send(scene.message()).answer(201) == .delivered(reference: nil))
    _ = try scene.send(scene.message())
  }

  @Test func `gives its place back when a message cannot be made`() throws {
    let scene = try Scene()
    for _ in 0..<100 {
      let silent = try scene.message()
      let broken = PushMessage(
        user: silent.user, subscription: silent.subscription, notification: silent.notification,
        delivery: 7, locale: .french, expires: silent.expires,
        words: { () throws(RenderFailure) in throw RenderFailure("no words") })
      #expect(scene.outcome(broken) == .failed(why: "no words"))
    }
    for _ in 0..<4 { _ = try scene.send(scene.message()) }
  }

  @Test func `gives its place back when a message is not to leave after all`() throws {
    let scene = try Scene()
    for _ in 0..<100 {
      guard case .ready(let departure) = try scene.service.prepare(scene.message()) else {
        Issue.record("no place is left")
        return
      }
      departure.abandon()
    }
  }
}
