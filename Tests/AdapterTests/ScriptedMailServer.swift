// SPDX-License-Identifier: MIT
import Synchronization

/// An SMTP server whose answers a test chooses by command.
final class ScriptedMailServer: Sendable {
  enum Answer: Sendable {
    case say(String)
    case sayAndReset(String)
    case reset
    case silence
  }

  private final class Record: Sendable {
    let commands = Mutex<[String]>([])
    let messages = Mutex<[String]>([])
  }

  private let record: Record
  private let server: ScriptedServer

  var port: Int { server.port }
  var connections: Int { server.connections }
  var commands: [String] { record.commands.withLock { $0 } }
  /// As they were on the wire, with the final dot.
  var messages: [String] { record.messages.withLock { $0 } }

  /// Keys: `connect`, `message` (after the final dot), and the first four letters of commands.
  init(
    _ answers: [String: Answer] = [:], closingAfterMessage: Bool = false,
    messagesPerConnection: Int = .max
  ) {
    let record = Record()
    self.record = record
    server = ScriptedServer {
      Self.converse($0, answers, record, closingAfterMessage, messagesPerConnection)
    }
  }

  private static let standard: [String: String] = [
    "connect": "220 test", "EHLO": "250-test\r\n250 8BITMIME", "MAIL": "250 ok", "RCPT": "250 ok",
    "DATA": "354 go", "message": "250 kept", "QUIT": "221 bye", "HELO": "250 test",
  ]

  private static func converse(
    _ connection: ScriptedConnection, _ answers: [String: Answer], _ record: Record,
    _ closesAfterMessage: Bool, _ messagesPerConnection: Int
  ) {
    var taken = 0
    func answer(_ step: String) -> Bool {
      switch answers[step] ?? .say(standard[step] ?? "500 what") {
      case .say(let text):
        connection.write(text + "\r\n")
        return true
      case .sayAndReset(let text):
        connection.write(text + "\r\n")
        connection.resetAtEnd()
        return false
      case .reset:
        connection.resetAtEnd()
        return false
      case .silence:
        connection.waitForTheEnd()
        return false
      }
    }
    guard answer("connect") else { return }
    while let line = connection.readLine() {
      let step = String(line.prefix(4)).uppercased()
      record.commands.withLock { $0.append(String(line.dropLast(1))) }
      if step == "MAIL", taken >= messagesPerConnection {
        connection.write("421 enough of this connection\r\n")
        return
      }
      guard answer(step) else { return }
      let isData = if case .say(let text) = answers[step] { text.hasPrefix("354") } else { true }
      guard step == "DATA", isData else { continue }
      guard let message = connection.readUntil(Array("\r\n.\r\n".utf8)) else { return }
      record.messages.withLock { $0.append(String(decoding: message, as: UTF8.self)) }
      taken += 1
      guard answer("message"), !closesAfterMessage else { return }
    }
  }
}
