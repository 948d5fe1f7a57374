// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `Spool` {
  private static let id = "0192f0c1-2345-7abc-8def-0123456789ab"

  private func mailer(_ path: String) throws -> SpoolMailer {
    try SpoolMailer(directory: path, from: try EmailAddress("f@example.com"))
  }

  private func isDelivered(_ begun: Begun) -> Bool {
    if case .done(.delivered) = begun { true } else { false }
  }

  @Test func `writes an e-mail whole and private, and replaces it on a retry`() throws {
    let folder = TemporaryFolder()
    let mailer = try mailer("\(folder.path)/spool")
    let email = try Samples.email()
    #expect(isDelivered(mailer.send(email)))
    #expect(isDelivered(mailer.send(email)))
    #expect(folder.mode("spool") == 0o700)
    let spool = TemporaryFolder.names("\(folder.path)/spool")
    let name = try #require(spool.first)
    #expect(spool.count == 1 && name.hasPrefix(Self.id) && name.hasSuffix(".eml"))
    #expect(folder.mode("spool/\(name)") == 0o600)
    let sender = try MailSender(EmailAddress("f@example.com"), name: nil)
    let octets = try MIMEMessage(email, from: sender).octets
    #expect(folder.read("spool/\(name)") == octets)
  }

  @Test func `keeps the recipients of one notification apart`() throws {
    let folder = TemporaryFolder()
    let mailer = try mailer(folder.path)
    #expect(isDelivered(mailer.send(try Samples.email(to: "a@example.com"))))
    #expect(isDelivered(mailer.send(try Samples.email(to: "b@example.com"))))
    #expect(folder.names.count == 2)
  }

  @Test func `writes text messages and pushes as JSON`() throws {
    let folder = TemporaryFolder()
    let message = TextMessage(
      to: try PhoneNumber("+33612345678"), try SMSText("é \"x\""),
      notification: try Samples.notificationID())
    #expect(isDelivered(try SpoolSMS(directory: folder.path).send(message)))
    let push = PushMessage(
      user: try UserID("42"),
      subscription: Subscription(
        number: 9, endpoint: "https://p/1", p256dh: [1], auth: Array("SECRET".utf8)),
      notification: try Samples.notification(), delivery: 1, locale: .french,
      expires: Samples.moment + .day, words: { Rendered(title: "T", text: "B") })
    let prepared = try SpoolWebPush(directory: folder.path).prepare(push)
    if case .ready(let departure) = prepared { #expect(isDelivered(departure.begin())) }
    let pushed = try document("\(Self.id).9.push.json", in: folder)
    #expect(pushed["title"]?.asString == "T")
    #expect(pushed["data"]?.asObject?["targetUrl"]?.asString == "/a")
    #expect(!JSON.object(pushed).text.contains("SECRET"))
    let name = try #require(folder.names.first { $0.hasSuffix(".sms.json") })
    #expect(try document(name, in: folder)["text"]?.asString == "é \"x\"")
  }

  private func document(_ name: String, in folder: TemporaryFolder) throws -> JSONObject {
    let octets = try #require(folder.read(name))
    return try #require(try JSON.parse(octets).asObject)
  }

  @Test func `names the directory that cannot be written`() throws {
    let folder = TemporaryFolder()
    folder.write("file", "x")
    for path in ["\(folder.path)/file", "\(folder.path)/no/such"] {
      guard case .done(.misconfigured(let why)) = try mailer(path).send(try Samples.email()) else {
        Issue.record("\(path) was written")
        continue
      }
      #expect(why.hasPrefix(path))
    }
  }

  @Test func `refuses a directory others may write to`() throws {
    let folder = TemporaryFolder()
    chmod(folder.path, 0o777)
    guard case .done(.misconfigured) = try mailer(folder.path).send(try Samples.email()) else {
      Issue.record("written")
      return
    }
    chmod(folder.path, 0o700)
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: [(ENOSPC, true), (EDQUOT, true), (EIO, true), (EACCES, false), (EROFS, false)])
  func `tells what passes from what needs a hand`(number: Int32, passes: Bool) {
    #expect(SystemFault(number: number).isPassing == passes)
  }
}
