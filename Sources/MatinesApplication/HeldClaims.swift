// SPDX-License-Identifier: MIT
import MatinesDomain

/// What a worker has claimed for peers that have enough to do.
struct HeldClaims {
  struct Held {
    let claim: Claim
    let peer: String
    let since: BootTime
  }

  private(set) var all: [Held] = []
  private let limit: Int
  private static let peers = 4

  /// For one peer; for all of them, four times as many.
  init(limit: Int) { self.limit = limit }

  /// False when there is no room: one slow peer must leave some for the others.
  mutating func add(_ claim: Claim, for peer: String, since: BootTime) -> Bool {
    guard all.count < limit * Self.peers, all.count(where: { $0.peer == peer }) < limit else {
      return false
    }
    all.append(Held(claim: claim, peer: peer, since: since))
    return true
  }

  mutating func removeFirst() -> Held? { all.isEmpty ? nil : all.removeFirst() }

  mutating func removeAll() -> [Held] {
    defer { all = [] }
    return all
  }

  /// What has waited for a second goes back: meanwhile it may have been seen, or its address become
  /// somebody else's.
  mutating func removeOld(_ parts: WorkerParts) -> [Claim] {
    let (now, age) = (parts.clock.boot(), min(1_000, parts.limits.lease.milliseconds / 3))
    let old = all.filter { now.milliseconds(since: $0.since) > age }
    if !old.isEmpty { all = all.filter { now.milliseconds(since: $0.since) <= age } }
    return old.map(\.claim)
  }
}
