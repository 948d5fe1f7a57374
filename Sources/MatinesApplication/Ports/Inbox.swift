// SPDX-License-Identifier: MIT
import MatinesDomain

/// What one person has received. Every operation names the person, and never touches another's.
package protocol Inbox: Sendable {
  /// Newest first, strictly older than `before`; archived rows are left out.
  func page(of user: UserID, before: NotificationID?, limit: Int)
    throws(StoreFailure) -> [InboxRow]
  func counts(of user: UserID) throws(StoreFailure) -> Counts
  /// Seeing, reading and archiving cancel what is pending, in the same transaction. Ids that are
  /// not this person's are `notFound`, and nothing is written.
  func mark(_ notifications: [NotificationID], of user: UserID, _ mark: Mark, at time: MarkTime)
    throws(StoreFailure) -> Marked
  /// Everything up to and including the cursor.
  func markAll(upTo cursor: NotificationID, of user: UserID, _ mark: Mark, at time: MarkTime)
    throws(StoreFailure) -> Marked
  /// A browser showed a push, or somebody opened it, which is seeing it. Cancels in the same
  /// transaction what that makes needless. `notFound` when the pair is not one of ours.
  /// Answers whether a worker has something to tell.
  func acknowledge(_ push: PushReceipt, at time: MarkTime) throws(StoreFailure) -> Bool
}

/// What marking came to.
package struct Marked: Equatable, Sendable {
  package let counts: Counts
  /// A worker has something to tell.
  package let isToBeTold: Bool

  package init(_ counts: Counts, isToBeTold: Bool) {
    self.counts = counts
    self.isToBeTold = isToBeTold
  }
}

/// When somebody marks, and whether pages are to hear of it.
package struct MarkTime: Sendable {
  package struct Telling: Sendable {
    /// Nobody who is away is told.
    package let presence: PresenceSource
    package let boot: BootTime

    package init(_ presence: PresenceSource, boot: BootTime) {
      self.presence = presence
      self.boot = boot
    }
  }

  package let now: Instant
  /// Nil where there is no bell to ring.
  package let telling: Telling?

  package init(_ now: Instant, telling: Telling? = nil) {
    self.now = now
    self.telling = telling
  }
}

/// What a service worker sends back.
package struct PushReceipt: Equatable, Sendable {
  package let delivery: Int64
  package let notification: NotificationID
  package let wasOpened: Bool

  package init(delivery: Int64, notification: NotificationID, wasOpened: Bool) {
    self.delivery = delivery
    self.notification = notification
    self.wasOpened = wasOpened
  }
}

package struct InboxRow: Sendable {
  package let notification: Notification
  package let marks: Marks

  package init(notification: Notification, marks: Marks) {
    self.notification = notification
    self.marks = marks
  }
}
