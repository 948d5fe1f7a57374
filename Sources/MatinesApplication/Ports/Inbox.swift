// SPDX-License-Identifier: MIT
import MatinesDomain

/// What one person has received. Every operation names the person, and never touches another's.
package protocol Inbox: Sendable {
  /// Newest first. Looks at a bounded number of rows: where few of them are wanted, a page ends
  /// before it is full, and the next one goes on there.
  func page(of user: UserID, _ query: InboxQuery) throws(StoreFailure) -> InboxPage
  func counts(of user: UserID) throws(StoreFailure) -> Counts
  /// Seeing, reading and archiving cancel what is pending, in the same transaction. Ids that are
  /// not this person's are `notFound`, and nothing is written.
  func mark(_ notifications: [NotificationID], of user: UserID, _ mark: Mark, at time: MarkTime)
    throws(StoreFailure) -> Marked
  /// All that the filter lets through, up to and including the cursor, in short transactions.
  /// Seeing and reading concern only what counts as unread.
  func markAll(
    _ filter: InboxFilter, upTo cursor: NotificationID, of user: UserID, _ mark: Mark,
    at time: MarkTime
  ) throws(StoreFailure) -> Marked
  /// What one `markAll` marked, and what still bears its time, becomes what it was; but what was
  /// seen stays seen.
  func takeBack(_ batch: MarkedBatch, of user: UserID, at time: MarkTime)
    throws(StoreFailure) -> Marked
  /// A browser showed a push, or somebody opened it, which is seeing it. Cancels in the same
  /// transaction what that makes needless. `notFound` when the pair is not one of ours.
  /// Answers whether a worker has something to tell.
  func acknowledge(_ push: PushReceipt, at time: MarkTime) throws(StoreFailure) -> Bool
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

/// What is asked of an inbox: rows strictly older than `before`.
package struct InboxQuery: Equatable, Sendable {
  package var before: NotificationID?
  package var limit: Int
  package var filter: InboxFilter

  package init(
    before: NotificationID? = nil, limit: Int, filter: InboxFilter = InboxFilter()
  ) {
    self.before = before
    self.limit = limit
    self.filter = filter
  }
}

package struct InboxPage: Sendable {
  package var rows: [InboxRow] = []
  /// What the next page is asked with; nil at the end of the inbox.
  package var next: NotificationID?

  package init() {}
}

/// What marking came to.
package struct Marked: Equatable, Sendable {
  package var counts: Counts
  /// How many it changed.
  package var rows = 0
  /// Nil when nothing of it can be taken back.
  package var batch: MarkedBatch?
  /// A worker has something to tell.
  package var isToBeTold = false

  package init(counts: Counts) { self.counts = counts }
}

package struct InboxRow: Sendable {
  package let notification: Notification
  package let marks: Marks

  package init(notification: Notification, marks: Marks) {
    self.notification = notification
    self.marks = marks
  }
}
