// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

struct `A letter` {
  private let mailer = RecordingMailer()

  private func send(wordsIn language: LanguageTag?, to reader: LanguageTag) throws {
    let wording = Wording(renderer: FixedRenderer(language: language), fallback: .french)
    let moment = Instant(milliseconds: 784_111_777_000)
    let notification = Notification(
      id: try NotificationID("0192f0c1-2345-7abc-8def-0123456789ab"),
      type: .promotedToMinister, category: .role, severity: .info,
      content: .template(.promotion, data: "{}"), created: moment, expires: moment + .day)
    let user = User(
      id: try UserID("42"), email: try EmailAddress("a@example.org"), locale: reader)
    _ = EmailChannel(mailer: mailer, wording: wording).begin(
      Delivery(
        token: DeliveryToken(id: 1, fence: 1), notification: notification, user: user,
        channel: .email, subscription: nil, attempt: 1, expires: moment + .day,
        counts: Counts(unread: 1, unseenBySeverity: [1, 0, 0, 0], version: 1)))
  }

  @Test func `names the language of its words, which may not be its reader's`() throws {
    let german = try LanguageTag("de")
    try send(wordsIn: .french, to: german)
    try send(wordsIn: nil, to: german)
    #expect(mailer.sent.map(\.locale) == [.french, german])
  }
}

private struct FixedRenderer: TemplateRenderer {
  let language: LanguageTag?

  func render(_ request: RenderRequest) -> Rendered {
    Rendered(title: "T", text: "B", language: language)
  }
}

private final class RecordingMailer: Mailer {
  private let taken = Mutex<[Email]>([])

  var sent: [Email] { taken.withLock { $0 } }

  func send(_ email: Email) -> Begun {
    taken.withLock { $0.append(email) }
    return .done(.delivered(reference: nil))
  }
}
