// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Writes e-mails as `.eml` files.
package struct SpoolMailer: Mailer {
  private let folder: SpoolFolder
  private let from: MailSender

  package init(
    directory: String, from: EmailAddress, fromName: String? = nil
  ) throws(InvalidValue) {
    folder = try SpoolFolder(path: directory, field: "mailer")
    self.from = try MailSender(from, name: fromName)
  }

  package func send(_ email: Email) -> Begun {
    do throws(InvalidValue) {
      let message = try MIMEMessage(email, from: from)
      let name = "\(email.notification).\(SpoolFolder.mark(of: email.to.text)).eml"
      return .done(folder.put(message.octets, as: name))
    } catch {
      return .done(.failed(why: error.description))
    }
  }
}
