// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    try access { (state, _) throws(StoreFailure) in state.tabs.presence(of: user, boot: boot) }
  }

  package func ping(
    _ user: UserID, tab: TabID, session: SessionTag?, visible: Bool, lease: Instant.Span,
    boot: BootTime
  ) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      state.tabs.ping(
        user, tab: tab, session: session, visible: visible, lease: lease, boot: boot)
    }
  }

  package func leave(_ user: UserID, tab: TabID, boot: BootTime) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in state.tabs.leave(user, tab: tab) }
  }

  package func leave(
    _ user: UserID, session: SessionTag, boot: BootTime
  ) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in state.tabs.leave(user, session: session) }
  }
}

extension MemoryStore {
  package func end(
    _ session: SessionTag, until: Instant, now: Instant
  ) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      state.endedSessions = state.endedSessions.filter { $0.value + SessionMemory.kept > now }
      let known = state.endedSessions[session] ?? until
      state.endedSessions[session] = max(known, until)
    }
  }

  package func end(of session: SessionTag) throws(StoreFailure) -> Instant? {
    try access { (state, _) throws(StoreFailure) in state.endedSessions[session] }
  }
}
