// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A complete message (RFC 5322, 2045, 2046). The same e-mail gives the same octets, so that a
/// retry cannot be told from its first attempt.
package struct MIMEMessage {
  package let octets: [UInt8]

  package init(
    _ email: Email, from: EmailAddress, fromName: String?
  ) throws(InvalidValue) {
    let head = [
      MailHeader(.date, fixed: CivilDate(email.created).mailText),
      MailHeader(.messageID, fixed: Self.messageID(email, from)),
      try MailHeader(.from, address: from, display: fromName),
      MailHeader(.to, fixed: email.to.text),
      try MailHeader(.subject, text: email.subject),
      MailHeader(.autoSubmitted, fixed: "auto-generated"),
      MailHeader(.language, fixed: email.locale.text),
      MailHeader(.version, fixed: "1.0"),
    ]
    let parts = Self.part(email.text, "plain")
    guard let html = email.html else {
      octets = Self.octets(head.map(\.text) + parts)
      return
    }
    let boundary = Self.boundary(email.notification)
    let type = MailHeader(.type, fixed: "multipart/alternative;\r\n boundary=\"\(boundary)\"")
    octets = Self.octets(
      head.map(\.text) + [type.text, "\r\n--\(boundary)\r\n"] + parts
        + ["--\(boundary)\r\n"] + Self.part(html, "html") + ["--\(boundary)--\r\n"])
  }

  /// Of the notification and the channel, so that a repeat carries the same.
  private static func messageID(_ email: Email, _ from: EmailAddress) -> String {
    let domain = from.text.split(separator: "@").last.map(String.init) ?? "localhost"
    return "<\(email.notification).email@\(domain)>"
  }

  /// Begins with `=_`, which neither quoted-printable nor base64 can produce.
  private static func boundary(_ id: NotificationID) -> String { "=_\(id)" }

  private static func part(_ text: String, _ subtype: String) -> [String] {
    let body = MailBody(text)
    return [
      MailHeader(.type, fixed: "text/\(subtype); charset=utf-8").text,
      MailHeader(.encoding, fixed: body.encoding.rawValue).text,
      "\r\n", body.text,
    ]
  }

  private static func octets(_ lines: [String]) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count })
    for line in lines { octets.append(contentsOf: line.utf8) }
    return octets
  }
}
