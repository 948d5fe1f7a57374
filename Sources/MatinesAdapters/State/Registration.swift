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
  /// What is stored when it is registered: `known` is what is there for its endpoint.
  func completed(
    _ verdict: RegistrationRule.Verdict, _ known: RegisteredBrowser?, currentKey: String?
  ) -> RegisteredBrowser {
    var subscription = subscription
    subscription.applicationServerKey =
      subscription.applicationServerKey ?? known?.subscription.applicationServerKey
      ?? (known == nil ? currentKey : nil)
    // What was said of a browser that moves, its former owner said.
    guard verdict == .renew, let known else {
      return RegisteredBrowser(
        subscription: subscription, label: label, userAgent: userAgent, created: created)
    }
    subscription.number = known.subscription.number
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
