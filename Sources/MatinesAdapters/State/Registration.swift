// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension RegistrationRule.Verdict {
  /// What a store refuses is a failure.
  func accepted() throws(StoreFailure) -> Self {
    switch self {
    case .add, .renew, .move: return self
    case .conflict: throw .conflict("endpoint: another person's, with other keys")
    case .tooMany:
      throw .full("subscriptions: at most \(RegistrationRule.limit) browsers a person")
    }
  }
}

extension RegistrationRule {
  static func registered(
    after mark: Instant, now: Instant
  ) throws(StoreFailure) -> Instant {
    guard let next = next(after: mark, now: now) else {
      throw .full("subscriptions: at most \(burst) new browsers a minute and person")
    }
    return next
  }
}

extension RegisteredBrowser {
  /// What is stored when a browser is registered once more.
  func renewing(_ known: RegisteredBrowser) -> RegisteredBrowser {
    var subscription = Subscription(
      number: known.subscription.number, endpoint: subscription.endpoint,
      p256dh: subscription.p256dh, auth: subscription.auth,
      applicationServerKey: subscription.applicationServerKey, expires: subscription.expires)
    subscription.applicationServerKey =
      subscription.applicationServerKey ?? known.subscription.applicationServerKey
    return RegisteredBrowser(
      subscription: subscription, label: label ?? known.label,
      userAgent: userAgent ?? known.userAgent, created: known.created,
      lastSuccess: known.lastSuccess)
  }

  func succeeded(at now: Instant) -> RegisteredBrowser {
    if let last = lastSuccess, now < last + Self.successGrain, now >= last { return self }
    return RegisteredBrowser(
      subscription: subscription, label: label, userAgent: userAgent, created: created,
      lastSuccess: now)
  }
}
