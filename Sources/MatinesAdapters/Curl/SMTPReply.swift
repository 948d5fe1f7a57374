// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// One line of a reply (RFC 5321, 4.2): three digits, and a hyphen when more lines follow.
struct SMTPReply: Equatable {
  let code: Int
  let text: String
  let isLast: Bool

  init?(line: some Collection<UInt8>) {
    let digits = line.prefix(3)
    guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    code = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard (200..<600).contains(code) else { return nil }
    isLast = line.dropFirst(3).first != UInt8(ascii: "-")
    let said = line.dropFirst(4).prefix(200).prefix { $0 != 0x0D && $0 != 0x0A }
    text = PlainText.oneLine(String(decoding: said, as: UTF8.self), limit: 200)
  }

  /// How the refusal of a step is told: RFC 4954, section 6, has replies that speak of
  /// authentication wherever they appear. The sender is the same for all messages.
  func kind(at step: SMTPDialogue.Step) -> TransferFailure.Kind {
    let isLogin = [530, 534, 535, 538].contains(code)
    if code >= 500, step == .login || isLogin { return .credentials }
    if code >= 500, step == .startTLS { return .security }
    switch step {
    case .greeting, .hello, .startTLS, .login, .sender: return .unready(code: code)
    case .recipient, .data, .message: return .reply(code: code)
    }
  }
}
