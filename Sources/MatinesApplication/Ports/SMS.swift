// SPDX-License-Identifier: MIT
import MatinesDomain

package struct TextMessage: Sendable {
  package let to: PhoneNumber
  package let body: SMSText
  package let notification: NotificationID

  package var text: String { body.text }
  package var encoding: SMSEncoding { body.measure.encoding }
  /// What it is paid by, as far as can be counted before the provider does.
  package var parts: Int { body.measure.parts }

  package init(to: PhoneNumber, _ body: SMSText, notification: NotificationID) {
    self.to = to
    self.body = body
    self.notification = notification
  }
}

/// Sends a text message, which costs money.
package protocol SMS: Sendable {
  func send(_ message: TextMessage) -> Begun
}
