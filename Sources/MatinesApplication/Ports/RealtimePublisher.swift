// SPDX-License-Identifier: MIT
import MatinesDomain

package struct RealtimeUpdate: Sendable {
  package let user: UserID
  package let notification: Notification
  package let title: String
  package let body: String
  package let counts: Counts

  package init(
    user: UserID, notification: Notification, title: String, body: String, counts: Counts
  ) {
    self.user = user
    self.notification = notification
    self.title = title
    self.body = body
    self.counts = counts
  }
}

/// Rings the bell in the back-office, on the person's own private topic.
package protocol RealtimePublisher: Sendable {
  /// Repeats of one delivery carry the same id.
  func publish(_ update: RealtimeUpdate) -> Begun
}
