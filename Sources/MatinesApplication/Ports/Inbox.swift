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
  func mark(_ notifications: [NotificationID], of user: UserID, _ mark: Mark, now: Instant)
    throws(StoreFailure) -> Counts
  /// Everything up to and including the cursor.
  func markAll(upTo cursor: NotificationID, of user: UserID, _ mark: Mark, now: Instant)
    throws(StoreFailure) -> Counts
}

package struct InboxRow: Sendable {
  package let notification: Notification
  package let marks: Marks

  package init(notification: Notification, marks: Marks) {
    self.notification = notification
    self.marks = marks
  }
}
