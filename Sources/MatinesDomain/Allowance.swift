// SPDX-License-Identifier: MIT

/// What a policy allows of one delivery, asked right before it is sent.
package struct Allowance: Equatable, Sendable {
  package let category: CategoryName
  package let cap: Policy.Cap?
  package let budget: Policy.Budget?
  /// Waits where others are dropped.
  package let isInsistent: Bool
  /// Counts, and is held up by no cap.
  package let isSecurity: Bool

  package init(
    category: CategoryName, cap: Policy.Cap?, budget: Policy.Budget?, isInsistent: Bool,
    isSecurity: Bool = false
  ) {
    self.category = category
    self.cap = cap
    self.budget = budget
    self.isInsistent = isInsistent
    self.isSecurity = isSecurity
  }

  /// Of a delivery of this treatment; nil where nothing limits the channel and nothing counts it.
  package init?(_ policy: Policy, _ category: Policy.Category, on channel: ChannelName) {
    let cap = policy.caps[channel]
    guard cap != nil || channel == .sms else { return nil }
    self.init(
      category: category.name, cap: cap, budget: channel == .sms ? category.budget : nil,
      isInsistent: category.isInsistent, isSecurity: category.kind == .security)
  }

  package enum Verdict: Equatable, Sendable {
    case yes
    case no(Reason)
    case notBefore(Instant)
  }

  /// `texts` are those of this month in the category, to the person and to everybody.
  package func verdict(
    _ sent: SentTimes, texts: (person: Int64, everybody: Int64), now: Instant
  ) -> Verdict {
    if let most = budget?.person, texts.person >= Int64(most) { return .no(.overBudget) }
    if let most = budget?.category, texts.everybody >= Int64(most) { return .no(.overBudget) }
    #if MATINES_PLANTED
      if Planted.capIgnored.isHere { return .yes }
    #endif
    guard let cap, !isSecurity, let free = sent.next(cap, now: now) else { return .yes }
    return isInsistent ? .notBefore(free) : .no(.capped)
  }
}

/// When one person was last reached on one channel. A clock that was far ahead for a while must not
/// fill the list for years: it is the last ones counted that are kept, not the latest.
package struct SentTimes: Equatable, Sendable {
  /// Of the longest cap.
  package static let limit = 100
  /// As they were counted.
  package private(set) var times: [Instant]

  package init(_ times: [Instant] = []) { self.times = times }

  /// Nil when one more now keeps to the cap; else from when on it does. What lies further ahead
  /// than the cap is long was written by a clock that was set back since, and does not count.
  package func next(_ cap: Policy.Cap, now: Instant) -> Instant? {
    let counting = times.filter { now < $0 + cap.span && $0 < now + cap.span }.sorted()
    guard counting.count >= cap.count, counting.indices.contains(counting.count - cap.count)
    else { return nil }
    return counting[counting.count - cap.count] + cap.span
  }

  package mutating func add(_ now: Instant) {
    times = (times + [now]).suffix(Self.limit)
  }
}
