// SPDX-License-Identifier: MIT
import MatinesDomain

/// What a worker may take on.
package struct WorkLimits: Sendable {
  /// Deliveries under way at once.
  package var inFlight = 64
  /// Deliveries claimed or settled in one transaction: the write lock is held 2 ms at most.
  package var batch = 64
  /// Of those, at most so many that may block: what is not run in a call goes back.
  package var blocking = 16
  package var lease = Instant.Span.seconds(20)
  /// Deliveries ready at once: beyond it events are refused, and audiences wait to be told.
  package var waiting = usualWaiting
  package static let usualWaiting = 1_000_000
  /// Messages a second to a peer that was away, until its backlog is through.
  package var drain = PeerHealth.Limits().drain

  package init() {}

  /// What one peer may ask of them.
  package var ofPeers: PeerHealth.Limits {
    var limits = PeerHealth.Limits()
    limits.unanswered = max(1, inFlight / 8)
    limits.drain = drain
    return limits
  }
}

/// What happened in one call.
package struct WorkReport: Equatable, Sendable {
  package var delivered = 0
  package var retried = 0
  package var failed = 0
  package var cancelled = 0
  package var unknown = 0
  package var misconfigured = 0
  /// Given back by workers that died.
  package var recovered = 0
  /// People whom a broadcast has reached: it is in their inboxes.
  package var expanded = 0
  package var inFlight = 0
  package var nextDue: Instant?

  package init() {}

  mutating func count(_ outcome: Outcome, _ change: Settlement.Change) {
    if case .misconfigured = outcome { misconfigured += 1 }
    switch change {
    case .delivered: delivered += 1
    case .retry: retried += 1
    case .failed: failed += 1
    case .unknown: unknown += 1
    case .cancelled: cancelled += 1
    case .released, .postponed, .moved: break
    }
  }
}

/// What every worker of an engine shares.
package final class WorkerParts: Sendable {
  package let store: any Store
  package let presence: any PresenceChecker
  package let policies: any PolicyArchive
  package let channels: ChannelBook
  package let clock: any Clock
  package let randomness: any Randomness
  package let wakeUp: any WakeUp
  package let log: any Log
  /// Nil where nobody is told what was marked.
  package let bell: BellUpdates?
  /// Nil where nothing can be scheduled.
  package let staging: StageEvent?
  package let retry: RetryPolicy
  package let limits: WorkLimits
  package let zones: (any TimeZones)?
  /// Nil where each text counts as one part.
  let texts: TextParts?
  package let fallbackLocale: LanguageTag

  package init(
    store: any Store, presence: any PresenceChecker, policies: any PolicyArchive,
    channels: ChannelBook, clock: any Clock, randomness: any Randomness,
    wakeUp: any WakeUp, log: any Log, bell: BellUpdates? = nil, staging: StageEvent? = nil,
    retry: RetryPolicy,
    limits: WorkLimits, zones: (any TimeZones)? = nil, texts: TextParts? = nil,
    fallbackLocale: LanguageTag
  ) {
    self.store = store
    self.presence = presence
    self.policies = policies
    self.channels = channels
    self.clock = clock
    self.randomness = randomness
    self.wakeUp = wakeUp
    self.log = log
    self.bell = bell
    self.staging = staging
    self.retry = retry
    self.limits = limits
    self.zones = zones
    self.texts = texts
    self.fallbackLocale = fallbackLocale
  }

  /// A due delivery, judged by the facts of this moment and the policy it was planned under.
  package func judged(_ claim: Claim) throws(StoreFailure) -> Verdict {
    try judged(claim, presence.presence(of: claim.delivery.user.id, boot: clock.boot()))
  }

  func isTooLate(_ delivery: Delivery) -> Bool {
    #if MATINES_PLANTED
      if Planted.expiryUnchecked.isHere { return false }
    #endif
    return clock.now() >= delivery.expires
  }

  func judged(_ claim: Claim, _ presence: Presence) throws(StoreFailure) -> Verdict {
    let delivery = claim.delivery
    if delivery.notification.cancelled != nil { return .drop(.cancelled) }
    if claim.isReplaced { return .drop(.replaced) }
    if isTooLate(delivery) { return .drop(.expired) }
    let policy = try policies.policy(claim.policy)
    guard let treatment = policy.treatment(of: delivery.notification),
      treatment.ladder.rungs.indices.contains(claim.rung)
    else { return .drop(.cancelled) }
    if try hasLeft(treatment.audience, claim) { return .drop(.leftAudience) }
    if claim.suppression?.stops(treatment.category.kind) ?? false { return .drop(.suppressed) }
    var facts = claim.facts
    facts.presence = presence
    if let preferences = claim.preferences {
      facts.heed(preferences, on: treatment.category.name, at: clock.now()) {
        zones?.secondsEast(at: $0, in: $1)
      }
    }
    return judge(treatment.ladder.rungs[claim.rung], treatment.category, facts)
  }

  /// Whoever lost the role by which they were told hears no more of it. The subject stays one: for
  /// the few who may be, it is read what they were told as.
  private func hasLeft(_ audience: Audience, _ claim: Claim) throws(StoreFailure) -> Bool {
    let user = claim.delivery.user
    if audience.includes(user.id, roles: user.roles, domains: user.domains, subject: nil) {
      return false
    }
    // Nearly every audience: nobody but the subject was told.
    guard !audience.others.isEmpty, audience.includesSubject else {
      return !audience.includesSubject
    }
    return try store.history(of: claim.delivery.notification.id, for: user.id)
      .facts.isBesideSubject
  }

  /// What becomes of a claim that is not sent now; nil for one that is.
  package func settlement(_ verdict: Verdict) -> Settlement.Change? {
    #if MATINES_PLANTED
      if Planted.quietHoursDrop.isHere, case .wait = verdict { return .cancelled(.expired) }
    #endif
    return switch verdict {
    case .send: nil
    // An earlier rung of the channel is still being tried: it is looked at again when that may
    // have ended, for if the earlier one comes to nothing this one must not be lost with it.
    case .drop(.trying): .postponed(until: clock.now() + .seconds(15))
    case .drop(let reason): .cancelled(reason)
    case .wait(let span): .moved(until: clock.now() + span)
    }
  }

  /// What has to be asked before it leaves; nil where nothing has to.
  func beginning(of claim: Claim, onceOnly: Bool) throws(StoreFailure) -> BeginRequest? {
    let delivery = claim.delivery
    let policy = try policies.policy(claim.policy)
    let allowance = policy.treatment(of: delivery.notification).flatMap {
      Allowance(policy, $0.category, on: delivery.channel)
    }
    guard onceOnly || allowance != nil else { return nil }
    return BeginRequest(
      delivery.token, onceOnly: onceOnly, allowance: allowance, now: clock.now())
  }

  /// When a worker of this engine has something to do again.
  func nextDue() throws(StoreFailure) -> Instant? {
    let delivery = try store.nextDue(.library, channels: channels.carried)
    let event = try store.nextScheduled()
    let update = bell == nil ? nil : try store.nextMarkUpdate(boot: clock.boot())
    return [delivery, event, update.map { clock.now() + $0 }].compactMap(\.self).min()
  }

  package func change(for outcome: Outcome, of claim: Claim) -> Settlement.Change {
    let delivery = claim.delivery
    if case .delivered(let reference, let parts) = outcome {
      return .delivered(
        reference: reference, price: parts > 0 ? price(of: claim, parts: parts) : nil)
    }
    let why = PlainText.oneLine(outcome.why ?? "")
    let attempt = RetryPolicy.Attempt(
      number: delivery.attempt, now: clock.now(), expires: delivery.expires,
      chance: randomness.next(),
      atMostOnce: channels.atMostOnce.contains(delivery.channel))
    switch retry.next(after: outcome, attempt) {
    case .retry(let at): return .retry(at: at, why: why)
    case .state(.unknown): return .unknown(why: why)
    case .state:
      if case .gone = outcome { return .failed(why: why, addressGone: true) }
      return .failed(why: why, addressGone: false)
    }
  }
}

extension WorkerParts {
  /// By the policy that what was charged came from; nil where nothing is known to be paid.
  private func price(of claim: Claim, parts: Int) -> Int64? {
    guard claim.delivery.channel == .sms, (1...SMSRules.protocolParts).contains(parts),
      let phone = claim.delivery.user.phone,
      let policy = try? policies.policy(claim.policy)
    else { return nil }
    return policy.prices?.price(of: phone, parts: parts)
  }
}

extension Admission {
  /// What becomes of a claim that was not let go.
  var settlement: Settlement.Change? {
    switch self {
    case .granted, .lost: nil
    case .refused(let reason): .cancelled(reason)
    case .later(let at): .moved(until: at)
    }
  }
}
