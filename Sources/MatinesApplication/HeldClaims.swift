// SPDX-License-Identifier: MIT
import MatinesDomain

/// What a worker has claimed for peers that have enough to do.
struct HeldClaims {
  struct Held {
    let claim: Claim
    let since: BootTime
  }

  private(set) var all: [Held] = []

  mutating func add(_ claim: Claim, since: BootTime) {
    all.append(Held(claim: claim, since: since))
  }

  mutating func removeAll() -> [Held] {
    defer { all = [] }
    return all
  }

  /// What waits longer than this goes back: meanwhile it may have been seen, or its address become
  /// somebody else's.
  mutating func removeOlder(than age: Int64, _ now: BootTime) -> [Claim] {
    let old = all.filter { now.milliseconds(since: $0.since) > age }
    if !old.isEmpty { all.removeAll { now.milliseconds(since: $0.since) > age } }
    return old.map(\.claim)
  }
}
