// SPDX-License-Identifier: MIT
import MatinesDomain

/// Deliveries the host sends itself: it takes one, begins it right before the send, settles it.
package struct CarryDeliveries: Sendable {
  private let parts: WorkerParts
  private let wording: Wording

  package init(parts: WorkerParts, wording: Wording) {
    self.parts = parts
    self.wording = wording
  }

  /// The next due delivery of one of these channels that is still worth sending; nil when none is.
  package func take(_ channels: [ChannelName]) throws(ApplicationFailure) -> Offer? {
    for channel in channels where !parts.channels.isHostCarried(channel) {
      throw .invalid(
        InvalidValue("channels", .malformed("'\(channel.text)' is not carried by the host")))
    }
    try recover()
    if let taken = try first(of: channels) { return taken }
    // A host that takes everything itself has no worker to do it.
    guard try passStalled(channels) > 0 else { return nil }
    return try first(of: channels)
  }

  private func first(of channels: [ChannelName]) throws(ApplicationFailure) -> Offer? {
    while let claim = try next(channels) {
      if let change = parts.settlement(try judged(claim)) {
        try settle(claim.delivery.token, change)
        continue
      }
      if let offer = try offer(claim.delivery) { return offer }
    }
    return nil
  }

  /// An event staged longer than 60 s ago: was the host's transaction committed or not?
  package func takeStage() throws(ApplicationFailure) -> StagedEvent? {
    let now = parts.clock.now()
    return try storing { () throws(StoreFailure) in
      try parts.store.takeStage(
        before: Instant(milliseconds: now.milliseconds - 60_000), now: now,
        lease: parts.limits.lease)
    }
  }

  /// The host put it in its own queue: the lease lasts until the delivery expires.
  package func handOver(_ token: DeliveryToken) throws(ApplicationFailure) {
    let claim = try held(token)
    let left = claim.delivery.expires.milliseconds - parts.clock.now().milliseconds
    try extend(token, by: Instant.Span(milliseconds: left))
  }

  package func extend(_ token: DeliveryToken) throws(ApplicationFailure) {
    try extend(token, by: parts.limits.lease)
  }

  /// Judges once more and stores the in-doubt mark: true means send now.
  package func begin(_ token: DeliveryToken) throws(ApplicationFailure) -> Bool {
    let claim = try held(token)
    if let change = parts.settlement(try judged(claim)) {
      try settle(token, change)
      return false
    }
    let once = parts.channels.atMostOnce.contains(claim.delivery.channel)
    let admission = try storing { () throws(StoreFailure) in
      let request = try parts.beginning(of: claim, onceOnly: once)
      return try parts.store.begin(
        request ?? BeginRequest(token, onceOnly: once, now: parts.clock.now()))
    }
    if admission == .lost { throw lost }
    guard let change = admission.settlement else { return true }
    try settle(token, change)
    return false
  }

  package func settle(
    _ token: DeliveryToken, _ outcome: Outcome
  ) throws(ApplicationFailure) {
    try settle(token, parts.change(for: outcome, of: held(token)))
  }

  private var lost: ApplicationFailure {
    .store(.conflict("token: the lease ended, or the delivery is settled"))
  }

  private func next(_ channels: [ChannelName]) throws(ApplicationFailure) -> Claim? {
    try storing { () throws(StoreFailure) in
      try parts.store.claim(
        ClaimRequest(
          owner: Int64(truncatingIfNeeded: parts.randomness.next() >> 1), carrier: .host,
          channels: channels, limit: 1, lease: parts.limits.lease, now: parts.clock.now(),
          boot: parts.clock.boot(), fallbackLocale: parts.fallbackLocale)
      ).first
    }
  }

  /// A delivery whose words cannot be made is listed as failed, and the next one is looked for.
  private func offer(_ delivery: Delivery) throws(ApplicationFailure) -> Offer? {
    do throws(RenderFailure) {
      return try wording.offer(delivery)
    } catch {
      try settle(delivery.token, .failed(why: error.why, addressGone: false))
      return nil
    }
  }

  private func held(_ token: DeliveryToken) throws(ApplicationFailure) -> Claim {
    let claim = try storing { () throws(StoreFailure) in
      try parts.store.claim(of: token, fallbackLocale: parts.fallbackLocale)
    }
    guard let claim else { throw lost }
    return claim
  }

  private func judged(_ claim: Claim) throws(ApplicationFailure) -> Verdict {
    try storing { () throws(StoreFailure) in try parts.judged(claim) }
  }

  private func recover() throws(ApplicationFailure) {
    _ = try storing { () throws(StoreFailure) in
      try parts.store.recover(
        now: parts.clock.now(), boot: parts.clock.boot(), crashes: parts.retry.crashes,
        atMostOnce: parts.channels.atMostOnce)
    }
  }

  private func passStalled(_ channels: [ChannelName]) throws(ApplicationFailure) -> Int {
    let search = StalledSearch(
      carried: channels.map { ConfiguredChannel($0, .host) }, now: parts.clock.now(),
      limit: parts.limits.batch)
    return try storing { () throws(StoreFailure) in try parts.store.passStalled(search).armed }
  }

  private func extend(
    _ token: DeliveryToken, by lease: Instant.Span
  ) throws(ApplicationFailure) {
    let held = try storing { () throws(StoreFailure) in
      try parts.store.extend(token, by: lease, boot: parts.clock.boot())
    }
    guard held else { throw lost }
  }

  private func settle(
    _ token: DeliveryToken, _ change: Settlement.Change
  ) throws(ApplicationFailure) {
    let settled = try storing { () throws(StoreFailure) in
      try parts.store.settle([Settlement(token, change)], now: parts.clock.now())
    }
    guard settled == 1 else { throw lost }
  }
}
