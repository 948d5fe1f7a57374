// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// Presence of one process: for tests, and for hosts that have only one.
package final class MemoryPresence: PresenceBook {
  private struct Lease {
    let ends: Int64
    let visible: Bool
  }

  private let tabs = Mutex<[UserID: [TabID: Lease]]>([:])

  package init() {}

  package func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    tabs.withLock { tabs in
      let alive = tabs[user]?.values.filter { $0.ends > boot.milliseconds } ?? []
      if alive.contains(where: \.visible) { return .visible }
      return alive.isEmpty ? .offline : .hidden
    }
  }

  package func ping(
    _ user: UserID, tab: TabID, visible: Bool, lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) {
    tabs.withLock { tabs in
      var mine = (tabs[user] ?? [:]).filter { $0.value.ends > boot.milliseconds }
      mine[tab] = Lease(
        ends: boot.milliseconds.addingReportingOverflow(lease.milliseconds).partialValue,
        visible: visible)
      tabs[user] = mine
    }
  }

  package func leave(_ user: UserID, tab: TabID, boot: BootTime) throws(StoreFailure) {
    tabs.withLock { tabs in
      tabs[user]?[tab] = nil
      if tabs[user]?.isEmpty ?? false { tabs[user] = nil }
    }
  }
}
