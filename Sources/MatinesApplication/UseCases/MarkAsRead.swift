// SPDX-License-Identifier: MIT
import MatinesDomain

/// Marks rows of one person's inbox; what is thereby no longer needed is cancelled with it, and the
/// person's other tabs and devices are told by a worker.
package struct MarkAsRead: Sendable {
  package static let limit = 500
  private let store: any Store
  private let clock: any Clock
  private let bell: Bell?

  /// Who would have to hear of it. Nil where the library publishes nothing.
  package struct Bell: Sendable {
    let presence: any PresenceChecker
    let wakeUp: any WakeUp

    package init(presence: any PresenceChecker, wakeUp: any WakeUp) {
      self.presence = presence
      self.wakeUp = wakeUp
    }
  }

  package init(store: any Store, clock: any Clock, bell: Bell? = nil) {
    self.store = store
    self.clock = clock
    self.bell = bell
  }

  package func callAsFunction(
    _ mark: Mark, _ notifications: [NotificationID], of user: UserID
  ) throws(ApplicationFailure) -> Counts {
    guard notifications.count <= Self.limit else {
      throw .invalid(
        InvalidValue("notification_ids", .malformed("more than \(Self.limit) at once")))
    }
    let time = time(telling: telling(user))
    return try ringing { () throws(StoreFailure) in
      try store.mark(notifications, of: user, mark, at: time)
    }.counts
  }

  package func all(
    _ mark: Mark, _ filter: InboxFilter, upTo cursor: NotificationID, of user: UserID
  ) throws(ApplicationFailure) -> Marked {
    let time = time(telling: telling(user))
    return try ringing { () throws(StoreFailure) in
      try store.markAll(filter, upTo: cursor, of: user, mark, at: time)
    }
  }

  package func takeBack(
    _ batch: MarkedBatch, of user: UserID
  ) throws(ApplicationFailure) -> Marked {
    let time = time(telling: telling(user))
    return try ringing { () throws(StoreFailure) in
      try store.takeBack(batch, of: user, at: time)
    }
  }

  /// A push was shown, or opened. Whose it was, the store finds out: whether that person is online
  /// the worker asks.
  package func acknowledge(_ push: PushReceipt) throws(ApplicationFailure) {
    let telling = bell.map { _ in MarkTime.Telling(.known(.hidden), boot: clock.boot()) }
    let time = time(telling: push.wasOpened ? telling : nil)
    let isToBeTold = try storing { () throws(StoreFailure) in
      try store.acknowledge(push, at: time)
    }
    if isToBeTold { bell?.wakeUp.ring() }
  }

  private func time(telling: MarkTime.Telling?) -> MarkTime {
    MarkTime(clock.now(), telling: telling)
  }

  private func ringing(
    _ mark: () throws(StoreFailure) -> Marked
  ) throws(ApplicationFailure) -> Marked {
    let marked = try storing(mark)
    if marked.isToBeTold { bell?.wakeUp.ring() }
    return marked
  }

  /// Nil where nobody is to hear. A presence that cannot be asked must not stop anybody from
  /// marking: the worker asks again.
  private func telling(_ user: UserID) -> MarkTime.Telling? {
    guard let bell else { return nil }
    let boot = clock.boot()
    if bell.presence.isStore { return MarkTime.Telling(.stored(boot), boot: boot) }
    let presence = (try? bell.presence.presence(of: user, boot: boot)) ?? .hidden
    return presence == .offline ? nil : MarkTime.Telling(.known(presence), boot: boot)
  }
}
