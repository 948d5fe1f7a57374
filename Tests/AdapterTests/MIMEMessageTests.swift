// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `MIME messages` {
  private let from: EmailAddress

  init() throws { from = try EmailAddress("noreply@bo.example.org") }

  private func message(_ email: Email, fromName: String? = nil) throws -> String {
    let sender = try MailSender(from, name: fromName)
    return String(decoding: try MIMEMessage(email, from: sender).octets, as: UTF8.self)
  }

  /// The value of a field as it stands, folded.
  private func field(_ name: String, in message: String) -> String? {
    var value: String?
    for line in message.split(separator: "\r\n", omittingEmptySubsequences: false) {
      if line.isEmpty { break }
      if line.hasPrefix("\(name): ") {
        value = String(line.dropFirst(name.count + 2))
      } else if let so = value {
        if line.first == " " { value = so + "\r\n" + line } else { break }
      }
    }
    return value
  }

  /// RFC 2047, independent of the encoder: unfolds, joins neighbouring words, decodes.
  private func decoded(_ value: String) -> String {
    var octets: [UInt8] = []
    for line in value.split(separator: "\r\n") {
      let word = line.first == " " && line.contains("=?UTF-8?B?") ? line.dropFirst() : line
      if word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?=") {
        let text = word.dropFirst(10).dropLast(2).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
        octets += (try? Base64URL.decode(String(text.filter { $0 != "=" }))) ?? []
      } else {
        octets += word.utf8
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  @Test func `carry every subject of the vectors`() throws {
    for example in try Vectors.objects("mime.json", "subject_cases") {
      let subject = Vectors.text(example["subject"])
      let text = try message(try Samples.email(subject: subject))
      let value = try #require(field("Subject", in: text))
      if let header = example["header"] {
        #expect("Subject: \(value)" == header.asString)
      } else {
        #expect(decoded(value) == Vectors.text(example["header_decodes_to"]))
      }
      for line in "Subject: \(value)".split(separator: "\r\n") {
        #expect(line.utf8.count <= 76 && line.utf8.allSatisfy { $0 < 0x80 })
        for word in line.split(separator: " ") where word.hasPrefix("=?") {
          #expect(word.utf8.count <= 75)
          #expect(!decoded(String(word)).contains("\u{FFFD}"))
        }
      }
    }
  }

  @Test func `fold long plain subjects at spaces and lose none`() throws {
    let subject = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let value = try #require(field("Subject", in: try message(Samples.email(subject: subject))))
    #expect(value.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    #expect(value.split(separator: "\r\n").joined() == subject)
  }

  @Test func `refuse what the vectors refuse`() throws {
    for example in try Vectors.objects("mime.json", "must_reject") {
      let value = Vectors.text(example["value"])
      switch example["field"]?.asString {
      case "subject":
        #expect(throws: InvalidValue.self) { try message(Samples.email(subject: value)) }
      case "to":
        #expect(throws: InvalidValue.self) { try EmailAddress(value) }
      case "from_name":
        #expect(throws: InvalidValue.self) { try message(Samples.email(), fromName: value) }
      case "header_name":
        #expect(MailHeader.Name(rawValue: value) == nil)
      case "header_value":
        let text = try message(Samples.email(subject: "a\(value)b"))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
      case let field: Issue.record("unknown field \(field ?? "")")
      }
    }
  }

  @Test func `are the same octets on a retry`() throws {
    let email = try Samples.email(subject: "é", text: "a", html: "<p>a</p>")
    #expect(try message(email) == message(email))
    let text = try message(email)
    let id = "<0192f0c1-2345-7abc-8def-0123456789ab.email.08168cd80dfd534a@bo.example.org>"
    #expect(field("Message-ID", in: text) == id)
    #expect(text.contains("Date: Sun, 6 Nov 1994 08:49:37 +0000\r\n"))
    #expect(text.contains("Auto-Submitted: auto-generated\r\n"))
    #expect(text.contains("Content-Language: fr\r\n"))
    #expect(text.contains("MIME-Version: 1.0\r\n"))
  }

  @Test func `have an id of their own for each recipient`() throws {
    let ids = try ["a@example.com", "b@example.com"].map { to in
      field("Message-ID", in: try message(Samples.email(to: to)))
    }
    #expect(ids[0] != nil && ids[0] != ids[1])
  }

  @Test func `say how to end them where one click does it, and else not at all`() throws {
    let wanted = try #require(Vectors.load("mime.json")["unsubscribe_headers"]?.asObject)
    let url = "https://example.org/u/TOKEN"
    let one = try message(Samples.email(ending: UnsubscribeLink(url: url, isOneClick: true)))
    #expect(field("List-Unsubscribe", in: one) == wanted["List-Unsubscribe"]?.asString)
    #expect(field("List-Unsubscribe-Post", in: one) == wanted["List-Unsubscribe-Post"]?.asString)
    for link in [nil, UnsubscribeLink(url: url, isOneClick: false)] {
      #expect(!(try message(Samples.email(ending: link))).contains("List-Unsubscribe"))
    }
  }

  @Test func `keep to the limits of the vectors`() throws {
    let limits = try #require(Vectors.load("mime.json")["limits"]?.asObject)
    func limit(_ name: String) throws -> Int { Int(try #require(limits[name]?.asInt64)) }
    let local = String(repeating: "l", count: try limit("local_part_max"))
    // Angle brackets count, too.
    let room = try limit("path_max") - 2 - local.utf8.count - 1
    let host = String(repeating: "d", count: 63) + "." + String(repeating: "e", count: 63) + "."
    let domain = host + String(repeating: "f", count: room - host.utf8.count)
    #expect(try EmailAddress("\(local)@\(domain)").text.utf8.count == 254)
    #expect(throws: InvalidValue.self) { try EmailAddress("\(local)@\(domain)f") }
    #expect("RCPT TO:<>\r\n".utf8.count + 254 <= (try limit("command_line_max")))
    let words = String(repeating: "é à ", count: 200)
    let text = try message(
      Samples.email(subject: words, text: words, html: words, to: "\(local)@\(domain)"),
      fromName: words)
    let lines = text.split(separator: "\r\n").map(\.utf8.count)
    #expect(try lines.max() ?? 0 <= limit("line_octets_max_without_crlf"))
    let short = text.split(separator: "\r\n").filter { !$0.contains("@") }.map(\.utf8.count)
    #expect(try short.max() ?? 0 <= limit("base64_line_max"))
  }

  @Test func `put text before HTML, with a boundary that is in neither`() throws {
    let hostile = "--=_0192f0c1-2345-7abc-8def-0123456789ab\r\nX: 1"
    let text = try message(Samples.email(text: hostile, html: "<p>\(hostile)</p>"))
    let boundary = "--=_0192f0c1-2345-7abc-8def-0123456789ab"
    let parts = text.split(separator: "\r\n").filter { $0.hasPrefix(boundary) }
    #expect(parts == [boundary[...], boundary[...], "\(boundary)--"[...]])
    let plain = try #require(text.firstRange(of: "text/plain; charset=utf-8"))
    let html = try #require(text.firstRange(of: "text/html; charset=utf-8"))
    #expect(plain.lowerBound < html.lowerBound)
  }

  @Test func `have no other line end than CRLF and no long line`() throws {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array(".\r\na=é \t")
    for _ in 0..<300 {
      let body = String((0..<200).compactMap { _ in alphabet.randomElement(using: &generator) })
      let text = try message(Samples.email(text: body, html: body), fromName: "Équipe")
      let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(
        lines.allSatisfy { line in
          (line.utf8.count <= 76 || line.hasPrefix("Message-ID: <"))
            && line.utf8.allSatisfy { $0 != 0x0D && $0 != 0x0A && $0 < 0x80 }
        })
      #expect(text.hasSuffix("\r\n"))
    }
  }

  @Test(arguments: [
    "a = b ", "é à ù", "fin d’une ligne \t\r\nx", String(repeating: "é", count: 400),
  ])
  func `give the text back`(text: String) throws {
    let body = MailBody(text)
    #expect(decodedBody(body) == text + "\r\n")
  }

  private func decodedBody(_ body: MailBody) -> String {
    var written: [UInt8] = []
    body.write(to: &written)
    if body.encoding == .base64 {
      let text = String(decoding: written, as: UTF8.self).filter {
        !"\r\n=".contains($0) && $0 != "\r\n"
      }
      let url = text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
      return String(decoding: (try? Base64URL.decode(String(url))) ?? [], as: UTF8.self)
    }
    var octets: [UInt8] = []
    var rest = written[...]
    while let octet = rest.popFirst() {
      guard octet == UInt8(ascii: "=") else {
        octets.append(octet)
        continue
      }
      let next = String(decoding: rest.prefix(2), as: UTF8.self)
      rest = rest.dropFirst(2)
      if let value = UInt8(next, radix: 16) { octets.append(value) }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  @Test func `write names as atoms, or encoded`() throws {
    let plain = try message(Samples.email(), fromName: "Back Office")
    #expect(plain.contains("From: Back Office\r\n <noreply@bo.example.org>\r\n"))
    for name in ["Ministère", "A, B", "\"x\" <a@b.c>", "=?UTF-8?B?SGk=?="] {
      let value = try #require(field("From", in: try message(Samples.email(), fromName: name)))
      let words = value.split(separator: "\r\n").dropLast().joined(separator: "\r\n")
      #expect(decoded(words) == name)
      #expect(value.hasSuffix("\r\n <noreply@bo.example.org>"))
    }
  }
}
