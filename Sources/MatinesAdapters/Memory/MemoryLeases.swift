// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func settle(
    _ results: [Settlement], now: Instant
  ) throws(StoreFailure) -> Int {
    try access { (state, _) throws(StoreFailure) in
      results.count { state.settle($0, now: now) }
    }
  }

  package func extend(
    owner: Int64, by lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> Int {
    try access { (state, _) throws(StoreFailure) in
      let held = state.leases.filter { $0.value.owner == owner && $0.value.boot == boot.id }.keys
      for id in held { state.leases[id]?.renew(boot, by: lease) }
      return held.count
    }
  }

  package func extend(
    _ token: DeliveryToken, by lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> Bool {
    try access { (state, _) throws(StoreFailure) in
      guard let at = state.held(token), let id = state.deliveries[at].lease,
        var alone = state.leases[id]
      else { return false }
      // One claim of a batch goes on alone: its longer time does not become the others'.
      state.release(token.id, from: id)
      alone.members = [token.id]
      alone.renew(boot, by: lease)
      state.leases[state.nextLease] = alone
      state.deliveries[at].lease = state.nextLease
      state.nextLease += 1
      return true
    }
  }

  package func recover(
    now: Instant, boot: BootTime, crashes: Int, atMostOnce: [ChannelName]
  ) throws(StoreFailure) -> Int {
    try access { (state, _) throws(StoreFailure) in
      var recovered = 0
      for id in state.leases.filter({ $0.value.isOver(boot) }).keys.sorted() {
        if recovered >= RecoveredRow.batch { break }
        for member in state.leases[id]?.members ?? [] {
          state.recover(member, crashes, atMostOnce, now: now)
          recovered += 1
        }
        state.leases[id] = nil
      }
      return recovered
    }
  }
}

extension MemoryState {
  fileprivate mutating func settle(_ result: Settlement, now: Instant) -> Bool {
    guard let at = held(result.token), let lease = deliveries[at].lease else { return false }
    let row = SettledRow(result.change, now: now)
    enter(row.state, at)
    if row.reprieve > 0, let last = accepted[deliveries[at].number]?.notification.expires {
      let later = deliveries[at].expires + Instant.Span(milliseconds: row.reprieve)
      deliveries[at].expires = min(later, last)
    }
    if let due = row.due { deliveries[at].due = min(due, deliveries[at].expires) }
    deliveries[at].settled = row.settled
    deliveries[at].note = row.note
    deliveries[at].reference = row.reference
    #if MATINES_PLANTED
      if Planted.attemptCountedLate.isHere { deliveries[at].attempts += 1 }
    #endif
    if row.undoesAttempt { deliveries[at].attempts = max(0, deliveries[at].attempts - 1) }
    deliveries[at].lease = nil
    deliveries[at].begun = false
    release(result.token.id, from: lease)
    account(for: result.change, at, now: now)
    note(result.change, deliveries[at].plan.destination, deliveries[at].user, now: now)
    return true
  }

  /// A lease ends with its last member.
  fileprivate mutating func release(_ member: Int64, from lease: Int64) {
    leases[lease]?.members.remove(member)
    if leases[lease]?.members.isEmpty == true { leases[lease] = nil }
  }

  fileprivate mutating func recover(
    _ id: Int64, _ limit: Int, _ atMostOnce: [ChannelName], now: Instant
  ) {
    guard let at = delivery(id) else { return }
    let crashes = deliveries[at].crashes + 1
    let row = RecoveredRow(
      channel: deliveries[at].plan.channel, begun: deliveries[at].begun, crashes: crashes,
      limit: limit, atMostOnce: atMostOnce)
    enter(row.state, at)
    // An earlier try was charged, and nobody took it.
    if row.state == .failed, !deliveries[at].begun { takeBack(at) }
    deliveries[at].crashes = crashes
    deliveries[at].note = row.note
    deliveries[at].settled = row.state == .ready ? nil : now
    deliveries[at].lease = nil
    deliveries[at].begun = false
  }
}
