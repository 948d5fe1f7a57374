// SPDX-License-Identifier: MIT
import Glibc
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// The words of one mail, subject, text and HTML, and the message made of them: microseconds of
/// CPU, the median of some rounds.
@main
struct MailRender {
  private static let rounds = 5
  private static let count = 2_000

  private let renderer: any TemplateRenderer
  private let sender: MailSender
  private let user: User

  static func main() throws {
    let bench = try MailRender()
    let (data, template) = (try bench.data(0), TemplateName.promotion)
    let words = try bench.words(data, template, 0)
    guard words.html != nil else { throw RenderFailure("no HTML") }
    let all = try (0..<count).map(bench.data)
    try print("mail_render") { number in _ = try bench.words(all[number], template, number) }
    try print("mail_compose") { number in _ = try bench.message(words) }
  }

  private init() throws {
    let document = #"{"store": "memory:", "origin": "https://bo.example.org"}"#
    let clock = SystemClock()
    renderer = try Registry.assemble(EngineDocument.read(document)).renderer(
      clock: clock, log: KeptLog(clock: clock))
    sender = try MailSender(EmailAddress("bo@example.org"), name: "Back-office")
    user = User(
      id: try UserID("42"), email: try EmailAddress("jeanne@example.org"), locale: .french,
      roles: [], domains: [])
  }

  private func data(_ number: Int) throws -> String {
    #"{"name": "Jeanne \#(number)", "ministry": "l'Agriculture", "targetUrl": "/people/42"}"#
  }

  /// One every second.
  private func words(
    _ data: String, _ template: TemplateName, _ number: Int
  ) throws -> Rendered {
    try renderer.render(
      RenderRequest(
        template: template, event: .promotedToMinister, channel: .email, locale: .french,
        data: data, user: user, notification: Self.id,
        created: Self.moment + .seconds(Int64(number))))
  }

  private func message(_ words: Rendered) throws -> MIMEMessage {
    try MIMEMessage(
      Email(
        to: EmailAddress("jeanne@example.org"), subject: words.title, text: words.text,
        html: words.html, locale: .french, notification: Self.id, created: Self.moment),
      from: sender)
  }

  private static let moment = Instant(milliseconds: 1_790_000_000_000)
  private static let id = NotificationID(high: 0x0192_f0c1_2345_7abc, low: 0x8def_0123_4567_89ab)

  private static func print(_ name: String, _ work: (Int) throws -> Void) throws {
    var spent: [Double] = []
    for _ in 0..<rounds {
      let start = microseconds()
      for number in 0..<count { try work(number) }
      spent.append((microseconds() - start) / Double(count))
    }
    let median = spent.sorted()[rounds / 2]
    Swift.print("bench \(name) \(Double(Int(median * 100)) / 100) us")
  }

  private static func microseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }
}
