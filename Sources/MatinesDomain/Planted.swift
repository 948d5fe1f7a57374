// SPDX-License-Identifier: MIT
#if MATINES_PLANTED
  import Synchronization

  /// Bugs that only the simulation's second build contains, to see that it finds them.
  package enum Planted: String, CaseIterable, Sendable {
    case fenceIgnored = "fence ignored"
    case leaseNeverRenewed = "lease never renewed"
    case settledBeforeSent = "settled before sent"
    case publishedBeforeCommitted = "published before committed"
    case attemptCountedLate = "attempt counted late"
    case cancelOutsideTransaction = "cancel outside the transaction"
    case counterDrift = "counter drift"
    case expiryUnchecked = "expiry unchecked"
    case idempotencyKeyIgnored = "idempotency key ignored"
    case textResentWhenUnknown = "SMS resent when unknown"
    case breakerNeverOpens = "breaker never opens"
    case retryWithoutJitter = "retry without jitter"
    case backlogAtOnce = "backlog at once"
    case budgetCheckedLate = "budget checked late"
    case cursorLeftBehind = "broadcast cursor left behind"
    case memberReachedTwice = "member of two parts reached twice"
    case memberLost = "member lost with the batch"
    case cancelledBroadcastGoesOn = "cancelled broadcast goes on"
    case quietHoursIgnored = "quiet hours ignored"
    case quietHoursDrop = "dropped in quiet hours"
    case pauseIgnored = "pause ignored"
    case capIgnored = "cap ignored"
    case floodUncounted = "flood not counted"
    case collapseIgnored = "collapse key ignored"
    case takenEarly = "scheduled event taken early"
    case discardIgnored = "discard of a scheduled event ignored"

    private static let present = Mutex<Planted?>(nil)

    /// Nil for none.
    package static func plant(_ bug: Planted?) { present.withLock { $0 = bug } }

    package var isHere: Bool { Self.present.withLock { $0 == self } }
  }
#endif
