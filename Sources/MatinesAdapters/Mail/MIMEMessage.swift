// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A complete message (RFC 5322, 2045, 2046). The same e-mail gives the same octets, so that a
/// retry cannot be told from its first attempt.
package struct MIMEMessage {
  package private(set) var octets: [UInt8] = []

  package init(_ email: Email, from: MailSender) throws(InvalidValue) {
    let (text, html) = (MailBody(email.text), email.html.map { MailBody($0) })
    octets.reserveCapacity(1_024 + text.length + (html?.length ?? 0))
    for header in try Self.head(email, from) { append(header) }
    guard let html else {
      append(text, "plain")
      return
    }
    let boundary = Self.boundary(email.notification)
    append(MailHeader(.type, fixed: "multipart/alternative;\r\n boundary=\"\(boundary)\""))
    append("\r\n--\(boundary)\r\n")
    append(text, "plain")
    append("--\(boundary)\r\n")
    append(html, "html")
    append("--\(boundary)--\r\n")
  }

  private static func head(
    _ email: Email, _ from: MailSender
  ) throws(InvalidValue) -> [MailHeader] {
    [
      MailHeader(.date, fixed: CivilDate(email.created).mailText),
      MailHeader(.messageID, fixed: messageID(email, from)),
      from.header,
      MailHeader(.to, fixed: email.to.text),
      try MailHeader(.subject, text: email.subject),
      MailHeader(.language, fixed: email.locale.text),
    ] + unsubscribe(email.unsubscribe) + constant
  }

  private static let constant = [
    MailHeader(.autoSubmitted, fixed: "auto-generated"), MailHeader(.version, fixed: "1.0"),
  ]

  /// Of notification, channel and recipient, so that a repeat carries the same, and nobody who is
  /// sent two people's mail loses one of them.
  private static func messageID(_ email: Email, _ from: MailSender) -> String {
    "<\(email.notification).email.\(SpoolFolder.mark(of: email.to.text))@\(from.domain)>"
  }

  /// RFC 8058, 3.1: both or neither.
  private static func unsubscribe(_ link: UnsubscribeLink?) -> [MailHeader] {
    guard let link, link.isOneClick else { return [] }
    return [
      MailHeader(.unsubscribe, fixed: "<\(link.url)>"),
      MailHeader(.unsubscribePost, fixed: "List-Unsubscribe=One-Click"),
    ]
  }

  /// Begins with `=_`, which neither quoted-printable nor base64 can produce.
  private static func boundary(_ id: NotificationID) -> String { "=_\(id)" }

  private mutating func append(_ body: MailBody, _ subtype: String) {
    append(MailHeader(.type, fixed: "text/\(subtype); charset=utf-8"))
    append(MailHeader(.encoding, fixed: body.encoding.rawValue))
    append("\r\n")
    body.write(to: &octets)
  }

  private mutating func append(_ header: MailHeader) { append(header.text) }

  private mutating func append(_ text: String) { octets.append(contentsOf: text.utf8) }
}
