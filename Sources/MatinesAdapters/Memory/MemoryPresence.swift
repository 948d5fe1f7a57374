// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// Presence of one process: for tests, and for hosts that have only one.
package final class MemoryPresence: PresenceBook {
  private let tabs = Mutex(TabBook())

  package init() {}

  package func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    tabs.withLock { $0.presence(of: user, boot: boot) }
  }

  package func ping(
    _ user: UserID, tab: TabID, session: SessionTag?, visible: Bool, lease: Instant.Span,
    boot: BootTime
  ) throws(StoreFailure) {
    tabs.withLock {
      $0.ping(user, tab: tab, session: session, visible: visible, lease: lease, boot: boot)
    }
  }

  package func leave(_ user: UserID, tab: TabID, boot: BootTime) throws(StoreFailure) {
    tabs.withLock { $0.leave(user, tab: tab) }
  }

  package func leave(
    _ user: UserID, session: SessionTag, boot: BootTime
  ) throws(StoreFailure) {
    tabs.withLock { $0.leave(user, session: session) }
  }
}
