// SPDX-License-Identifier: MIT

/// How one peer (a server others choose, or depend on) has been answering, and what may be sent to
/// it now: a circuit breaker, a pause for a peer that is asked too often, and little room for one
/// that does not answer. Times are milliseconds of the boot clock.
package struct PeerHealth: Sendable {
  package struct Limits: Sendable {
    /// So many failures within `window` open the circuit.
    package var failures = 5
    package var window: Int64 = 30_000
    /// Between two probes of an open circuit.
    package var probe: Int64 = 30_000
    /// So many "too fast" within a minute slow the whole peer.
    package var throttles = 3
    package var minute: Int64 = 60_000
    /// A wrong key is not mended within seconds.
    package var refusal: Int64 = 300_000
    /// Under way at once to a peer that has not answered for a second.
    package var unanswered = 8
    package var patience: Int64 = 1_000

    package init() {}
  }

  package enum Admission: Equatable, Sendable {
    case go
    /// As many are under way as this peer deserves: when one has ended, ask again.
    case crowded
    /// Milliseconds from now.
    case pause(Int64)
  }

  package enum Result: Equatable, Sendable {
    case taken
    /// An answer about one message or address only.
    case answered
    /// No connection, no answer, or the peer's own failure.
    case failed
    /// Too fast; milliseconds it asked for.
    case throttled(Int64)
    /// It does not accept who we are.
    case refused
  }

  package private(set) var underWay = 0
  private var failures: [Int64] = []
  private var throttles: [Int64] = []
  private var openedAt: Int64?
  private var isProbing = false
  private var pausedUntil: Int64 = .min
  private var lastAnswer: Int64?
  private var lastTaken: Int64?
  private let limits: Limits

  package init(_ limits: Limits = Limits()) { self.limits = limits }

  /// Nothing is known of it that a new one would not start with.
  package func isForgettable(_ now: Int64) -> Bool {
    underWay == 0 && openedAt == nil && pausedUntil <= now
      && (lastAnswer.map { now - $0 > limits.minute } ?? true)
  }

  /// It answered not long ago.
  package func isProven(_ now: Int64) -> Bool {
    lastAnswer.map { now - $0 <= limits.minute } ?? false
  }

  /// Counts the message as under way when the answer is `go`.
  package mutating func admit(_ now: Int64) -> Admission {
    if pausedUntil > now { return .pause(pausedUntil - now) }
    if let openedAt {
      let wait = openedAt + limits.probe - now
      // The clock never goes back; after a probe that never ended another is due.
      guard wait <= 0, !isProbing || -wait > limits.probe else {
        return .pause(max(wait, limits.probe / 10))
      }
      isProbing = true
    } else if underWay >= limits.unanswered, !answeredLately(now) {
      return .crowded
    }
    underWay += 1
    return .go
  }

  private func answeredLately(_ now: Int64) -> Bool {
    lastAnswer.map { now - $0 <= limits.patience } ?? false
  }

  /// A message that was admitted and then not sent.
  package mutating func giveUp() {
    underWay = max(0, underWay - 1)
    isProbing = false
  }

  package mutating func record(_ result: Result, _ now: Int64) {
    underWay = max(0, underWay - 1)
    if result == .failed { return fail(now) }
    lastAnswer = now
    openedAt = nil
    isProbing = false
    failures = []
    switch result {
    case .taken: lastTaken = now
    case .throttled(let wait):
      throttles = throttles.filter { now - $0 < limits.minute } + [now]
      if throttles.count >= limits.throttles { pausedUntil = max(pausedUntil, now + wait) }
    // One message refused among others taken is that address's own trouble.
    case .refused where !(lastTaken.map { now - $0 <= limits.refusal } ?? false):
      pausedUntil = max(pausedUntil, now + limits.refusal)
    default: break
    }
  }

  private mutating func fail(_ now: Int64) {
    failures = failures.filter { now - $0 < limits.window } + [now]
    guard isProbing || openedAt != nil || failures.count >= limits.failures else { return }
    openedAt = now
    isProbing = false
    failures = []
  }
}
