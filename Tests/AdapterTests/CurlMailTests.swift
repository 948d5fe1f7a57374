// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

@testable import MatinesAdapters

@Suite(.timeLimit(.minutes(1)))
struct `Mail transfers` {
  private func request(
    _ port: Int, security: MailRequest.Security = .none, user: String? = nil,
    to: String = "a@example.com", timeout: Int64 = 30_000,
    perConnection: Int = .max, message: String = "A: b\r\n\r\nc\r\n"
  ) -> TransferRequest {
    .mail(
      MailRequest(
        url: "smtp://127.0.0.1:\(port)/client.test", security: security, user: user,
        login: user.flatMap { try? MailPassword("secret", of: $0) }, caFile: nil,
        from: "f@example.com", to: to,
        message: Array(message.utf8), timeout: .init(milliseconds: timeout),
        perConnection: perConnection))
  }

  private func kind(_ result: TransferResult?) -> TransferFailure.Kind? {
    if case .failed(let failure) = result { failure.kind } else { nil }
  }

  private func status(_ result: TransferResult?) -> Int? {
    if case .answered(let answer) = result { answer.status } else { nil }
  }

  @Test func `hand over the message and the envelope`() {
    let server = ScriptedMailServer()
    #expect(status(Samples.run(request(server.port))) == 250)
    #expect(server.messages == ["A: b\r\n\r\nc\r\n.\r\n"])
    let commands = server.commands
    #expect(commands.contains { $0.hasPrefix("EHLO client.test") })
    #expect(commands.contains { $0.hasPrefix("MAIL FROM:<f@example.com>") })
    #expect(commands.contains { $0.hasPrefix("RCPT TO:<a@example.com>") })
  }

  @Test(arguments: ["250 ok", "251 forwarded", "252 perhaps"])
  func `take any 2yz for a yes`(reply: String) {
    let server = ScriptedMailServer(["message": .say(reply)])
    #expect(status(Samples.run(request(server.port))) == Int(reply.prefix(3)))
  }

  @Test(arguments: ["connect", "EHLO", "MAIL", "RCPT", "DATA", "message"], [421, 451, 550, 554])
  func `tell the reply code of every step`(step: String, code: Int) {
    // A refused EHLO is followed by HELO, which is refused too.
    let no = ScriptedMailServer.Answer.say("\(code) no")
    let server = ScriptedMailServer(step == "EHLO" ? [step: no, "HELO": no] : [step: no])
    // Before a recipient is named, it is about the server.
    let isReady = ["RCPT", "DATA", "message"].contains(step)
    let expected: TransferFailure.Kind = isReady ? .reply(code: code) : .unready(code: code)
    #expect(kind(Samples.run(request(server.port))) == expected)
  }

  @Test(arguments: ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
  func `call a reset before the message unreachable`(step: String) {
    let server = ScriptedMailServer([step: .reset])
    #expect(kind(Samples.run(request(server.port))) == .unreachable)
  }

  @Test(arguments: ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
  func `call silence before the message unreachable`(step: String) {
    let server = ScriptedMailServer([step: .silence])
    #expect(kind(Samples.run(request(server.port, timeout: 300))) == .unreachable)
  }

  @Test func `call a reset after the final dot unanswered`() {
    let server = ScriptedMailServer(["message": .reset])
    #expect(kind(Samples.run(request(server.port))) == .unanswered)
  }

  @Test func `call silence after the final dot unanswered`() {
    let server = ScriptedMailServer(["message": .silence])
    #expect(kind(Samples.run(request(server.port, timeout: 400))) == .unanswered)
  }

  @Test func `call a server without STARTTLS insecure, and send nothing`() {
    let server = ScriptedMailServer()
    #expect(kind(Samples.run(request(server.port, security: .required))) == .security)
    #expect(!server.commands.contains { $0.hasPrefix("MAIL") })
  }

  @Test(arguments: [501, 554])
  func `call a refused STARTTLS insecure`(code: Int) {
    let server = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 STARTTLS"), "STAR": .say("\(code) no"),
    ])
    #expect(kind(Samples.run(request(server.port, security: .required))) == .security)
  }

  @Test func `call a postponed STARTTLS a server that is not ready`() {
    let server = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 STARTTLS"), "STAR": .say("454 later"),
    ])
    let result = Samples.run(request(server.port, security: .required))
    #expect(kind(result) == .unready(code: 454))
  }

  @Test(arguments: [535, 530, 504])
  func `call a refused login credentials, without showing them`(code: Int) {
    let server = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 AUTH PLAIN"), "AUTH": .say("\(code) no"),
    ])
    guard case .failed(let failure) = Samples.run(request(server.port, user: "me")) else {
      Issue.record("no failure")
      return
    }
    #expect(failure.kind == .credentials)
    #expect(!failure.why.contains("secret"))
  }

  @Test func `call a postponed login a server that is not ready`() {
    let server = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 AUTH PLAIN"), "AUTH": .say("454 later"),
    ])
    #expect(kind(Samples.run(request(server.port, user: "me"))) == .unready(code: 454))
  }

  @Test(arguments: ["250 what", "334 more", "150 wait"])
  func `call an answer to a login that is neither yes nor no garbled`(reply: String) {
    let server = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 AUTH PLAIN"), "AUTH": .say(reply),
    ])
    #expect(kind(Samples.run(request(server.port, user: "me"))) == .garbled)
  }

  @Test func `call credentials what no way to log in is offered for`() {
    let server = ScriptedMailServer(["EHLO": .say("250-test\r\n250 AUTH X-OWN")])
    #expect(kind(Samples.run(request(server.port, user: "me"))) == .credentials)
  }

  @Test func `call a handshake that is cut short unreachable`() {
    let server = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 STARTTLS"), "STAR": .sayAndReset("220 go"),
    ])
    for _ in 0..<8 {
      #expect(kind(Samples.run(request(server.port, security: .required))) == .unreachable)
    }
  }

  @Test func `hear a refusal that a reset follows while the message leaves`() {
    let server = ScriptedServer { connection in
      for reply in ["220 test", "250 test", "250 ok", "250 ok", "354 go", "552 too large"] {
        guard connection.write("\(reply)\r\n"), reply.first == "5" || connection.readLine() != nil
        else { return }
      }
      connection.resetAtEnd()
    }
    let tooMuch = String(repeating: "0123456789\r\n", count: 2_000_000)
    #expect(kind(Samples.run(request(server.port, message: tooMuch))) == .reply(code: 552))
  }

  @Test func `end a greeting that never ends`() {
    let server = ScriptedServer { connection in
      while connection.write(Array("220-x\r\n".utf8)) {}
    }
    #expect(kind(Samples.run(request(server.port))) == .garbled)
  }

  @Test func `do not wait for a server that does not answer QUIT`() {
    let server = ScriptedMailServer(["RCPT": .say("550 no"), "QUIT": .silence])
    #expect(kind(Samples.run(request(server.port))) == .reply(code: 550))
    let guarded = ScriptedMailServer([
      "EHLO": .say("250-test\r\n250 AUTH PLAIN"), "AUTH": .say("535 no"), "QUIT": .silence,
    ])
    #expect(kind(Samples.run(request(guarded.port, user: "me"))) == .credentials)
    let kept = ScriptedMailServer(["QUIT": .silence])
    // The connection is kept, and left when the transfers end.
    #expect(status(Samples.run(request(kept.port))) == 250)
  }

  @Test func `use one connection for messages one after another`() {
    let server = ScriptedMailServer()
    let transfers = CurlTransfers()
    for _ in 0..<4 { #expect(status(Samples.run(request(server.port), on: transfers)) == 250) }
    #expect(server.connections == 1)
  }

  @Test func `open at most eight connections to one server`() {
    let server = ScriptedMailServer()
    let transfers = CurlTransfers()
    for _ in 0..<64 { _ = transfers.start(request(server.port)) }
    var done = 0
    for _ in 0..<200 where transfers.inFlight > 0 {
      done += transfers.pump(waiting: .seconds(1), wake: nil).count { status($0.result) == 250 }
    }
    #expect(done == 64)
    #expect(server.connections <= 8)
  }

  @Test func `are called back from the line when their server fails`() {
    let server = ScriptedMailServer(["connect": .say("421 too busy")])
    let transfers = CurlTransfers()
    let isFailing = Mutex(false)
    for _ in 0..<20 {
      guard case .mail(var mail) = request(server.port) else { continue }
      mail.isWelcome = { !isFailing.withLock { $0 } }
      _ = transfers.start(.mail(mail))
    }
    var kinds: [TransferFailure.Kind?] = []
    for _ in 0..<200 where transfers.inFlight > 0 {
      for ended in transfers.pump(waiting: .seconds(1), wake: nil) {
        isFailing.withLock { $0 = true }
        kinds.append(kind(ended.result))
      }
    }
    #expect(kinds.count == 20)
    #expect(kinds.count { $0 == .withdrawn } >= 12)
    #expect(server.connections <= 8)
  }

  @Test func `refuse an envelope that would become two commands`() {
    let server = ScriptedMailServer()
    let result = Samples.run(request(server.port, to: "a@example.com>\r\nRCPT TO:<b@example.com"))
    #expect(kind(result) == .reply(code: 553))
    #expect(server.connections == 0)
  }

  @Test(arguments: ["connect", "EHLO", "RCPT", "DATA", "message"])
  func `go on while another server is silent`(step: String) {
    let silent = ScriptedMailServer([step: .silence])
    let server = ScriptedMailServer()
    let transfers = CurlTransfers()
    _ = transfers.start(request(silent.port))
    #expect(status(Samples.run(request(server.port), on: transfers)) == 250)
    #expect(transfers.inFlight == 1)
  }

  @Test func `send again over a new connection when the server closed one at rest`() {
    let server = ScriptedMailServer(closingAfterMessage: true)
    let transfers = CurlTransfers()
    for _ in 0..<5 { #expect(status(Samples.run(request(server.port), on: transfers)) == 250) }
    #expect(server.messages.count == 5)
  }

  @Test func `send again over a new connection when a server has had enough of one`() {
    let server = ScriptedMailServer(messagesPerConnection: 2)
    let transfers = CurlTransfers()
    for _ in 0..<5 { #expect(status(Samples.run(request(server.port), on: transfers)) == 250) }
    #expect(server.messages.count == 5)
    #expect(server.connections == 3)
  }

  @Test func `leave a connection that carried as many messages as it may`() {
    let server = ScriptedMailServer()
    let transfers = CurlTransfers()
    for _ in 0..<5 {
      #expect(status(Samples.run(request(server.port, perConnection: 2), on: transfers)) == 250)
    }
    #expect(server.connections == 3)
  }

  @Test func `double the dots at the start of lines, once`() {
    let server = ScriptedMailServer()
    let message = "A: b\r\n\r\n.\r\n..x\r\ny.\r\n"
    #expect(status(Samples.run(request(server.port, message: message))) == 250)
    #expect(server.messages == ["A: b\r\n\r\n..\r\n...x\r\ny.\r\n.\r\n"])
  }

  @Test func `wake when the descriptor becomes readable`() throws {
    let wakeUp = MemoryWakeUp()
    let listener = try #require(wakeUp.listen())
    wakeUp.ring()
    // Without the ring this would outlast the time limit of the suite.
    #expect(CurlTransfers().pump(waiting: .seconds(600), wake: listener.descriptor).isEmpty)
  }

  @Test func `end what is in flight with the object`() {
    let server = ScriptedMailServer(["message": .silence])
    do {
      let transfers = CurlTransfers()
      _ = transfers.start(request(server.port))
      for _ in 0..<50 where server.messages.isEmpty {
        _ = transfers.pump(waiting: .init(milliseconds: 20), wake: nil)
      }
      #expect(transfers.inFlight == 1)
    }
    #expect(server.messages.count == 1)
  }
}
