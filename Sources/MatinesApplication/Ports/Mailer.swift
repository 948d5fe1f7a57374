// SPDX-License-Identifier: MIT
import MatinesDomain

package struct Email: Sendable {
  package let to: EmailAddress
  package let subject: String
  package let text: String
  package let html: String?
  package let locale: LanguageTag
  package let notification: NotificationID
  package let created: Instant
  /// Nil where nobody is offered to end such messages.
  package let unsubscribe: UnsubscribeLink?

  package init(
    to: EmailAddress, subject: String, text: String, html: String?, locale: LanguageTag,
    notification: NotificationID, created: Instant, unsubscribe: UnsubscribeLink? = nil
  ) {
    self.to = to
    self.subject = subject
    self.text = text
    self.html = html
    self.locale = locale
    self.notification = notification
    self.created = created
    self.unsubscribe = unsubscribe
  }
}

/// Hands an e-mail to a mail server.
package protocol Mailer: Sendable {
  /// A retry of one delivery carries the same Message-ID.
  func send(_ email: Email) -> Begun
}
