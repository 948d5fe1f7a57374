// SPDX-License-Identifier: MIT
import MatinesDomain

package struct PushMessage: Sendable {
  package let user: UserID
  package let subscription: Subscription
  package let notification: Notification
  package let title: String
  package let body: String
  package let expires: Instant

  package init(
    user: UserID, subscription: Subscription, notification: Notification, title: String,
    body: String, expires: Instant
  ) {
    self.user = user
    self.subscription = subscription
    self.notification = notification
    self.title = title
    self.body = body
    self.expires = expires
  }
}

/// Reaches a browser whose site is closed.
package protocol WebPush: Sendable {
  func send(_ message: PushMessage) -> Begun
}
