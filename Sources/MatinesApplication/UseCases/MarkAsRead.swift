// SPDX-License-Identifier: MIT
import MatinesDomain

/// Marks rows of one person's inbox; what is thereby no longer needed is cancelled with it.
package struct MarkAsRead: Sendable {
  package static let limit = 500
  private let store: any Store
  private let clock: any Clock

  package init(store: any Store, clock: any Clock) {
    self.store = store
    self.clock = clock
  }

  package func callAsFunction(
    _ mark: Mark, _ notifications: [NotificationID], of user: UserID
  ) throws(ApplicationFailure) -> Counts {
    guard notifications.count <= Self.limit else {
      throw .invalid(
        InvalidValue("notification_ids", .malformed("more than \(Self.limit) at once")))
    }
    return try storing { () throws(StoreFailure) in
      try store.mark(notifications, of: user, mark, now: clock.now())
    }
  }

  package func all(
    _ mark: Mark, _ filter: InboxFilter, upTo cursor: NotificationID, of user: UserID
  ) throws(ApplicationFailure) -> Marked {
    try storing { () throws(StoreFailure) in
      try store.markAll(filter, upTo: cursor, of: user, mark, now: clock.now())
    }
  }

  package func takeBack(
    _ batch: MarkedBatch, of user: UserID
  ) throws(ApplicationFailure) -> Marked {
    try storing { () throws(StoreFailure) in
      try store.takeBack(batch, of: user, now: clock.now())
    }
  }
}
