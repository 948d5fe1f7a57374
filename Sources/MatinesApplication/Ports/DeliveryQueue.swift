// SPDX-License-Identifier: MIT
import MatinesDomain

/// Who claims, how much, for how long.
package struct ClaimRequest: Sendable {
  package let owner: Int64
  package let carrier: ConfiguredChannel.Carrier
  /// Only these; nil for all of the carrier's.
  package let channels: [ChannelName]?
  package let limit: Int
  package let lease: Instant.Span
  package let now: Instant
  package let boot: BootTime
  package let fallbackLocale: LanguageTag

  package init(
    owner: Int64, carrier: ConfiguredChannel.Carrier, channels: [ChannelName]?, limit: Int,
    lease: Instant.Span, now: Instant, boot: BootTime, fallbackLocale: LanguageTag
  ) {
    self.owner = owner
    self.carrier = carrier
    self.channels = channels
    self.limit = limit
    self.lease = lease
    self.now = now
    self.boot = boot
    self.fallbackLocale = fallbackLocale
  }
}

/// A claimed delivery with what is needed to judge it again.
package struct Claim: Sendable {
  package let delivery: Delivery
  package let rung: Int
  package let policy: Int64
  /// Presence is not the store's to know: it reads `.offline` until it has been asked for. Marks
  /// are told from the second claim or the second rung on: a mark that makes a first rung needless
  /// cancels it, and no other matters to it.
  package var facts: Facts
  /// Nil for the many who have none.
  package let preferences: Preferences?
  /// A later event of its collapse key came while an attempt was under way.
  package var isReplaced = false
  /// Why its address is to be left alone.
  package var suppression: Suppression.Cause?

  package init(
    delivery: Delivery, rung: Int, policy: Int64, facts: Facts, preferences: Preferences? = nil
  ) {
    self.delivery = delivery
    self.rung = rung
    self.policy = policy
    self.facts = facts
    self.preferences = preferences
  }
}

/// What becomes of a claimed delivery.
package struct Settlement: Sendable {
  package enum Change: Equatable, Sendable {
    /// `price` is what a text cost after all; nil for what was planned.
    case delivered(reference: String?, price: Int64? = nil)
    case cancelled(Reason)
    case retry(at: Instant, why: String)
    case failed(why: String, addressGone: Bool)
    case unknown(why: String)
    /// Not started: back to the queue as if never claimed.
    case released
    /// Not started, and not to be looked at again before then.
    case postponed(until: Instant)
    /// The person rests: its expiry moves as far as its due, never beyond the notification's.
    case moved(until: Instant)
  }

  package let token: DeliveryToken
  package let change: Change

  package init(_ token: DeliveryToken, _ change: Change) {
    self.token = token
    self.change = change
  }
}

/// Hands out deliveries under leases with fences, and takes their results.
package protocol DeliveryQueue: Sendable {
  /// By priority, then due, then id. Counts the attempt and arms the next rung. The claims of one
  /// call share one lease.
  func claim(_ request: ClaimRequest) throws(StoreFailure) -> [Claim]
  /// Right before the first octet leaves: looks once more whether it was seen, acknowledged or
  /// cancelled, keeps to caps and budgets, and stores the in-doubt mark, in one transaction.
  func begin(_ request: BeginRequest) throws(StoreFailure) -> Admission
  /// The claim of a token, as it stands now; nil when the fence is old.
  func claim(of token: DeliveryToken, fallbackLocale: LanguageTag)
    throws(StoreFailure) -> Claim?
  /// Writes results whose fence still matches, in one transaction; answers how many did.
  func settle(_ results: [Settlement], now: Instant) throws(StoreFailure) -> Int
  /// Renews every lease of an owner; answers how many it still holds.
  func extend(owner: Int64, by lease: Instant.Span, boot: BootTime)
    throws(StoreFailure) -> Int
  /// Renews the lease of one claim until the given time from now; false when the fence is old.
  func extend(_ token: DeliveryToken, by lease: Instant.Span, boot: BootTime)
    throws(StoreFailure) -> Bool
  /// Gives back what dead workers held: ready again, failed after too many crashes, or unknown
  /// where it had begun and twice would be worse. Answers how many.
  func recover(
    now: Instant, boot: BootTime, crashes: Int, atMostOnce: [ChannelName]
  ) throws(StoreFailure) -> Int
  /// When the next delivery of a carrier on these channels is due; nil when none waits.
  func nextDue(
    _ carrier: ConfiguredChannel.Carrier, channels: [ChannelName]
  ) throws(StoreFailure) -> Instant?
  /// Cancels deliveries past their expiry that wait on channels nobody carries any more, at most
  /// `limit` of them; answers how many.
  func cancelExpired(now: Instant, limit: Int) throws(StoreFailure) -> Int
}

/// Deliveries that were given up: nothing is silently gone.
package protocol FailedDeliveries: Sendable {
  func failed(limit: Int) throws(StoreFailure) -> [DeliveryRecord]
  /// Ready at once, with its attempts counted anew.
  func retry(_ id: Int64, now: Instant, expires: Instant) throws(StoreFailure)
  func drop(_ id: Int64, now: Instant) throws(StoreFailure)
}
