// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SimDisk {
  func page(of user: UserID, _ query: InboxQuery) throws(StoreFailure) -> InboxPage {
    try reach(.read, { () throws(StoreFailure) in try inner.page(of: user, query) })
  }

  func counts(of user: UserID) throws(StoreFailure) -> Counts {
    try reach(.read, { () throws(StoreFailure) in try inner.counts(of: user) })
  }

  func mark(
    _ notifications: [NotificationID], of user: UserID, _ mark: Mark, at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    try reach(
      .mark,
      { () throws(StoreFailure) in
        try inner.mark(notifications, of: user, mark, at: time)
      }
    ) {
      life.isUnannounced = $0.isToBeTold
      world.note(life, "marks # rows as #", notifications.count, mark.number)
      book.marked(notifications, of: user, mark, $0, time)
    }
  }

  func markAll(
    _ filter: InboxFilter, upTo cursor: NotificationID, of user: UserID, _ mark: Mark,
    at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    try reach(
      .mark,
      { () throws(StoreFailure) in
        try inner.markAll(filter, upTo: cursor, of: user, mark, at: time)
      }
    ) {
      life.isUnannounced = $0.isToBeTold
      world.note(life, "marks all rows as #: #", mark.number, $0.rows)
      book.markedAll(filter, upTo: cursor, of: user, mark, $0, time)
    }
  }

  func takeBack(
    _ batch: MarkedBatch, of user: UserID, at time: MarkTime
  ) throws(StoreFailure) -> Marked {
    try reach(
      .mark, { () throws(StoreFailure) in try inner.takeBack(batch, of: user, at: time) }
    ) {
      life.isUnannounced = $0.isToBeTold
      world.note(life, "takes # marks back", $0.rows)
      book.tookBack(batch, of: user, $0, time)
    }
  }
}

extension Mark {
  fileprivate var number: Int {
    switch self {
    case .seen: 0
    case .read: 1
    case .unread: 2
    case .archived: 3
    case .unarchived: 4
    }
  }
}
