// SPDX-License-Identifier: MIT
import MatinesApplication

/// The dialogue that hands over one message once greeting, TLS and login are done. libcurl's own
/// waits for the reply to the message without letting anything else move; this one is driven.
struct SMTPSession {
  enum Ending: Equatable {
    case accepted(code: Int)
    case refused(SMTPReply, at: SMTPDialogue.Step)
    /// What came is not SMTP, or does not end.
    case garbled(at: SMTPDialogue.Step)
  }

  /// More than this in answer to one message is not a reply.
  private static let limit = 65_536

  private(set) var step = SMTPDialogue.Step.sender
  /// The octets of the current step; from `sent` on they still have to leave.
  private(set) var outgoing: [UInt8]
  private(set) var sent = 0
  private(set) var hasHeard = false
  private let recipient: String
  private let message: [UInt8]
  private var line: [UInt8] = []
  private var heardOctets = 0

  init(_ request: MailRequest) {
    outgoing = Array("MAIL FROM:<\(request.from)>\r\n".utf8)
    recipient = request.to
    message = request.message
  }

  var hasMoreToSend: Bool { sent < outgoing.count }

  /// The final dot has left: from here on the server may have the message.
  var isHandedOver: Bool { step == .message && !hasMoreToSend }

  mutating func didSend(_ count: Int) { sent = min(sent + count, outgoing.count) }

  /// Takes what the server said; answers the end once it is reached.
  mutating func heard(_ octets: some Sequence<UInt8>) -> Ending? {
    for octet in octets {
      heardOctets += 1
      guard heardOctets <= Self.limit else { return .garbled(at: step) }
      line.append(octet)
      guard octet == 0x0A else { continue }
      hasHeard = true
      let complete = line
      line = []
      guard let reply = SMTPReply(line: complete) else { return .garbled(at: step) }
      if reply.isLast, let ending = take(reply) { return ending }
    }
    return nil
  }

  private mutating func take(_ reply: SMTPReply) -> Ending? {
    if reply.code >= 400 { return .refused(reply, at: step) }
    // A server may refuse at any time, but agree only to what it was told.
    guard !hasMoreToSend else { return .garbled(at: step) }
    switch (step, reply.code) {
    case (.sender, 200..<300): go(to: .recipient, Array("RCPT TO:<\(recipient)>\r\n".utf8))
    case (.recipient, 200..<300): go(to: .data, Array("DATA\r\n".utf8))
    case (.data, 354): go(to: .message, Self.stuffed(message))
    case (.message, 200..<300): return .accepted(code: reply.code)
    default: return .garbled(at: step)
    }
    return nil
  }

  private mutating func go(to next: SMTPDialogue.Step, _ octets: [UInt8]) {
    (step, outgoing, sent) = (next, octets, 0)
  }

  /// RFC 5321, 4.5.2: a dot at the start of a line is doubled, and a lone one ends the message.
  static func stuffed(_ message: [UInt8]) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(message.count + message.count / 64 + 8)
    let dot = UInt8(ascii: ".")
    var (begin, startsLine) = (0, true)
    for place in message.indices {
      if startsLine, message[place] == dot {
        octets += message[begin..<place]
        octets.append(dot)
        begin = place
      }
      startsLine = message[place] == 0x0A
    }
    octets += message[begin...]
    if !startsLine { octets += [0x0D, 0x0A] }
    octets += [dot, 0x0D, 0x0A]
    return octets
  }
}
