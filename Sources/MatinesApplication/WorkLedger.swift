// SPDX-License-Identifier: MIT
import MatinesDomain

/// What became of the deliveries of one worker: the outcomes that are not recorded yet, and the
/// tally of the call.
struct WorkLedger {
  private(set) var results: [Settlement] = []
  /// Of those, the ends of attempts: lost, they would be made again.
  private(set) var inDoubt = 0
  var report = WorkReport()

  mutating func add(_ claim: Claim, _ change: Settlement.Change) {
    if case .cancelled = change { report.cancelled += 1 }
    results.append(Settlement(claim.delivery.token, change))
  }

  /// Not begun: another worker may take them.
  mutating func release(_ claims: [Claim]) {
    for claim in claims { add(claim, .released) }
  }

  /// Whether a delivery may leave now: then it is charged, and in doubt from here on.
  mutating func admits(
    _ claim: Claim, onceOnly: Bool, _ parts: WorkerParts
  ) throws(StoreFailure) -> Bool {
    if let request = try parts.beginning(of: claim, onceOnly: onceOnly) {
      let admission = try parts.store.begin(request)
      if admission == .lost { return false }
      if let change = admission.settlement {
        add(claim, change)
        return false
      }
    }
    // Since it was judged, it may have waited for a lock or for its turn.
    guard parts.isTooLate(claim.delivery) else { return true }
    add(claim, .cancelled(.expired))
    return false
  }

  /// The end of an attempt; what an operator should know is told.
  mutating func record(_ outcome: Outcome, of claim: Claim, _ parts: WorkerParts) {
    let change = parts.change(for: outcome, of: claim)
    report.count(outcome, change)
    switch (outcome, change) {
    case (.misconfigured(let why), _):
      parts.log.write(.alarm, "\(claim.delivery.channel.text): \(why)")
    case (_, .failed(let why, addressGone: false)):
      parts.log.write(.warning, "\(claim.delivery.channel.text): given up: \(why)")
    default: break
    }
    inDoubt += 1
    results.append(Settlement(claim.delivery.token, change))
  }

  /// Whether to record now, or to wait for more that comes at once: each time costs a transaction.
  func isDue(isMore: Bool, _ limits: WorkLimits) -> Bool {
    !isMore || results.count >= limits.batch || inDoubt > limits.inFlight / 2
  }

  /// Results that cannot be recorded stop this worker rather than be sent again and again.
  mutating func settle(_ parts: WorkerParts) throws(StoreFailure) {
    while !results.isEmpty {
      let batch = Array(results.prefix(parts.limits.batch))
      _ = try parts.store.settle(batch, now: parts.clock.now())
      results.removeFirst(batch.count)
    }
    inDoubt = 0
  }
}
