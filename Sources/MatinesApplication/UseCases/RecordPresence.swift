// SPDX-License-Identifier: MIT
import MatinesDomain

/// Somebody's tab is open: the page says so every 30 s, and a lease forgives two lost pings.
// A class: whoever calls it would copy all of its ports.
package final class RecordPresence: Sendable {
  package static let lease = Instant.Span.seconds(95)
  /// Nil where the host answers for presence itself.
  private let book: @Sendable () -> (any PresenceBook)?
  private let checker: any PresenceChecker
  private let sessions: any SessionBook
  private let clock: any Clock

  package init(
    book: @escaping @Sendable () -> (any PresenceBook)?, checker: any PresenceChecker,
    sessions: any SessionBook, clock: any Clock
  ) {
    self.book = book
    self.checker = checker
    self.sessions = sessions
    self.clock = clock
  }

  package func ping(
    _ user: UserID, tab: TabID, session: SessionTag? = nil, visible: Bool
  ) throws(ApplicationFailure) {
    let book = try ownBook()
    try storing { () throws(StoreFailure) in
      try book.ping(
        user, tab: tab, session: session, visible: visible, lease: Self.lease,
        boot: clock.roughBoot())
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

  package func check(plain user: Span<UInt8>) throws(ApplicationFailure) -> Presence? {
    // Not within a closure: a span does not go into one.
    do throws(StoreFailure) {
      return try checker.presence(plain: user, boot: clock.roughBoot())
    } catch {
      throw .store(error)
    }
  }

  private func ownBook() throws(ApplicationFailure) -> any PresenceBook {
    guard let book = book() else { throw .unsupported("presence: the host answers for it") }
    return book
  }
}

extension RecordPresence {
  /// A token for a page, from now on.
  package func token(_ user: UserID, _ session: SessionTag) -> PresenceToken {
    PresenceToken(
      user: user, session: session, expires: clock.now() + PresenceToken.lifetime)
  }

  package func ping(
    _ token: PresenceToken, tab: TabID, visible: Bool
  ) throws(ApplicationFailure) {
    try check(token)
    try ping(token.user, tab: tab, session: token.session, visible: visible)
    // The session may have been ended in between, and its tabs with it.
    do throws(ApplicationFailure) {
      try check(token)
    } catch {
      try leave(token.user, tab: tab)
      throw error
    }
  }

  package func leave(_ token: PresenceToken, tab: TabID) throws(ApplicationFailure) {
    try check(token)
    try leave(token.user, tab: tab)
  }

  /// Tokens first: whoever pings meanwhile finds out afterwards.
  package func end(_ session: SessionTag, of user: UserID) throws(ApplicationFailure) {
    let now = clock.now()
    try storing { () throws(StoreFailure) in
      try sessions.end(session, until: now + PresenceToken.lifetime, now: now)
      try book()?.leave(user, session: session, boot: clock.roughBoot())
    }
  }

  private func check(_ token: PresenceToken) throws(ApplicationFailure) {
    guard token.isGood(at: clock.now()) else { throw .store(.conflict("token: expired")) }
    let end = try storing { () throws(StoreFailure) in try sessions.end(of: token.session) }
    if let end, token.expires <= end { throw .store(.conflict("token: of an ended session")) }
  }
}
