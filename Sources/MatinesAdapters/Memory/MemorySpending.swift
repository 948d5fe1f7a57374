// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func begin(_ request: BeginRequest) throws(StoreFailure) -> Admission {
    try access { (state, _) throws(StoreFailure) in state.begin(request) }
  }

  package func spending(limit: Int) throws(StoreFailure) -> [SpendingLine] {
    try access { (state, _) throws(StoreFailure) in
      let lines = state.spending.filter { $0.key.user == nil }.map {
        SpendingLine(month: $0.key.month, category: $0.key.category, spending: $0.value)
      }
      let sorted = lines.sorted { ($1.month, $0.category.text) < ($0.month, $1.category.text) }
      return Array(sorted.prefix(max(0, limit)))
    }
  }
}

extension MemoryState {
  fileprivate mutating func begin(_ request: BeginRequest) -> Admission {
    guard let at = held(request.token), !(request.onceOnly && deliveries[at].begun),
      let row = recipient(deliveries[at].number, deliveries[at].user)
    else { return .lost }
    let isCancelled = accepted[deliveries[at].number]?.notification.cancelled != nil
    let needless =
      isCancelled
      ? .cancelled
      : deliveries[at].plan.suppressors.reason(seen: row.marks.isLookedAt, acked: row.isAcked)
    if let needless { return .refused(needless) }
    if request.isTooLate(for: deliveries[at].expires) { return .refused(.expired) }
    if let allowance = request.allowance, deliveries[at].charged == 0,
      let refusal = charge(at, allowance, now: request.now)
    {
      return refusal
    }
    deliveries[at].begun = true
    return .granted
  }

  private mutating func charge(
    _ at: Int, _ allowance: Allowance, now: Instant
  ) -> Admission? {
    let (user, channel) = (deliveries[at].user, deliveries[at].plan.channel)
    let own = SpendingKey(month: now.month, category: allowance.category, user: user)
    let all = SpendingKey(month: now.month, category: allowance.category, user: nil)
    // Of one notification all browsers of a person are one time.
    let isOther = allowance.cap != nil && !isCounted(at)
    let sent = isOther ? people[user]?.sent[channel] ?? SentTimes() : SentTimes()
    let texts = (person: spending[own]?.texts ?? 0, everybody: spending[all]?.texts ?? 0)
    switch allowance.verdict(sent, texts: texts, now: now) {
    case .no(let reason): return .refused(reason)
    case .notBefore(let instant): return .later(instant)
    case .yes: break
    }
    if isOther { people[user]?.sent[channel, default: SentTimes()].add(now) }
    #if MATINES_PLANTED
      if Planted.budgetCheckedLate.isHere {
        deliveries[at].charged = now.month
        return nil
      }
    #endif
    if channel == .sms { add(.sent(deliveries[at].plan.price), own, all) }
    deliveries[at].charged = now.month
    return nil
  }

  private func isCounted(_ at: Int) -> Bool {
    let own = deliveries[at]
    let range = recipient(own.number, own.user)?.deliveries ?? at..<at
    return range.contains {
      $0 != at && deliveries[$0].plan.channel == own.plan.channel && deliveries[$0].charged != 0
    }
  }

  private mutating func add(_ change: Spending, _ keys: SpendingKey...) {
    for key in keys { spending[key] = spending[key, default: Spending()] + change }
  }

  /// A text that was planned and is no longer needed. One to an address that is left alone, or of a
  /// notification that was cancelled before, would have cost nothing.
  mutating func spare(_ at: Int, now: Instant) {
    guard deliveries[at].plan.channel == .sms, !isSuppressed(at),
      let notification = accepted[deliveries[at].number]?.notification,
      notification.cancelled == nil
    else { return }
    let category = notification.category
    let price = deliveries[at].plan.price
    add(.spared(price), SpendingKey(month: now.month, category: category, user: nil))
  }

  private func isSuppressed(_ at: Int) -> Bool {
    let plan = deliveries[at].plan
    let cause = people[deliveries[at].user].flatMap { suppression(of: $0.user, on: plan.channel) }
    return cause.map { plan.priority.isStopped(by: $0) } ?? false
  }

  /// Charged, and then not taken by anybody.
  mutating func takeBack(_ at: Int) {
    let delivery = deliveries[at]
    guard delivery.charged != 0, delivery.plan.channel == .sms,
      let category = accepted[delivery.number]?.notification.category
    else { return }
    let keys = [delivery.user, nil].map {
      SpendingKey(month: delivery.charged, category: category, user: $0)
    }
    for key in keys { add(.takenBack(delivery.plan.price), key) }
    deliveries[at].charged = 0
  }

  mutating func account(for change: Settlement.Change, _ at: Int, now: Instant) {
    #if MATINES_PLANTED
      if Planted.budgetCheckedLate.isHere, case .delivered = change,
        deliveries[at].plan.channel == .sms,
        let category = accepted[deliveries[at].number]?.notification.category
      {
        for user in [deliveries[at].user, nil] {
          let key = SpendingKey(month: now.month, category: category, user: user)
          add(.sent(0), key)
        }
      }
    #endif
    switch change {
    case .cancelled(let reason):
      takeBack(at)
      if reason.spares { spare(at, now: now) }
    case .failed: takeBack(at)
    case .delivered(_, let price?): correct(at, to: price)
    default: break
    }
  }

  /// Taken, and it cost more or less than was planned.
  private mutating func correct(_ at: Int, to price: Int64) {
    let delivery = deliveries[at]
    guard delivery.plan.channel == .sms,
      let category = accepted[delivery.number]?.notification.category
    else { return }
    if delivery.charged != 0 {
      for user in [delivery.user, nil] {
        add(
          .corrected(by: price &- delivery.plan.price),
          SpendingKey(month: delivery.charged, category: category, user: user))
      }
    }
    deliveries[at].plan.price = price
  }
}
