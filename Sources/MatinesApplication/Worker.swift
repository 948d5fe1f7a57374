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
  /// Claimed and not begun yet.
  private var claimed: ArraySlice<Claim> = []
  private var running: [Int: Running] = [:]
  /// Claimed for peers that have enough to do: tried again when something has ended.
  private var held: HeldClaims
  private var mayBeginHeld = false
  /// Something ended a moment ago.
  private var isFlowing = false
  private var blocking: BlockingCalls
  /// What has ended counts as in doubt until it is recorded.
  private var ledger = WorkLedger()
  private var upkeep: Upkeep
  private var expand: ExpandAudience
  private var tell = TellMarks()

  private struct Running {
    let claim: Claim
    let conclude: @Sendable (TransferResult) -> Outcome
  }

  package init(parts: WorkerParts, transfers: any Transfers) {
    (self.parts, self.transfers) = (parts, transfers)
    owner = Int64(truncatingIfNeeded: parts.randomness.next() >> 1)
    expand = ExpandAudience(parts: parts)
    held = HeldClaims(limit: parts.limits.inFlight)
    let now = parts.clock.boot()
    upkeep = Upkeep(owner: owner, since: now)
    blocking = BlockingCalls(parts.limits, since: now)
  }

  /// What this worker alone can bring to an end.
  package var load: Int { inFlight + ledger.results.count }

  private var inFlight: Int { running.count + tell.inFlight }

  /// Of what may be in doubt at once.
  private var room: Int { max(0, parts.limits.inFlight - inFlight - ledger.inDoubt) }

  /// Works for at most the budget, or with none until nothing more is due; what is still in flight
  /// then stays so for the next call.
  package func work(budget span: Instant.Span) throws(StoreFailure) -> WorkReport {
    ledger.report = WorkReport()
    tell.lookAtOnce()
    do throws(StoreFailure) {
      try resume()
      try rounds(span)
      giveBack()
      try settle()
      try parts.store.checkpoint()
      ledger.report.inFlight = inFlight
      ledger.report.nextDue = try parts.nextDue()
    } catch {
      giveBack()
      throw error
    }
    return ledger.report
  }

  /// Finishes what is in flight for at most the given time.
  package func finish(within limit: Instant.Span) throws(StoreFailure) {
    var budget = TimeBudget(limit, parts.clock)
    try resume()
    while inFlight > 0, budget.left > 0 {
      pump(waiting: 20)
      budget.waited(atMost: 20)
      try settle()
      try renewInTime()
    }
  }

  /// After a pause of any length, or a failure: what ended is recorded and what runs is kept,
  /// before anybody, this worker included, takes it for abandoned.
  private func resume() throws(StoreFailure) {
    try settle()
    guard !running.isEmpty else { return }
    try upkeep.renew(parts)
  }

  private enum Progress { case idle, waiting, moving }

  private func rounds(_ span: Instant.Span) throws(StoreFailure) {
    var budget = TimeBudget(span, parts.clock)
    var progress = Progress.moving
    repeat {
      // Nothing becomes due by waiting for a clock that stands still; transfers do end.
      let nap = parts.clock.runs || inFlight > 0 ? budget.left : 0
      progress = try round(waiting: parts.clock.runs ? nap : min(nap, 20))
      if progress == .idle, nap == 0 { break }
      budget.waited(atMost: 20)
    } while span == .zero ? progress == .moving : budget.left > 0
  }

  /// One turn of the loop; `waiting` milliseconds are the most it may sleep.
  private func round(waiting: Int64) throws(StoreFailure) -> Progress {
    try upkeep.recover(parts, &ledger.report)
    let released = try parts.staging?.releaseDue(limit: parts.limits.batch, parts.log) ?? 0
    try beginHeld()
    // While answers come in, a batch is worth waiting for: each costs a transaction.
    let isGathering = isFlowing && room < parts.limits.inFlight / 2
    let told = try tell.begin(parts, transfers, room: room)
    let begun = isGathering ? told : try told + claimAndBegin()
    let isExpanding = try expand(into: &ledger.report)
    let quiet = !isExpanding && begun + released == 0 && blocking.isEmpty
    pump(waiting: quiet ? try rest(atMost: waiting, isGathering: isGathering) : 0)
    try blocking.run(parts, owner: owner, isAlone: inFlight == 0, &ledger)
    let isMore = !running.isEmpty && (isFlowing || begun > 0)
    if ledger.isDue(isMore: isMore, parts.limits) { try settle() }
    // Early, so that no caller of emit finds the log at its ceiling.
    try parts.store.checkpoint()
    try renewInTime()
    if !quiet || isGathering { return .moving }
    return inFlight == 0 ? .idle : .waiting
  }

  /// How long to sleep: until the next due, a poll of a second, or the end of the budget.
  private func rest(atMost limit: Int64, isGathering: Bool) throws(StoreFailure) -> Int64 {
    guard limit > 0 else { return 0 }
    if isGathering || !ledger.results.isEmpty { return min(5, limit) }
    if listener == nil {
      listener = parts.wakeUp.listen()
      // What was committed before there was anything to ring must be looked for once more.
      if listener != nil { return 0 }
    }
    let poll = try min(1_000, limit, tell.nextLook(parts) ?? .max)
    guard inFlight < parts.limits.inFlight,
      let due = try parts.store.nextDue(.library, channels: parts.channels.carried)
    else { return poll }
    // What is due and was not claimed waits for another: its peer is busy, or its worker elsewhere.
    return min(poll, max(100, due.milliseconds - parts.clock.now().milliseconds))
  }

  private func settle() throws(StoreFailure) {
    try ledger.settle(parts)
    try tell.settle(parts)
  }

  private func pump(waiting: Int64) {
    let ended = transfers.pump(
      waiting: Instant.Span(milliseconds: waiting), wake: listener?.descriptor)
    listener?.drain()
    isFlowing = !ended.isEmpty
    mayBeginHeld = isFlowing || running.isEmpty
    for (ticket, result) in ended where !tell.end(ticket, result, parts) {
      guard let running = running.removeValue(forKey: ticket) else { continue }
      let outcome = running.conclude(result)
      if result.isWithdrawn {
        ledger.add(running.claim, .released)
      } else {
        ledger.record(outcome, of: running.claim, parts)
      }
    }
  }
}

extension Worker {
  private func claimAndBegin() throws(StoreFailure) -> Int {
    let room = min(room, parts.limits.batch)
    var count = try claimAndBegin(parts.channels.carried(mayBlock: false), limit: room)
    if blocking.isEmpty {
      blocking.claimed(at: parts.clock.boot())
      let claimed = try claimAndBegin(
        parts.channels.carried(mayBlock: true), limit: min(room, blocking.limit))
      if claimed > 0, blocking.isEmpty { blocking.endTurn() }
      count += claimed
    }
    return count
  }

  private func claimAndBegin(
    _ channels: [ChannelName], limit: Int
  ) throws(StoreFailure) -> Int {
    guard limit > 0, !channels.isEmpty else { return 0 }
    let since = parts.clock.boot()  // Before: the commit may be old when the call returns.
    claimed = try parts.store.claim(
      ClaimRequest(
        owner: owner, carrier: .library, channels: channels, limit: limit,
        lease: parts.limits.lease, now: parts.clock.now(), boot: since,
        fallbackLocale: parts.fallbackLocale))[...]
    let count = claimed.count
    var presences = try parts.presence.presences(
      of: claimed.map(\.delivery.user.id), boot: since)[...]
    while let claim = claimed.first {
      try begin(claim, presences.popFirst() ?? .offline, claimedAt: since)
      claimed.removeFirst()
    }
    return count
  }

  private func begin(
    _ claim: Claim, _ presence: Presence, claimedAt: BootTime
  ) throws(StoreFailure) {
    if let change = parts.settlement(try parts.judged(claim, presence)) {
      ledger.add(claim, change)
    } else {
      try send(claim, claimedAt: claimedAt)
    }
  }

  private func send(_ claim: Claim, claimedAt: BootTime) throws(StoreFailure) {
    let token = claim.delivery.token
    guard let channel = parts.channels.channel(claim.delivery.channel) else {
      ledger.add(claim, .released)
      return
    }
    // A slow host function before this one may have cost the lease.
    let now = parts.clock.boot()
    if now.milliseconds(since: claimedAt) > parts.limits.lease.milliseconds / 3 {
      guard try parts.store.extend(token, by: parts.limits.lease, boot: now) else { return }
    }
    try hand(claim, to: channel, since: now)
  }

  /// The channel is asked first: what has to wait for its peer costs nothing, and is not in doubt.
  private func hand(
    _ claim: Claim, to channel: any Channel, since: BootTime
  ) throws(StoreFailure) {
    if parts.isTooLate(claim.delivery) { return ledger.add(claim, .cancelled(.expired)) }
    switch channel.prepare(claim.delivery) {
    case .ready(let departure): try begin(claim, departure, onceOnly: channel.atMostOnce)
    case .done(let outcome): ledger.record(outcome, of: claim, parts)
    case .crowded(let peer, let wait):
      if held.add(claim, for: peer, since: since) { return }
      ledger.add(claim, .postponed(until: parts.clock.now() + wait))
    case .postponed(let until): ledger.add(claim, .postponed(until: until))
    case .blocking(let atMost, let run):
      blocking.add(
        BlockingCalls.Call(
          claim: claim, onceOnly: channel.atMostOnce, atMost: atMost, run: run))
    }
  }

  private func begin(
    _ claim: Claim, _ departure: Departure, onceOnly: Bool
  ) throws(StoreFailure) {
    do throws(StoreFailure) {
      guard try ledger.admits(claim, onceOnly: onceOnly, parts) else {
        return departure.abandon()
      }
    } catch {
      departure.abandon()
      throw error
    }
    switch departure.begin() {
    case .done(let outcome): ledger.record(outcome, of: claim, parts)
    case .transfer(let request, let conclude):
      #if MATINES_PLANTED
        if Planted.settledBeforeSent.isHere { ledger.add(claim, .delivered(reference: nil)) }
      #endif
      running[transfers.start(request)] = Running(claim: claim, conclude: conclude)
    }
  }

  /// They were judged a moment ago: only their time may have run out meanwhile.
  private func beginHeld() throws(StoreFailure) {
    ledger.release(held.removeOld(parts))
    guard mayBeginHeld else { return }
    mayBeginHeld = false
    for _ in held.all where room > 0 {
      guard let waiting = held.removeFirst() else { return }
      guard let channel = parts.channels.channel(waiting.claim.delivery.channel) else {
        ledger.add(waiting.claim, .released)
        continue
      }
      do throws(StoreFailure) {
        try hand(waiting.claim, to: channel, since: waiting.since)
      } catch {
        ledger.add(waiting.claim, .released)
        throw error
      }
      // A process that was suspended may have lost the leases of the others.
      ledger.release(held.removeOld(parts))
    }
  }

  /// What was claimed and not begun is another's to take.
  private func giveBack() {
    let untouched = claimed + held.removeAll().map(\.claim) + blocking.removeAll()
    claimed = []
    ledger.release(untouched)
  }

  private func renewInTime() throws(StoreFailure) {
    let isHolding = !running.isEmpty || !blocking.isEmpty || !held.all.isEmpty
    try upkeep.renewInTime(parts, isHolding: isHolding)
  }
}
