// SPDX-License-Identifier: MIT
import MatinesDomain

/// Host functions that may block, waiting for their turn: one runs at a time, and nothing else of
/// its worker meanwhile.
struct BlockingCalls {
  struct Call {
    let claim: Claim
    /// It may begin a single time.
    let onceOnly: Bool
    let atMost: Instant.Span
    let run: @Sendable () -> Outcome
  }

  private var waiting: [Call] = []
  /// The next one first.
  private var position = 0
  /// Since when their lease is whole.
  private(set) var since: BootTime
  /// How many are claimed at once: more while they return fast, for what is not run in a turn may
  /// have to go back.
  private(set) var limit: Int
  private let limits: WorkLimits

  /// After so many milliseconds the transfers have their turn again.
  static let turn: Int64 = 100

  init(_ limits: WorkLimits, since: BootTime) {
    self.limits = limits
    self.since = since
    limit = limits.blocking
  }

  var isEmpty: Bool { position == waiting.count }
  private var first: Call? { isEmpty ? nil : waiting[position] }

  mutating func claimed(at now: BootTime) { since = now }

  mutating func add(_ call: Call) { waiting.append(call) }

  private mutating func removeFirst() {
    position += 1
    if isEmpty { (waiting, position) = ([], 0) }
  }

  /// What has not run.
  mutating func removeAll() -> [Claim] {
    defer { (waiting, position) = ([], 0) }
    return waiting[position...].map(\.claim)
  }

  /// Runs them until the turn ends. `isAlone`: its worker has nothing else under way.
  mutating func run(
    _ parts: WorkerParts, owner: Int64, isAlone: Bool, _ ledger: inout WorkLedger
  ) throws(StoreFailure) {
    guard !isEmpty else { return }
    let start = parts.clock.boot()
    while let call = first {
      var mayRun = try covers(call, parts, owner: owner, isAlone: isAlone)
      // Not before its turn: what waits for it is not in doubt.
      if mayRun { mayRun = try ledger.admits(call.claim, onceOnly: call.onceOnly, parts) }
      removeFirst()
      if mayRun { ledger.record(call.run(), of: call.claim, parts) }
      if parts.clock.boot().milliseconds(since: start) >= Self.turn { break }
    }
    endTurn()
  }

  /// Every lease must cover the time the function declared, so that nothing of this worker is taken
  /// for abandoned meanwhile. False when this one is another's already.
  private func covers(
    _ call: Call, _ parts: WorkerParts, owner: Int64, isAlone: Bool
  ) throws(StoreFailure) -> Bool {
    let (now, lease) = (parts.clock.boot(), parts.limits.lease)
    let spent = now.milliseconds(since: since)
    if isAlone, spent < lease.milliseconds - call.atMost.milliseconds { return true }
    let longer = Instant.Span(milliseconds: call.atMost.milliseconds &+ lease.milliseconds)
    let isOurs = try parts.store.extend(call.claim.delivery.token, by: longer, boot: now)
    _ = try parts.store.extend(owner: owner, by: longer, boot: now)
    return isOurs
  }

  /// A turn has ended: with all of them, or with its time.
  mutating func endTurn() {
    limit = isEmpty ? min(max(limit, limits.batch), limit * 2) : limits.blocking
  }
}
