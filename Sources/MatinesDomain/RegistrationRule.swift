// SPDX-License-Identifier: MIT

/// Whose endpoint it is, and how many browsers a person may register.
package enum RegistrationRule {
  /// More browsers than anybody has.
  package static let limit = 20
  /// New ones a minute.
  package static let burst = 10
  private static let pace = LeakyBucket(burst: burst, interval: .seconds(6))

  package enum Verdict: Equatable, Sendable {
    case add, renew
    /// A shared browser: the former owner's number dies with what is planned for it.
    case move
    /// Somebody else's, with other keys.
    case conflict
    case tooMany
  }

  /// `owner` and `known` are what is stored for the endpoint, `held` is how many the person has.
  package static func judge(
    _ new: Subscription, for user: UserID, owner: UserID?, known: Subscription?, held: Int
  ) -> Verdict {
    if owner == user { return .renew }
    if let known, known.p256dh != new.p256dh || known.auth != new.auth { return .conflict }
    guard held < limit else { return .tooMany }
    return known == nil ? .add : .move
  }

  /// Nil when a further registration now would be one too many. `mark` is a single instant that
  /// tells the whole past (a leaky bucket): stored with the person, zero at first, and replaced by
  /// the answer.
  package static func next(after mark: Instant, now: Instant) -> Instant? {
    pace.next(after: mark, now: now)
  }
}
