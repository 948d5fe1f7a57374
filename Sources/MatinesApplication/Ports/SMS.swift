// SPDX-License-Identifier: MIT
import MatinesDomain

package struct TextMessage: Sendable {
  package let to: PhoneNumber
  package let text: String
  package let notification: NotificationID

  package init(to: PhoneNumber, text: String, notification: NotificationID) {
    self.to = to
    self.text = text
    self.notification = notification
  }
}

/// Sends a text message, which costs money.
package protocol SMS: Sendable {
  func send(_ message: TextMessage) -> Begun
}
