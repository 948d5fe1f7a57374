// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

struct `A text on its way to the provider` {
  private let sms = RecordingSMS()

  private func send(_ text: String, _ rules: SMSRules = .standard) throws -> Outcome? {
    let channel = SMSChannel(sms: sms, wording: .plain, fitting: TextFitting(rules))
    let moment = Instant(milliseconds: 784_111_777_000)
    let notification = Notification(
      id: try NotificationID("0192f0c1-2345-7abc-8def-0123456789ab"),
      type: .promotedToMinister, category: .role, severity: .info,
      content: .literal(title: "T", body: text, data: "{}"), created: moment,
      expires: moment + .day)
    let user = User(id: try UserID("42"), phone: try PhoneNumber("+33612345678"))
    let begun = channel.begin(
      Delivery(
        token: DeliveryToken(id: 1, fence: 1), notification: notification, user: user,
        channel: .sms, subscription: nil, attempt: 1, expires: moment + .day,
        counts: Counts(unread: 1, unseenBySeverity: [1, 0, 0, 0], version: 1)))
    guard case .done(let outcome) = begun else { return nil }
    return outcome
  }

  @Test func `is told with its encoding and its parts`() throws {
    #expect(try send("Vous êtes ministre") == .delivered(reference: nil, parts: 1))
    let long = String(repeating: "a", count: 161)
    #expect(try send(long) == .delivered(reference: nil, parts: 2))
    #expect(sms.sent.map(\.encoding) == [.ucs2, .gsm7])
    #expect(sms.sent.map(\.parts) == [1, 2])
  }

  @Test func `is refused over its limit, with the character that makes it cost more`() throws {
    let outcome = try send(
      String(repeating: "a", count: 17) + "ê" + String(repeating: "a", count: 400))
    let why = "text: 7 parts, at most 6 are sent; 'ê' at 17 makes it UCS-2"
    #expect(outcome == .failed(why: why))
    #expect(try send("a\u{7}b") == .failed(why: "text: U+0007 at 1 cannot be sent in an SMS"))
    #expect(sms.sent.isEmpty)
  }

  @Test func `is changed only where the options say so`() throws {
    _ = try send("l’être\r\n")
    _ = try send("l’être", SMSRules(transliterates: true, maxParts: 6, tooLong: .refuse))
    _ = try send(
      String(repeating: "a", count: 161),
      SMSRules(transliterates: false, maxParts: 1, tooLong: .cut))
    #expect(
      sms.sent.map(\.text) == ["l’être\n", "l'etre", String(repeating: "a", count: 157) + "..."])
  }
}

private final class RecordingSMS: SMS {
  private let taken = Mutex<[TextMessage]>([])

  var sent: [TextMessage] { taken.withLock { $0 } }

  func send(_ message: TextMessage) -> Begun {
    taken.withLock { $0.append(message) }
    return .done(.delivered(reference: nil))
  }
}
