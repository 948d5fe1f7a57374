// SPDX-License-Identifier: MIT

/// When a failed attempt is repeated: back-off with full jitter, base 5 s, cap 1 h, at most 10
/// attempts, at most 3 of which took their worker down.
package struct RetryPolicy: Sendable {
  package var base = Instant.Span.seconds(5)
  package var cap = Instant.Span.seconds(3_600)
  package var attempts = 10
  package var crashes = 3
  /// A wrong setting is not mended within seconds.
  package var misconfigured = Instant.Span.seconds(300)

  package init() {}

  /// What a settled attempt leaves behind.
  package enum Next: Equatable, Sendable {
    case state(DeliveryState)
    case retry(at: Instant)
  }

  package struct Attempt: Sendable {
    package let number: Int
    package let now: Instant
    package let expires: Instant
    /// Uniform over all values of its type.
    package let chance: UInt64
    /// Sending twice would be worse than not at all.
    package let atMostOnce: Bool

    package init(
      number: Int, now: Instant, expires: Instant, chance: UInt64, atMostOnce: Bool
    ) {
      self.number = number
      self.now = now
      self.expires = expires
      self.chance = chance
      self.atMostOnce = atMostOnce
    }
  }

  package func next(after outcome: Outcome, _ attempt: Attempt) -> Next {
    #if MATINES_PLANTED
      if Planted.textResentWhenUnknown.isHere, case .unknown = outcome {
        return retry(attempt, notBefore: .zero, within: backOff(attempt.number))
      }
    #endif
    return switch outcome {
    case .delivered: .state(.delivered)
    case .failed, .gone: .state(.failed)
    case .unknown where attempt.atMostOnce: .state(.unknown)
    case .unknown: retry(attempt, notBefore: .zero, within: backOff(attempt.number))
    case .later(_, let after):
      retry(attempt, notBefore: after ?? .zero, within: backOff(attempt.number))
    case .misconfigured: retry(attempt, notBefore: .zero, within: misconfigured)
    }
  }

  private func backOff(_ attempt: Int) -> Instant.Span {
    let doublings = Int64(min(max(attempt - 1, 0), 20))
    return min(cap, Instant.Span(milliseconds: base.milliseconds << doublings))
  }

  private func retry(
    _ attempt: Attempt, notBefore: Instant.Span, within: Instant.Span
  ) -> Next {
    let range = UInt64(within.milliseconds) + 1
    #if MATINES_PLANTED
      let part = Planted.retryWithoutJitter.isHere ? range - 1 : attempt.chance % range
    #else
      let part = attempt.chance % range
    #endif
    let jitter = Instant.Span(milliseconds: Int64(part))
    let at = attempt.now + notBefore + jitter
    guard attempt.number < attempts, at < attempt.expires else { return .state(.failed) }
    return .retry(at: at)
  }
}
