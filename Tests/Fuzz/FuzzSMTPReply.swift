// SPDX-License-Identifier: MIT

/// Whatever a mail server says, in whatever pieces: the dialogue ends alike, accepts nothing before
/// the message left, and repeats one printable line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSMTPReply(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  readsLines(octets)
  precondition(converse(octets.map { [$0] }) == converse(lines(octets)), "pieces")
  let good = Array("250 ok\r\n250 ok\r\n354 go\r\n".utf8)
  if case .accepted = converse(lines(good + octets)) {
    precondition(octets.contains(UInt8(ascii: "2")), "accepted out of nothing")
  }
  if case .accepted = converse([good + octets]) { preconditionFailure("accepted unsent") }
  return 0
}

/// With their ends; before each of them, all leaves that is to be sent.
private func lines(_ octets: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var rest = octets[...]
  while let end = rest.firstIndex(of: 0x0A) {
    lines.append(rest[...end])
    rest = rest[(end + 1)...]
  }
  return lines + [rest]
}

private func readsLines(_ octets: [UInt8]) {
  guard let reply = SMTPReply(line: octets) else { return }
  precondition((200..<600).contains(reply.code) && reply.text.utf8.count <= 203, "reply")
  precondition(PlainText.isClean(reply.text), "not one line")
  for step in [SMTPDialogue.Step.greeting, .login, .startTLS, .recipient, .message] {
    _ = reply.kind(at: step)
  }
}

private func converse<Piece: Sequence<UInt8>>(_ pieces: [Piece]) -> SMTPSession.Ending? {
  let message = Array("A: b\r\n\r\n.\r\n".utf8)
  var session = SMTPSession(
    MailRequest(
      url: "smtp://localhost:25/", security: .none, user: nil, login: nil, caFile: nil,
      from: "a@b.c", to: "d@e.f", message: message))
  for piece in pieces {
    session.didSend(session.outgoing.count)
    guard let ending = session.heard(piece) else { continue }
    if case .accepted(let code) = ending {
      precondition(200..<300 ~= code && session.isHandedOver, "accepted too early")
    }
    return ending
  }
  return nil
}
