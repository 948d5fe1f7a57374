// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

/// Against servers written by other means, over TLS.
@Suite(.timeLimit(.minutes(2)))
struct `Mail and hub servers` {
  private let certificates: String

  init() throws { certificates = try PythonServer.certificates() }

  private func sink(_ name: String, _ options: [String]) throws -> PythonServer {
    let files = ["--cert", "\(certificates)/\(name).pem", "--key", "\(certificates)/\(name).key"]
    return try PythonServer("smtp_sink.py", options + files)
  }

  private func outcome(_ dsn: String) throws -> Outcome? {
    let mailer = try SMTPMailer(dsn: try DSN.parse(dsn), from: try EmailAddress("f@example.com"))
    return Samples.outcome(mailer.send(try Samples.email(subject: "é", html: "<p>é</p>")))
  }

  private func isMisconfigured(_ outcome: Outcome?) -> Bool {
    if case .misconfigured = outcome { true } else { false }
  }

  @Test func `take a message over STARTTLS, with a login`() throws {
    let sink = try sink("server", ["--tls", "starttls", "--auth", "me:p@ss"])
    let dsn = "smtp://me:p%40ss@localhost:\(sink.port)?ca_file=\(certificates)/ca.pem"
    #expect(try outcome(dsn) == .delivered(reference: nil))
    let message = try #require(try sink.recorded("/messages").asArray?.first?.asObject)
    #expect(message["tls"]?.asBool == true)
    #expect(message["user"]?.asString == "me")
    let wrong = "smtp://me:wrong@localhost:\(sink.port)?ca_file=\(certificates)/ca.pem"
    #expect(isMisconfigured(try outcome(wrong)))
  }

  @Test func `take messages over TLS from the first octet, many at once`() throws {
    let sink = try sink("server", ["--tls", "implicit"])
    let dsn = try DSN.parse("smtps://127.0.0.1:\(sink.port)?ca_file=\(certificates)/ca.pem")
    let mailer = try SMTPMailer(dsn: dsn, from: try EmailAddress("f@example.com"))
    let transfers = CurlTransfers()
    for _ in 0..<100 {
      if case .transfer(let request, _) = mailer.send(try Samples.email()) {
        _ = transfers.start(request)
      }
    }
    var delivered = 0
    for _ in 0..<400 where transfers.inFlight > 0 {
      for ended in transfers.pump(waiting: .seconds(1), wake: nil)
      where SMTPMailer.outcome(ended.result) == .delivered(reference: nil) { delivered += 1 }
    }
    #expect(delivered == 100)
    let count = try #require(try sink.recorded("/count").asObject)
    #expect(count["messages"]?.asInt64 == 100)
    #expect((count["connections"]?.asInt64 ?? 99) <= 8)
  }

  @Test(arguments: ["expired", "wrong-name", "self-signed"], ["implicit", "starttls"])
  func `get nothing when their certificate is wrong`(name: String, tls: String) throws {
    let sink = try sink(name, ["--tls", tls])
    let scheme = tls == "implicit" ? "smtps" : "smtp"
    let dsn = "\(scheme)://localhost:\(sink.port)?ca_file=\(certificates)/ca.pem"
    #expect(isMisconfigured(try outcome(dsn)))
    #expect(try sink.recorded("/count").asObject?["messages"]?.asInt64 == 0)
  }

  @Test func `get nothing in the clear when STARTTLS is asked for`() throws {
    let sink = try sink("server", ["--tls", "starttls", "--no-starttls"])
    let dsn = "smtp://localhost:\(sink.port)?ca_file=\(certificates)/ca.pem"
    #expect(isMisconfigured(try outcome(dsn)))
    #expect(try sink.recorded("/count").asObject?["messages"]?.asInt64 == 0)
  }

  @Test func `report a CA file that is not there`() throws {
    let sink = try sink("server", ["--tls", "implicit"])
    let found = try outcome("smtps://localhost:\(sink.port)?ca_file=/no/such.pem")
    #expect(isMisconfigured(found))
    #expect(found?.why?.contains("ca_file") == true)
  }

  @Test func `take publications on a real hub's terms`() throws {
    let key = "0123456789abcdef0123456789abcdef"
    let files = [
      "--cert", "\(certificates)/server.pem", "--key-file", "\(certificates)/server.key",
    ]
    let hub = try PythonServer("hub.py", ["--key", key, "--tls"] + files)
    let dsn = "mercure+https://localhost:\(hub.port)/.well-known/mercure?ca_file="
    func outcome(_ caFile: String) throws -> Outcome? {
      let secret = try #require(Secret(copying: key.utf8))
      let publisher = try MercurePublisher(
        hub: try MercureHub(dsn: try DSN.parse(dsn + caFile)), publisherKey: secret,
        clock: SystemClock())
      return Samples.outcome(publisher.publish(try Samples.update(user: "é/{+x}")))
    }
    #expect(try outcome("\(certificates)/ca.pem") == .delivered(reference: nil))
    let update = try #require(try hub.recorded("/updates").asArray?.first?.asObject)
    #expect(update["topic"]?.asString == "user/%C3%A9%2F%7B%2Bx%7D/notifications")
    #expect(update["id"]?.asString == "urn:uuid:0192f0c1-2345-7abc-8def-0123456789ab")
    #expect(isMisconfigured(try outcome("\(certificates)/self-signed.pem")))
  }
}

/// A hub written by other means, in both versions of the protocol.
@Suite(.timeLimit(.minutes(2)))
struct `A Mercure hub` {
  private static let key = "0123456789abcdef0123456789abcdef"
  private static let audience = "https://hub.example.org"

  private func hub(_ version: MercureProtocol) throws -> PythonServer {
    try PythonServer(
      "hub.py",
      [
        "--key", Self.key, "--protocol", version.rawValue, "--audience", Self.audience,
        "--ends-streams",
      ])
  }

  private func publisher(
    _ hub: PythonServer, _ version: MercureProtocol
  ) throws -> MercurePublisher {
    let dsn =
      "mercure+http://127.0.0.1:\(hub.port)/.well-known/mercure?protocol=\(version.rawValue)"
      + "&audience=\(Self.audience)"
    return try MercurePublisher(
      hub: try MercureHub(dsn: try DSN.parse(dsn)), publisherKey: Self.secret(Self.key),
      clock: SystemClock(),
      subscriber: { () throws(InvalidValue) in try Self.secret(Self.key + "pages") })
  }

  private static func secret(_ text: String) throws(InvalidValue) -> Secret {
    guard let secret = Secret(copying: text.utf8) else { throw InvalidValue("key", .missing) }
    return secret
  }

  @Test(arguments: MercureProtocol.allCases)
  func `takes every person's updates, and ends their streams`(version: MercureProtocol) throws {
    let hub = try hub(version)
    let publisher = try publisher(hub, version)
    let transfers = CurlTransfers()
    var topics: [String] = []
    for example in try Vectors.objects("mercure.json", "topics") {
      let user = try UserID(Vectors.text(example["user_id"]))
      topics.append(Vectors.text(example["topic"]))
      for update in [
        try Samples.update(user: user.text),
        RealtimeUpdate(try Samples.markUpdate(.seen, user: user.text)),
      ] {
        #expect(
          Samples.outcome(publisher.publish(update), on: transfers) == .delivered(reference: nil))
      }
      let end = try #require(publisher.streams?.end(of: user))
      #expect(Samples.outcome(end, on: transfers) == .delivered(reference: nil))
    }
    let updates = try hub.recorded("/updates").asArray?.compactMap(\.asObject) ?? []
    #expect(updates.compactMap { $0["topic"]?.asString } == topics.flatMap { [$0, $0] })
    #expect(try hub.recorded("/ended").asArray?.compactMap(\.asString) == topics)
    #expect(try hub.recorded("/count").asObject?["connections"]?.asInt64 == 1)
    #expect(try hub.recorded("/refusals").asArray?.isEmpty == true)
  }

  @Test func `refuses a token of the other version, twice`() throws {
    let hub = try hub(.one)
    let outcome = Samples.outcome(try publisher(hub, .zero).publish(try Samples.update()))
    guard case .misconfigured? = outcome else {
      Issue.record("\(String(describing: outcome))")
      return
    }
    #expect(try hub.recorded("/refusals").asArray?.count == 2)
  }

  @Test(arguments: MercureProtocol.allCases)
  func `takes a thousand updates over one connection`(version: MercureProtocol) throws {
    let hub = try hub(version)
    let publisher = try publisher(hub, version)
    let transfers = CurlTransfers()
    for number in 0..<1_000 {
      let update = RealtimeUpdate(try Samples.markUpdate(.read, version: Int64(number)))
      #expect(
        Samples.outcome(publisher.publish(update), on: transfers) == .delivered(reference: nil))
    }
    let count = try #require(try hub.recorded("/count").asObject)
    #expect(count["updates"]?.asInt64 == 1_000)
    #expect(count["ids"]?.asInt64 == 1_000)
    #expect(count["connections"]?.asInt64 == 1)
  }
}
