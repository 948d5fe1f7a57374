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
    #expect(isMisconfigured(try outcome("smtps://localhost:\(sink.port)?ca_file=/no/such.pem")))
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
