// SPDX-License-Identifier: MIT
import MatinesDomain

/// Says whether somebody is in the back-office right now.
package protocol PresenceChecker: Sendable {
  func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence
  /// The same for several people, in their order.
  func presences(of users: [UserID], boot: BootTime) throws(StoreFailure) -> [Presence]
  /// The answers come from the store itself, which can read them in a transaction of its own.
  var isStore: Bool { get }
}

extension PresenceChecker {
  package var isStore: Bool { false }

  package func presences(
    of users: [UserID], boot: BootTime
  ) throws(StoreFailure) -> [Presence] {
    var found: [Presence] = []
    for user in users { found.append(try presence(of: user, boot: boot)) }
    return found
  }
}

/// A presence the page's pings are written to.
package protocol PresenceBook: PresenceChecker {
  /// The tab is there until the lease ends; a later ping replaces it.
  func ping(_ user: UserID, tab: TabID, visible: Bool, lease: Instant.Span, boot: BootTime)
    throws(StoreFailure)
  /// Leaving twice is leaving once.
  func leave(_ user: UserID, tab: TabID, boot: BootTime) throws(StoreFailure)
}
