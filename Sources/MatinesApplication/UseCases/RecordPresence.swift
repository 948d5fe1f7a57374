// SPDX-License-Identifier: MIT
import MatinesDomain

/// Somebody's tab is open: the page says so every 30 s, and a lease forgives two lost pings.
// A class: whoever calls it would copy all three of its ports.
package final class RecordPresence: Sendable {
  package static let lease = Instant.Span.seconds(95)
  /// Nil where the host answers for presence itself.
  private let book: @Sendable () -> (any PresenceBook)?
  private let checker: any PresenceChecker
  private let clock: any Clock

  package init(
    book: @escaping @Sendable () -> (any PresenceBook)?, checker: any PresenceChecker,
    clock: any Clock
  ) {
    self.book = book
    self.checker = checker
    self.clock = clock
  }

  package func ping(_ user: UserID, tab: TabID, visible: Bool) throws(ApplicationFailure) {
    let book = try ownBook()
    try storing { () throws(StoreFailure) in
      try book.ping(user, tab: tab, visible: visible, lease: Self.lease, boot: clock.roughBoot())
    }
  }

  package func leave(_ user: UserID, tab: TabID) throws(ApplicationFailure) {
    let book = try ownBook()
    try storing { () throws(StoreFailure) in
      try book.leave(user, tab: tab, boot: clock.roughBoot())
    }
  }

  package func check(_ user: UserID) throws(ApplicationFailure) -> Presence {
    try storing { () throws(StoreFailure) in
      try checker.presence(of: user, boot: clock.roughBoot())
    }
  }

  private func ownBook() throws(ApplicationFailure) -> any PresenceBook {
    guard let book = book() else { throw .unsupported("presence: the host answers for it") }
    return book
  }
}
