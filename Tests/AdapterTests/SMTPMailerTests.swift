// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

@Suite(.timeLimit(.minutes(1)))
struct `SMTP mailer` {
  private func mailer(_ dsn: String) throws -> SMTPMailer {
    try SMTPMailer(dsn: try DSN.parse(dsn), from: try EmailAddress("f@example.com"))
  }

  private func request(_ dsn: String) throws -> MailRequest? {
    guard case .transfer(.mail(let request), _) = try mailer(dsn).send(Samples.email()) else {
      return nil
    }
    return request
  }

  @Test(arguments: [
    ("smtp://mail.example.org", "smtps://mail.example.org:465/", "implicit"),
    ("smtps://mail.example.org", "smtps://mail.example.org:465/", "implicit"),
    ("smtps://mail.example.org:2465", "smtps://mail.example.org:2465/", "implicit"),
    ("smtp://mail.example.org:465", "smtps://mail.example.org:465/", "implicit"),
    ("smtp://mail.example.org:587", "smtp://mail.example.org:587/", "required"),
    ("smtp://mail.example.org:25?auto_tls=false", "smtp://mail.example.org:25/", "none"),
    ("smtp://localhost", "smtp://localhost:25/", "none"),
    ("smtp://127.0.0.1:1025", "smtp://127.0.0.1:1025/", "none"),
    ("smtp://[::1]", "smtp://[::1]:25/", "none"),
    ("smtp://localhost:25?ca_file=/x.pem", "smtp://localhost:25/", "required"),
    ("smtp://localhost:25?auto_tls=true", "smtp://localhost:25/", "required"),
    ("smtps://h?local_domain=bo.example.org", "smtps://h:465/bo.example.org", "implicit"),
  ])
  func `reads Symfony's grammar`(dsn: String, url: String, security: String) throws {
    let request = try #require(try request(dsn))
    #expect(request.url == url)
    #expect("\(request.security)" == security)
  }

  @Test func `logs in when the DSN has a user, and prefers its sender`() throws {
    let request = try #require(
      try request("smtps://u%40ex.com:p%2Fw%3A%23@h?from=other@example.org&from_name=Bell"))
    #expect(request.user == "u@ex.com")
    #expect(request.login?.password == "p/w:#")
    #expect(request.from == "other@example.org")
  }

  @Test(arguments: [
    ("smtp://h?verify_peer=0", "ca_file="), ("smtp://h?max_per_second=3", "max_per_second"),
    ("smtp://h?restart_threshold=0", "restart_threshold"),
    ("smtp://h?ping_threshold=often", "ping_threshold"),
    ("smtp://h?auto_tls=perhaps", "auto_tls"), ("smtp://h?from=nobody", "from"),
    ("smtp://:secret@h", "without a user"), ("smtp://h?from_name=a%C2%85b", "from_name"),
    ("sendmail://default", "smtp"), ("smtp://h?local_domain=a/b", "local_domain"),
  ])
  func `refuses by name`(dsn: String, part: String) throws {
    let failure = #expect(throws: InvalidValue.self) { try mailer(dsn) }
    #expect(failure?.description.contains(part) == true)
    #expect(failure?.description.contains("secret") == false)
  }

  @Test func `takes Symfony's thresholds`() throws {
    let request = try #require(try request("smtp://h?restart_threshold=50&ping_threshold=10"))
    #expect(request.perConnection == 50)
    #expect(try self.request("smtp://h")?.perConnection == .max)
  }

  @Test(arguments: ["secret", "c2VjcmV0", "AG1lAHNlY3JldA=="])
  func `repeats no words of a server that repeat the password`(echo: String) throws {
    let server = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 AUTH PLAIN"), "AUTH": .say("535 not \(echo)"),
    ])
    let outcome = Samples.outcome(
      try mailer("smtp://me:secret@127.0.0.1:\(server.port)").send(try Samples.email()))
    let why = "127.0.0.1:\(server.port): answered 535 to AUTH: ***"
    #expect(outcome == .misconfigured(why: why))
  }

  @Test(arguments: ["1", "answered", "127.0.0.1", "AUTH"])
  func `names server and reply whatever the password is`(password: String) throws {
    let server = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 AUTH PLAIN"), "AUTH": .say("535 no"),
    ])
    let outcome = Samples.outcome(
      try mailer("smtp://me:\(password)@127.0.0.1:\(server.port)").send(try Samples.email()))
    #expect(outcome?.why == "127.0.0.1:\(server.port): answered 535 to AUTH: no")
  }

  @Test func `repeats what a server says of a login otherwise`() throws {
    let server = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 AUTH PLAIN"), "AUTH": .say("535 use an app password"),
    ])
    let outcome = Samples.outcome(
      try mailer("smtp://me:secret@127.0.0.1:\(server.port)").send(try Samples.email()))
    #expect(outcome?.why?.hasSuffix("answered 535 to AUTH: use an app password") == true)
  }

  @Test func `needs a sender`() throws {
    let dsn = try DSN.parse("smtp://localhost")
    #expect(throws: InvalidValue("mailer.from", .missing)) { try SMTPMailer(dsn: dsn) }
  }

  @Test func `puts on the wire what the vectors say`() throws {
    for example in try Vectors.objects("mime.json", "dot_stuffing") {
      let server = ScriptedMailServer()
      let email = try Samples.email(text: Vectors.text(example["body"]))
      let outcome = Samples.outcome(
        try mailer("smtp://127.0.0.1:\(server.port)").send(email))
      #expect(outcome == .delivered(reference: nil))
      let message = try #require(server.messages.first)
      let head = try #require(message.utf8.firstRange(of: "\r\n\r\n".utf8))
      #expect(String(message[head.upperBound...]) == Vectors.text(example["data_on_the_wire"]))
    }
  }

  @Test func `hands over one message for hostile bodies`() throws {
    var generator = SystemRandomNumberGenerator()
    let server = ScriptedMailServer()
    let (mailer, transfers) = (try mailer("smtp://127.0.0.1:\(server.port)"), CurlTransfers())
    let alphabet = Array(".\r\na")
    for count in 1...200 {
      let body = String((0..<60).compactMap { _ in alphabet.randomElement(using: &generator) })
      let outcome = Samples.outcome(mailer.send(try Samples.email(text: body)), on: transfers)
      #expect(outcome == .delivered(reference: nil))
      #expect(server.messages.count == count)
    }
  }

  @Test(arguments: [
    ("RCPT", 450, "later"), ("RCPT", 550, "failed"), ("connect", 421, "later"),
    ("message", 452, "later"), ("message", 554, "failed"), ("MAIL", 530, "misconfigured"),
  ])
  func `turns replies into outcomes`(step: String, code: Int, outcome: String) throws {
    let server = ScriptedMailServer([step: .say("\(code) no")])
    let found = Samples.outcome(
      try mailer("smtp://127.0.0.1:\(server.port)").send(try Samples.email()))
    #expect(found.map { "\($0)".prefix { $0 != "(" } } == outcome[...])
  }

  @Test func `says unknown when the answer to the message is lost`() throws {
    let server = ScriptedMailServer(["message": .reset])
    let outcome = Samples.outcome(
      try mailer("smtp://127.0.0.1:\(server.port)").send(try Samples.email()))
    guard case .unknown = outcome else {
      Issue.record("\(String(describing: outcome))")
      return
    }
  }

  @Test func `fails a subject that would become two headers`() throws {
    let begun = try mailer("smtp://localhost").send(Samples.email(subject: "a\r\nBcc: b@c.d"))
    guard case .done(.failed) = begun else {
      Issue.record("not refused")
      return
    }
  }
}
