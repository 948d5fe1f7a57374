// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Hands e-mails to a mail server over SMTP.
package struct SMTPMailer: Mailer {
  private let server: MailServer
  private let from: EmailAddress
  private let fromName: String?
  private let timeout: Instant.Span

  /// The sender is the DSN's `from=`, or else `from`.
  package init(
    dsn: DSN, from: EmailAddress? = nil, timeout: Instant.Span = .seconds(30)
  ) throws(InvalidValue) {
    server = try MailServer(dsn)
    if let text = dsn["from"] {
      self.from = try EmailAddress(text, field: "mailer.from")
    } else if let from {
      self.from = from
    } else {
      throw InvalidValue("mailer.from", .missing)
    }
    fromName = dsn["from_name"]
    self.timeout = timeout
  }

  package func send(_ email: Email) -> Begun {
    let message: MIMEMessage
    do throws(InvalidValue) {
      message = try MIMEMessage(email, from: from, fromName: fromName)
    } catch {
      return .done(.failed(why: error.description))
    }
    let password = server.password?.withOctets { String(decoding: $0, as: UTF8.self) }
    let request = MailRequest(
      url: server.url, security: server.security, user: server.user, password: password,
      caFile: server.caFile, from: from.text, to: email.to.text, message: message.octets,
      timeout: timeout)
    return .transfer(.mail(request), conclude: SMTPMailer.outcome)
  }

  /// What becomes of an e-mail, by RFC 5321, 4.2.1.
  package static func outcome(_ result: TransferResult) -> Outcome {
    switch result {
    case .answered: .delivered(reference: nil)
    case .failed(let failure): outcome(failure)
    }
  }

  private static func outcome(_ failure: TransferFailure) -> Outcome {
    switch failure.kind {
    case .unreachable, .forbidden, .garbled, .withdrawn: .later(why: failure.why, after: nil)
    case .security, .credentials: .misconfigured(why: failure.why)
    case .reply(let code) where code >= 500, .unready(let code) where code >= 500:
      .failed(why: failure.why)
    case .reply, .unready: .later(why: failure.why, after: nil)
    case .unanswered: .unknown(why: failure.why)
    }
  }
}
