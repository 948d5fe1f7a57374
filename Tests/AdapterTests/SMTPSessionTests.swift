// SPDX-License-Identifier: MIT
import MatinesApplication
import Testing

@testable import MatinesAdapters

struct `The dialogue that hands over a message` {
  private var session = SMTPSession(
    MailRequest(
      url: "smtp://localhost:25/", security: .none, user: nil, login: nil, caFile: nil,
      from: "a@example.org", to: "b@example.org", message: Array("A: b\r\n\r\nc\r\n".utf8)))

  private mutating func send() { session.didSend(session.outgoing.count) }

  private mutating func hear(_ words: String) -> SMTPSession.Ending? {
    session.heard(Array(words.utf8))
  }

  private mutating func reach(_ step: SMTPDialogue.Step) {
    for reply in ["250 ok", "250 ok", "354 go"] where session.step != step {
      send()
      #expect(hear("\(reply)\r\n") == nil)
    }
  }

  @Test mutating func `ends with the reply to the message`() {
    reach(.message)
    send()
    #expect(hear("250 ok\r\n") == .accepted(code: 250))
    #expect(session.isHandedOver)
  }

  @Test mutating func `takes no consent to what has not left`() {
    reach(.data)
    send()
    #expect(hear("354 go\r\n250 ok\r\n") == .garbled(at: .message))
    #expect(!session.isHandedOver)
  }

  @Test mutating func `takes no consent to a part of the message`() {
    reach(.message)
    session.didSend(session.outgoing.count - 1)
    #expect(hear("250 ok\r\n") == .garbled(at: .message))
  }

  @Test(arguments: ["421 4.3.2 full", "552 5.3.4 too large"])
  mutating func `takes a refusal while the message leaves`(reply: String) throws {
    reach(.message)
    session.didSend(3)
    guard case .refused(let said, at: .message)? = hear("\(reply)\r\n") else {
      Issue.record("not refused")
      return
    }
    #expect(reply.hasPrefix(String(said.code)))
  }
}
