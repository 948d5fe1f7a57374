// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    try access { (state, _) throws(StoreFailure) in state.presence(of: user, boot: boot) }
  }

  package func ping(
    _ user: UserID, tab: TabID, visible: Bool, lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      var others = (state.tabs[user] ?? []).filter { $0.isAlive(boot) && $0.name != tab }
      others.sort { left, right in
        if left.deadline != right.deadline { return left.deadline > right.deadline }
        return left.name.text.utf8.lexicographicallyPrecedes(right.name.text.utf8)
      }
      let deadline = boot.deadline(after: lease)
      let own = MemoryState.Tab(name: tab, boot: boot.id, deadline: deadline, visible: visible)
      state.tabs[user] = Array(others.prefix(PresenceLimit.tabs - 1)) + [own]
    }
  }

  package func leave(_ user: UserID, tab: TabID, boot: BootTime) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      state.tabs[user]?.removeAll { $0.name == tab }
    }
  }
}

extension MemoryState {
  func presence(of user: UserID, boot: BootTime) -> Presence {
    let alive = (tabs[user] ?? []).filter { $0.isAlive(boot) }
    if alive.isEmpty { return .offline }
    return alive.contains(where: \.visible) ? .visible : .hidden
  }
}

extension MemoryState.Tab {
  fileprivate func isAlive(_ now: BootTime) -> Bool {
    boot == now.id && deadline > now.milliseconds
  }
}
