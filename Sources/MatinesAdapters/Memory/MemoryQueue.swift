// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func claim(_ request: ClaimRequest) throws(StoreFailure) -> [Claim] {
    try access { (state, _) throws(StoreFailure) in state.claim(request) }
  }

  package func claim(
    of token: DeliveryToken, fallbackLocale: LanguageTag
  ) throws(StoreFailure) -> Claim? {
    try access { (state, _) throws(StoreFailure) in
      state.held(token).flatMap { state.claim($0, fallbackLocale) }
    }
  }

  package func nextDue(
    _ carrier: ConfiguredChannel.Carrier, channels: [ChannelName]
  ) throws(StoreFailure) -> Instant? {
    try access { (state, _) throws(StoreFailure) in
      let lanes = channels.map { Lane(carrier, $0) }
      return state.ready.compactMap { state.delivery($0) }.map { state.deliveries[$0] }
        .filter { lanes.contains($0.plan.lane) }.map(\.due).min()
    }
  }

  package func failed(limit: Int) throws(StoreFailure) -> [DeliveryRecord] {
    try access { (state, seal) throws(StoreFailure) in
      var listed = state.deliveries.indices.filter {
        state.deliveries[$0].state.isListed && !state.deliveries[$0].isPruned
      }
      listed.sort { left, right in
        let (one, other) = (state.deliveries[left].settled, state.deliveries[right].settled)
        return (one?.milliseconds ?? 0, left) > (other?.milliseconds ?? 0, right)
      }
      var records: [DeliveryRecord] = []
      for at in listed.prefix(max(0, limit)) {
        let delivery = state.deliveries[at]
        records.append(delivery.record(Int64(at) + 1, try seal.seal(delivery.number)))
      }
      return records
    }
  }

  package func retry(_ id: Int64, now: Instant, expires: Instant) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      let at = try state.listed(id)
      // What may have been taken stays paid for: the next one is charged anew.
      if state.deliveries[at].state == .unknown { state.deliveries[at].charged = 0 }
      state.enter(.ready, at)
      state.deliveries[at].attempts = 0
      state.deliveries[at].crashes = 0
      state.deliveries[at].due = now
      state.deliveries[at].expires = expires
      state.deliveries[at].settled = nil
      state.deliveries[at].plan.suppressors.remove(.replaced)
    }
  }

  package func drop(_ id: Int64, now: Instant) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      let at = try state.listed(id)
      state.cancel(at, .dropping(state.deliveries[at].state), now: now)
    }
  }
}

extension MemoryState {
  fileprivate func listed(_ id: Int64) throws(StoreFailure) -> Int {
    guard let at = delivery(id) else { throw .notFound("delivery") }
    guard deliveries[at].state.isListed else { throw .conflict("delivery") }
    return at
  }

  fileprivate mutating func claim(_ request: ClaimRequest) -> [Claim] {
    #if MATINES_PLANTED
      for range in late { cancelNeedless(range, .seen, now: request.now) }
      late = []
    #endif
    var claims: [Claim] = []
    var members: [Int] = []
    var places = duePlaces(request)
    while claims.count < request.limit, !places.isEmpty {
      let place = places.removeFirst()
      guard let at = delivery(place.id), !isBlocked(at, by: members) else { continue }
      if isSubscriptionGone(at) {
        cancel(at, .gone, now: request.now)
      } else {
        enter(.claimed, at)
        deliveries[at].lease = nextLease
        deliveries[at].fence += 1
        deliveries[at].attempts += 1
        #if MATINES_PLANTED
          if Planted.attemptCountedLate.isHere { deliveries[at].attempts -= 1 }
        #endif
        deliveries[at].begun = false
        if var claim = claim(at, request.fallbackLocale) {
          if isFirstClaim(at) { (claim.facts.seen, claim.facts.acked) = (false, false) }
          claims.append(claim)
        }
        members.append(at)
      }
      guard let next = armSuccessor(of: at), isWanted(next, request) else { continue }
      let early = deliveries[next].place(Int64(next) + 1)
      places.insert(early, at: places.firstIndex { early < $0 } ?? places.endIndex)
    }
    guard !members.isEmpty else { return [] }
    leases[nextLease] = MemoryLease(
      owner: request.owner, boot: request.boot.id,
      deadline: request.boot.deadline(after: request.lease),
      members: Set(members.map { Int64($0) + 1 }))
    nextLease += 1
    return claims
  }

  private func duePlaces(_ request: ClaimRequest) -> [QueuePlace] {
    ready.compactMap { delivery($0) }.filter { isWanted($0, request) }
      .map { deliveries[$0].place(Int64($0) + 1) }.sorted()
  }

  private func isWanted(_ at: Int, _ request: ClaimRequest) -> Bool {
    // Before all else, for most are not due.
    guard deliveries[at].due <= request.now else { return false }
    let delivery = deliveries[at]
    return Lane.range(of: request.carrier).contains(delivery.plan.lane.number)
      && request.channels.map { $0.contains(delivery.plan.channel) } ?? true
  }

  /// On one channel to one destination the later waits while the earlier is running; two rungs of
  /// one recipient and channel are not claimed together.
  private func isBlocked(_ at: Int, by members: [Int]) -> Bool {
    let own = deliveries[at]
    let running = leases.values.flatMap(\.members).compactMap { delivery($0) } + members
    return running.contains { deliveries[$0].isRunning && deliveries[$0].isSamePlace(as: own) }
      || members.contains { member in
        let other = deliveries[member]
        return other.number == own.number && other.user == own.user
          && other.plan.channel == own.plan.channel && other.plan.rung != own.plan.rung
      }
  }

  private func isFirstClaim(_ at: Int) -> Bool {
    deliveries[at].fence == 1
      && recipient(deliveries[at].number, deliveries[at].user)?.deliveries.lowerBound == at
  }

  private func isSubscriptionGone(_ at: Int) -> Bool {
    deliveries[at].plan.destination != 0 && subscription(of: at) == nil
  }

  private func subscription(of at: Int) -> Subscription? {
    browsers.first {
      $0.subscription.number == deliveries[at].plan.destination && $0.user == deliveries[at].user
    }?.subscription
  }

  mutating func armSuccessor(of at: Int) -> Int? {
    guard let range = recipient(deliveries[at].number, deliveries[at].user)?.deliveries,
      let next = Arming.successor(
        of: at - range.lowerBound, count: range.count,
        state: { deliveries[range.lowerBound + $0].state })
    else { return nil }
    enter(.ready, range.lowerBound + next)
    return range.lowerBound + next
  }

  fileprivate func claim(_ at: Int, _ fallbackLocale: LanguageTag) -> Claim? {
    let own = deliveries[at]
    guard let row = recipient(own.number, own.user), let person = people[own.user],
      let accepted = accepted[own.number]
    else { return nil }
    var facts = Facts(
      presence: .offline, seen: row.marks.isLookedAt, acked: row.isAcked, addresses: [],
      locale: person.user.locale ?? fallbackLocale, timeZone: person.user.timeZone,
      roles: person.user.roles)
    for sibling in deliveries[row.deliveries] {
      facts.learn(
        of: sibling.plan.channel, sibling.plan.rung, sibling.state, for: own.plan.channel,
        own.plan.rung)
    }
    let delivery = Delivery(
      token: DeliveryToken(id: Int64(at) + 1, fence: own.fence),
      notification: accepted.notification, user: person.user, channel: own.plan.channel,
      subscription: subscription(of: at), attempt: own.attempts, expires: own.expires,
      counts: person.counts, isUrgent: own.plan.priority == .security)
    var claim = Claim(
      delivery: delivery, rung: own.plan.rung, policy: accepted.policy, facts: facts,
      preferences: person.preferences.isEmpty ? nil : person.preferences)
    claim.isReplaced = own.plan.suppressors.contains(.replaced)
    claim.suppression = suppression(of: person.user, on: own.plan.channel)
    return claim
  }
}

extension MemoryDelivery {
  /// What a host has taken and not begun holds nobody up: it may do so for as long as it lives.
  fileprivate var isRunning: Bool { begun || plan.lane.carrier == .library }

  fileprivate func isSamePlace(as other: MemoryDelivery) -> Bool {
    user == other.user && plan.channel == other.plan.channel
      && plan.destination == other.plan.destination
  }
}

extension DeliveryState {
  /// Given up, and shown to the operator.
  fileprivate var isListed: Bool { self == .failed || self == .unknown }
}
