// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Hands e-mails to a mail server over SMTP.
package struct SMTPMailer: Mailer {
  private let server: MailServer
  private let from: MailSender
  private let timeout: Instant.Span

  /// The sender is the DSN's `from=`, or else `from`.
  package init(
    dsn: DSN, from: EmailAddress? = nil, timeout: Instant.Span = .seconds(30)
  ) throws(InvalidValue) {
    server = try MailServer(dsn)
    let named = try dsn["from"].map { (text) throws(InvalidValue) in
      try EmailAddress(text, field: "mailer.from")
    }
    guard let address = named ?? from else { throw InvalidValue("mailer.from", .missing) }
    self.from = try MailSender(address, name: dsn["from_name"])
    self.timeout = timeout
  }

  package func send(_ email: Email) -> Begun {
    let message: MIMEMessage
    do throws(InvalidValue) {
      message = try MIMEMessage(email, from: from)
    } catch {
      return .done(.failed(why: error.description))
    }
    let request = MailRequest(
      url: server.url, security: server.security, user: server.user, login: server.login,
      caFile: server.caFile, from: from.address.text, to: email.to.text, message: message.octets,
      timeout: timeout, perConnection: server.perConnection)
    return .transfer(.mail(request)) { [login = server.login] in
      SMTPMailer.outcome($0, hiding: login)
    }
  }

  /// What becomes of an e-mail, by RFC 5321, 4.2.1.
  package static func outcome(_ result: TransferResult) -> Outcome { outcome(result, hiding: nil) }

  private static func outcome(_ result: TransferResult, hiding login: MailPassword?) -> Outcome {
    guard case .failed(let failure) = result else { return .delivered(reference: nil) }
    let why = failure.why { login?.hidden(in: $0) ?? $0 }
    return switch failure.kind {
    case .unreachable, .forbidden, .garbled, .withdrawn: .later(why: why, after: nil)
    case .security, .credentials: .misconfigured(why: why)
    case .reply(let code) where code >= 500, .unready(let code) where code >= 500:
      .failed(why: why)
    case .reply, .unready: .later(why: why, after: nil)
    case .unanswered: .unknown(why: why)
    }
  }
}
