// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func takeMarkUpdates(
    limit: Int, lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> [MarkUpdate] {
    try access { (state, seal) throws(StoreFailure) in
      state.markUpdates = state.markUpdates.filter { $0.value.isWorthTelling(boot) }
      let waiting = state.markUpdates.filter { $0.value.isFree(boot) }
        .sorted { left, right in
          if left.value.free != right.value.free { return left.value.free < right.value.free }
          return left.key.text.utf8.lexicographicallyPrecedes(right.key.text.utf8)
        }
      var taken: [MarkUpdate] = []
      for (user, stored) in waiting.prefix(max(0, limit)) {
        guard let counts = state.people[user]?.counts else { continue }
        taken.append(try stored.update(for: user, counts, boot, seal))
        state.markUpdates[user]?.take(until: boot.deadline(after: lease))
      }
      return taken
    }
  }

  package func settle(
    _ results: [MarkUpdateResult], boot: BootTime
  ) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      for result in results {
        guard let stored = state.markUpdates[result.user], stored.version == result.version,
          stored.boot == boot.id
        else { continue }
        if let again = result.again {
          state.markUpdates[result.user]?.take(until: boot.deadline(after: again))
        } else {
          state.markUpdates[result.user] = nil
        }
      }
    }
  }

  package func nextMarkUpdate(boot: BootTime) throws(StoreFailure) -> Instant.Span? {
    try access { (state, _) throws(StoreFailure) in
      state.markUpdates.values.filter { $0.isWorthTelling(boot) }.map(\.free).min()
        .map { Instant.Span(milliseconds: $0 - boot.milliseconds) }
    }
  }

  package func newestPublished(for user: UserID) throws(StoreFailure) -> NotificationID? {
    try access { (state, seal) throws(StoreFailure) in
      let newest = state.inboxes[user]?.suffix(PublishedRows.looked).last { row in
        state.deliveries[row.deliveries].contains {
          $0.plan.channel == .realtime && $0.state == .delivered
        }
      }
      guard let newest else { return nil }
      return try seal.seal(newest.number)
    }
  }
}

extension MemoryState {
  mutating func tell(
    _ mark: Mark, _ numbers: [NotificationNumber], _ user: UserID, _ telling: MarkTime.Telling?
  ) -> Bool {
    guard let telling, let counts = people[user]?.counts,
      let update = StoredMarkUpdate(
        mark, numbers, version: counts.version, boot: telling.boot)
    else { return false }
    switch telling.presence {
    case .known(.offline): return false
    case .known: break
    case .stored(let boot): if tabs.presence(of: user, boot: boot) == .offline { return false }
    }
    markUpdates[user] = markUpdates[user].map { update.following($0) } ?? update
    return true
  }
}
