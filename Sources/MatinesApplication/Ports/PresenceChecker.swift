// SPDX-License-Identifier: MIT
import MatinesDomain

/// Says whether somebody is in the back-office right now.
package protocol PresenceChecker: Sendable {
  func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence
  /// The same for who is called by printable ASCII, as nearly everybody is, from a checker that
  /// needs no text of it; nil from the others. Made of text, a look would cost half as much again.
  func presence(plain user: Span<UInt8>, boot: BootTime) throws(StoreFailure) -> Presence?
  /// The same for several people, in their order.
  func presences(of users: [UserID], boot: BootTime) throws(StoreFailure) -> [Presence]
  /// The answers come from the store itself, which can read them in a transaction of its own.
  var isStore: Bool { get }
}

extension PresenceChecker {
  package var isStore: Bool { false }

  package func presence(
    plain user: Span<UInt8>, boot: BootTime
  ) throws(StoreFailure) -> Presence? { nil }

  package func presences(
    of users: [UserID], boot: BootTime
  ) throws(StoreFailure) -> [Presence] {
    var found: [Presence] = []
    for user in users { found.append(try presence(of: user, boot: boot)) }
    return found
  }
}

/// A presence the page's pings are written to.
package protocol PresenceBook: PresenceChecker, AnyObject {
  /// The tab is there until the lease ends; a later ping replaces it. `full` when there is no room
  /// for another tab: whoever has none then stays offline.
  func ping(
    _ user: UserID, tab: TabID, session: SessionTag?, visible: Bool, lease: Instant.Span,
    boot: BootTime
  ) throws(StoreFailure)
  /// Leaving twice is leaving once.
  func leave(_ user: UserID, tab: TabID, boot: BootTime) throws(StoreFailure)
  /// All tabs of a session leave. Another session's may be taken along where a book keeps only a
  /// part of the tag: they are back with their next ping.
  func leave(_ user: UserID, session: SessionTag, boot: BootTime) throws(StoreFailure)
}

extension PresenceBook {
  /// A tab whose session nobody named.
  package func ping(
    _ user: UserID, tab: TabID, visible: Bool, lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) {
    try ping(user, tab: tab, session: nil, visible: visible, lease: lease, boot: boot)
  }
}

/// The sessions that were ended while tokens of theirs were still good.
package protocol SessionBook: Sendable {
  /// Tokens that expire at `until` or before are refused from now on.
  func end(_ session: SessionTag, until: Instant, now: Instant) throws(StoreFailure)
  /// Up to when tokens of a session are refused; nil when it was not ended of late.
  func end(of session: SessionTag) throws(StoreFailure) -> Instant?
}
