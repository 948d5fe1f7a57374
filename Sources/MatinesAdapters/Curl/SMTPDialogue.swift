// SPDX-License-Identifier: MIT

/// What libcurl said to a mail server and what was answered, until it is ready for messages.
/// libcurl reports one error for many causes; the step and the reply code tell them apart.
struct SMTPDialogue {
  enum Step: String {
    case greeting = "the connection"
    case hello = "EHLO"
    case startTLS = "STARTTLS"
    case login = "AUTH"
    case sender = "MAIL"
    case recipient = "RCPT"
    case data = "DATA"
    case message = "the message"
  }

  private(set) var step = Step.greeting
  /// The reply to the current step, nil until its last line came.
  private(set) var reply: SMTPReply?

  /// A command left.
  mutating func said(_ line: UnsafeRawBufferPointer) {
    switch Self.verb(line) {
    case "EHLO", "HELO": step = .hello
    case "STAR": step = .startTLS
    case "AUTH": step = .login
    default: break  // The credentials of AUTH come without a verb.
    }
    reply = nil
  }

  /// A line came back.
  mutating func heard(_ line: UnsafeRawBufferPointer) {
    guard let heard = SMTPReply(line: line), heard.isLast else { return }
    reply = heard
  }

  private static func verb(_ line: UnsafeRawBufferPointer) -> String {
    String(decoding: line.prefix(4), as: UTF8.self)
  }
}
