// SPDX-License-Identifier: MIT
import MatinesDomain

package struct PushMessage: Sendable {
  package let user: UserID
  package let subscription: Subscription
  package let notification: Notification
  /// The delivery it belongs to, for its acknowledgement; 0 for none.
  package let delivery: Int64
  package let locale: LanguageTag
  package let expires: Instant
  /// Goes before others where much waits for its service.
  package let isUrgent: Bool
  /// Asked for only when it sets out.
  package let words: @Sendable () throws(RenderFailure) -> Rendered

  package init(
    user: UserID, subscription: Subscription, notification: Notification, delivery: Int64,
    locale: LanguageTag, expires: Instant, isUrgent: Bool = false,
    words: @escaping @Sendable () throws(RenderFailure) -> Rendered
  ) {
    self.user = user
    self.subscription = subscription
    self.notification = notification
    self.delivery = delivery
    self.locale = locale
    self.expires = expires
    self.isUrgent = isUrgent
    self.words = words
  }
}

/// Reaches a browser whose site is closed.
package protocol WebPush: Sendable {
  /// Asks whether one message may set out now.
  func prepare(_ message: PushMessage) -> Prepared
}
