// SPDX-License-Identifier: MIT
import MatinesDomain

/// What a worker does every few seconds besides sending: it keeps its leases, and gives back what
/// the dead held.
struct Upkeep {
  private let owner: Int64
  private var lastRenewal: BootTime
  private var lastRecovery: BootTime?

  init(owner: Int64, since now: BootTime) {
    self.owner = owner
    lastRenewal = now
  }

  mutating func renew(_ parts: WorkerParts) throws(StoreFailure) {
    lastRenewal = parts.clock.boot()
    _ = try parts.store.extend(owner: owner, by: parts.limits.lease, boot: lastRenewal)
  }

  /// At a third of a lease.
  mutating func renewInTime(_ parts: WorkerParts, isHolding: Bool) throws(StoreFailure) {
    let now = parts.clock.boot()
    guard now.milliseconds(since: lastRenewal) >= parts.limits.lease.milliseconds / 3 else {
      return
    }
    lastRenewal = now
    guard isHolding else { return }
    _ = try parts.store.extend(owner: owner, by: parts.limits.lease, boot: now)
  }

  mutating func recover(
    _ parts: WorkerParts, _ report: inout WorkReport
  ) throws(StoreFailure) {
    let now = parts.clock.boot()
    if let last = lastRecovery, now.milliseconds(since: last) < 1_000 { return }
    lastRecovery = now
    report.recovered += try parts.store.recover(
      now: parts.clock.now(), boot: now, crashes: parts.retry.crashes,
      atMostOnce: parts.channels.atMostOnce)
    report.cancelled += try parts.store.cancelExpired(
      now: parts.clock.now(), limit: parts.limits.batch)
    try passStalled(parts)
  }

  /// A million overdue deliveries are a quarter of an hour's work, at a fiftieth of the time.
  private static let passes = 16

  private func passStalled(_ parts: WorkerParts) throws(StoreFailure) {
    let carried = parts.channels.carried.map { ConfiguredChannel($0, .library) }
    for _ in 0..<Self.passes {
      let search = StalledSearch(
        carried: carried, now: parts.clock.now(), limit: parts.limits.batch)
      guard try parts.store.passStalled(search).isMore else { return }
    }
  }
}
