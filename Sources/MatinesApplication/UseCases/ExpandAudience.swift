// SPDX-License-Identifier: MIT
import MatinesDomain

/// Brings a notification to the people of its audience, one bounded batch at a time.
struct ExpandAudience {
  private let parts: WorkerParts
  /// People of the next batch: as many as hold the write lock for about 2 ms.
  private var size = 128
  private static let sizes = 16...256
  /// Another worker is at it: this one looks again later.
  private var pausedSince: BootTime?
  private static let pause: Int64 = 100

  init(parts: WorkerParts) { self.parts = parts }

  /// One batch; false when nothing is to be done now.
  mutating func callAsFunction(into report: inout WorkReport) throws(StoreFailure) -> Bool {
    guard let reached = try batch() else { return false }
    report.expanded += reached
    return true
  }

  private mutating func batch() throws(StoreFailure) -> Int? {
    let boot = parts.clock.boot()
    if let since = pausedSince, boot.milliseconds(since: since) < Self.pause { return nil }
    pausedSince = nil
    guard let expansion = try parts.store.expansion() else { return nil }
    let policy = try parts.policies.policy(expansion.policy)
    guard let treatment = policy.treatment(of: expansion.event, part: expansion.part) else {
      try giveUp(expansion)
      return 0
    }
    let room = try parts.store.room(below: parts.limits.waiting, now: parts.clock.now())
    guard room > 0 else { return nil }
    let batch = try parts.store.batch(
      of: expansion, in: treatment.audience, limit: min(size, room))
    return try expand(batch, treatment, policy)
  }

  private mutating func expand(
    _ batch: ExpansionBatch, _ treatment: Policy.Treatment, _ policy: Policy
  ) throws(StoreFailure) -> Int? {
    // Asked before the transaction opens: it may be the host's function.
    let presences = try parts.presence.presences(of: batch.users, boot: parts.clock.boot())
    let terms = ExpansionTerms(
      treatment: treatment, channels: parts.channels.configured, presences: presences,
      fallbackLocale: parts.fallbackLocale, flood: policy.flood,
      pricing: policy.pricing(parts.texts), zones: parts.zones, now: parts.clock.now())
    let start = parts.clock.boot()
    let reached = try parts.store.expand(batch, terms) { facts in decide(treatment, facts) }
    let end = parts.clock.boot()
    guard let reached else {
      pausedSince = end
      return nil
    }
    adapt(to: end.milliseconds(since: start))
    return reached
  }

  /// The clock tells whole milliseconds: what looks like 3 may have been 4.
  private mutating func adapt(to milliseconds: Int64) {
    let better = milliseconds > 3 ? size / 2 : milliseconds < 2 ? size + size / 8 : size
    size = min(max(better, Self.sizes.lowerBound), Self.sizes.upperBound)
  }

  /// A policy that has lost its rule cannot say whom it meant: that is the end of it.
  private func giveUp(_ expansion: Expansion) throws(StoreFailure) {
    parts.log.write(.warning, "\(expansion.event.text): cancelled: its policy has no such rule")
    try parts.store.cancel(expansion.notification, now: parts.clock.now())
  }
}
