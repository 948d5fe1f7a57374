// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Who has which tabs open, as a plain value.
struct TabBook: Sendable {
  private struct Tab: Sendable {
    let name: TabID
    let session: SessionTag?
    let boot: Int64
    let deadline: Int64
    let visible: Bool

    func isAlive(_ now: BootTime) -> Bool { boot == now.id && deadline > now.milliseconds }
  }

  private var tabs: [UserID: [Tab]] = [:]

  func presence(of user: UserID, boot: BootTime) -> Presence {
    let alive = (tabs[user] ?? []).filter { $0.isAlive(boot) }
    if alive.isEmpty { return .offline }
    return alive.contains(where: \.visible) ? .visible : .hidden
  }

  mutating func ping(
    _ user: UserID, tab: TabID, session: SessionTag?, visible: Bool, lease: Instant.Span,
    boot: BootTime
  ) {
    var others = (tabs[user] ?? []).filter { $0.isAlive(boot) && $0.name != tab }
    others.sort { left, right in
      if left.deadline != right.deadline { return left.deadline > right.deadline }
      return left.name.text.utf8.lexicographicallyPrecedes(right.name.text.utf8)
    }
    let own = Tab(
      name: tab, session: session, boot: boot.id, deadline: boot.deadline(after: lease),
      visible: visible)
    tabs[user] = Array(others.prefix(PresenceLimit.tabs - 1)) + [own]
  }

  /// Without what has ended; answers how many tabs that were.
  mutating func prune(_ boot: BootTime) -> Int {
    let before = tabs.values.reduce(0) { $0 + $1.count }
    tabs = tabs.mapValues { $0.filter { $0.isAlive(boot) } }.filter { !$0.value.isEmpty }
    return before - tabs.values.reduce(0) { $0 + $1.count }
  }

  mutating func leave(_ user: UserID, tab: TabID) { remove(user) { $0.name == tab } }

  mutating func leave(_ user: UserID, session: SessionTag) {
    remove(user) { $0.session == session }
  }

  private mutating func remove(_ user: UserID, where isGone: (Tab) -> Bool) {
    tabs[user]?.removeAll(where: isGone)
    if tabs[user]?.isEmpty ?? false { tabs[user] = nil }
  }
}
