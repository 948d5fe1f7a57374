// SPDX-License-Identifier: MIT
import MatinesDomain

/// Claims what is due, judges it again, begins it, pumps all transfers at once, settles in batches.
/// One worker belongs to one thread at a time.
package final class Worker {
  let parts: WorkerParts
  let transfers: any Transfers
  /// Names this worker in its leases.
  let owner: Int64
  private var listener: (any WakeListener)?
  var running: [Int: Running] = [:]
  var blocking: [Blocking] = []
  var results: [Settlement] = []
  private var lastRenewal: BootTime
  private var lastRecovery: BootTime?
  private(set) var report = WorkReport()

  struct Running {
    let claim: Claim
    let conclude: @Sendable (TransferResult) -> Outcome
  }

  struct Blocking {
    let claim: Claim
    let atMost: Instant.Span
    let run: @Sendable () -> Outcome
  }

  package init(parts: WorkerParts, transfers: any Transfers) {
    self.parts = parts
    self.transfers = transfers
    owner = Int64(truncatingIfNeeded: parts.randomness.next() >> 1)
    lastRenewal = parts.clock.boot()
  }

  package var inFlight: Int { running.count }

  /// Works for at most the budget; what is still in flight then stays so for the next call.
  package func work(budget: Instant.Span) throws(StoreFailure) -> WorkReport {
    report = WorkReport()
    var budget = TimeBudget(budget, parts.clock)
    repeat {
      // Nothing becomes due by waiting for a clock that stands still; transfers do end.
      let nap = parts.clock.runs || !running.isEmpty ? budget.left : 0
      let progress = try round(waiting: parts.clock.runs ? nap : min(nap, 20))
      if progress == .idle, nap == 0 { break }
      budget.waited(atMost: 20)
    } while budget.left > 0
    try settle()
    try parts.store.checkpoint()
    report.inFlight = running.count
    report.nextDue = try parts.store.nextDue(.library)
    return report
  }

  /// Finishes what is in flight for at most the given time, then gives back what never started.
  package func finish(within limit: Instant.Span) throws(StoreFailure) {
    var budget = TimeBudget(limit, parts.clock)
    while !running.isEmpty, budget.left > 0 {
      pump(waiting: 20)
      budget.waited(atMost: 20)
      try settle()
      try renew()
    }
    try settle()
  }

  private enum Progress { case idle, busy }

  /// One turn of the loop; `waiting` milliseconds are the most it may sleep.
  private func round(waiting: Int64) throws(StoreFailure) -> Progress {
    try recover()
    let claimed = try claimAndBegin()
    let quiet = claimed == 0 && blocking.isEmpty
    pump(waiting: quiet ? try rest(atMost: waiting) : 0)
    runBlocking()
    try settle()
    try renew()
    return quiet && running.isEmpty ? .idle : .busy
  }

  /// How long to sleep: until the next due, a poll of a second, or the end of the budget.
  private func rest(atMost limit: Int64) throws(StoreFailure) -> Int64 {
    guard limit > 0 else { return 0 }
    if listener == nil {
      listener = parts.wakeUp.listen()
      // What was committed before there was anything to ring must be looked for once more.
      if listener != nil { return 0 }
    }
    let poll: Int64 = min(1_000, limit)
    guard running.count < parts.limits.inFlight,
      let due = try parts.store.nextDue(.library)
    else { return poll }
    // What is due and was not claimed waits for another: its peer is busy, or its worker elsewhere.
    return min(poll, max(100, due.milliseconds - parts.clock.now().milliseconds))
  }

  private func pump(waiting: Int64) {
    let ended = transfers.pump(
      waiting: Instant.Span(milliseconds: waiting), wake: listener?.descriptor)
    listener?.drain()
    for (ticket, result) in ended {
      guard let running = running.removeValue(forKey: ticket) else { continue }
      record(running.conclude(result), of: running.claim)
    }
  }

  /// A host's function may block: it runs alone, its lease covering the time it declared.
  private func runBlocking() {
    let waiting = blocking
    blocking.removeAll()
    for job in waiting {
      let lease = Instant.Span(
        milliseconds: job.atMost.milliseconds &+ parts.limits.lease.milliseconds)
      do throws(StoreFailure) {
        try settle()
        guard
          try parts.store.extend(
            job.claim.delivery.token, by: lease, boot: parts.clock.boot())
        else { continue }
        record(job.run(), of: job.claim)
      } catch {
        parts.log.write(.warning, "a host's channel was not called: the store failed")
      }
    }
  }

  private func record(_ outcome: Outcome, of claim: Claim) {
    let change = parts.change(for: outcome, of: claim)
    report.count(outcome, change)
    if case .misconfigured(let why) = outcome {
      parts.log.write(.alarm, "\(claim.delivery.channel.text): \(why)")
    }
    results.append(Settlement(claim.delivery.token, change))
  }

  /// Results that cannot be recorded stop this worker rather than be sent again and again.
  private func settle() throws(StoreFailure) {
    while !results.isEmpty {
      let batch = Array(results.prefix(parts.limits.batch))
      _ = try parts.store.settle(batch, now: parts.clock.now())
      results.removeFirst(batch.count)
    }
  }

  private func renew() throws(StoreFailure) {
    let now = parts.clock.boot()
    guard now.milliseconds(since: lastRenewal) >= parts.limits.lease.milliseconds / 3 else {
      return
    }
    lastRenewal = now
    guard !running.isEmpty else { return }
    _ = try parts.store.extend(owner: owner, by: parts.limits.lease, boot: now)
  }

  private func recover() throws(StoreFailure) {
    let now = parts.clock.boot()
    if let last = lastRecovery, now.milliseconds(since: last) < 1_000 { return }
    lastRecovery = now
    report.recovered += try parts.store.recover(
      now: parts.clock.now(), boot: now, crashes: parts.retry.crashes,
      atMostOnce: parts.channels.atMostOnce)
  }

  private func claimAndBegin() throws(StoreFailure) -> Int {
    let room = parts.limits.inFlight - running.count
    guard room > 0 else { return 0 }
    let claims = try parts.store.claim(
      ClaimRequest(
        owner: owner, carrier: .library, channels: parts.channels.carried,
        limit: min(room, parts.limits.batch), lease: parts.limits.lease,
        now: parts.clock.now(), boot: parts.clock.boot(),
        fallbackLocale: parts.fallbackLocale))
    for claim in claims { try begin(claim) }
    return claims.count
  }

  private func begin(_ claim: Claim) throws(StoreFailure) {
    switch try parts.judged(claim) {
    case .drop(let reason):
      report.cancelled += 1
      results.append(Settlement(claim.delivery.token, .cancelled(reason)))
    case .send:
      try send(claim)
    }
  }

  private func send(_ claim: Claim) throws(StoreFailure) {
    guard let channel = parts.channels.channel(claim.delivery.channel) else {
      results.append(Settlement(claim.delivery.token, .released))
      return
    }
    if channel.atMostOnce {
      guard try parts.store.begin(claim.delivery.token) else { return }
    }
    switch channel.begin(claim.delivery) {
    case .done(let outcome): record(outcome, of: claim)
    case .transfer(let request, let conclude):
      running[transfers.start(request)] = Running(claim: claim, conclude: conclude)
    case .blocking(let atMost, let run):
      blocking.append(Blocking(claim: claim, atMost: atMost, run: run))
    }
  }
}
