// SPDX-License-Identifier: MIT
import MatinesDomain
import Synchronization

/// The way to one server, chosen by the operator: nothing is begun while that server fails. All
/// workers of an engine share what is known of it, and so does all that goes there.
package final class PeerGate: Sendable {
  private let name: String
  private let health: Mutex<PeerHealth>
  private let clock: any Clock

  /// What "too fast" without a number is worth.
  private static let usualWait = Instant.Span.seconds(30)

  package init(_ name: String, _ limits: PeerHealth.Limits, clock: any Clock) {
    self.name = name
    self.clock = clock
    health = Mutex(PeerHealth(limits))
  }

  /// Whether the server may be asked now by `begin`; `life` is how long that matters.
  package func prepare(
    life: Instant.Span, isUrgent: Bool = false, _ begin: @escaping @Sendable () -> Begun
  ) -> Prepared {
    let boot = clock.boot().milliseconds
    switch health.withLock({ $0.admit(nil, life: life.milliseconds, isUrgent: isUrgent, boot) }) {
    case .go:
      return .ready(
        Departure(
          begin: { self.watched(begin(), admitted: boot) },
          abandon: { self.health.withLock { $0.giveUp(boot) } }))
    case .crowded(let wait):
      return .crowded(peer: name, wait: Instant.Span(milliseconds: wait))
    case .pause(let wait):
      return .postponed(until: clock.now() + Instant.Span(milliseconds: wait))
    }
  }

  private func watched(_ begun: Begun, admitted: Int64) -> Begun {
    guard case .transfer(var request, let conclude) = begun else {
      health.withLock { $0.giveUp(admitted) }
      return begun
    }
    if case .mail(var mail) = request {
      mail.isWelcome = { self.health.withLock { $0.isWelcome(admitted) } }
      request = .mail(mail)
    }
    return .transfer(request) { result in
      let outcome = conclude(result)
      self.record(result, outcome, admitted)
      return outcome
    }
  }

  private func record(_ result: TransferResult, _ outcome: Outcome, _ admitted: Int64) {
    let now = clock.boot().milliseconds
    let said = Self.health(result, outcome)
    health.withLock { health in
      if let said {
        health.record(said, nil, admitted: admitted, now)
      } else {
        health.giveUp(admitted)
      }
    }
  }

  /// What the end of one message says of the server; nil when it was not asked.
  private static func health(
    _ result: TransferResult, _ outcome: Outcome
  ) -> PeerHealth.Result? {
    switch result {
    case .answered(let answer): health(answer.status, outcome)
    case .failed(let failure):
      switch failure.kind {
      case .withdrawn: nil
      case .unreachable, .forbidden, .unanswered, .garbled: .broken
      // A wrong setting is met by every message, and too many tries may lock an account.
      case .security, .credentials, .unready: .erring
      // RFC 5321, 3.8: 421 is never about the message, wherever it comes.
      case .reply(let code): code == 421 ? .erring : .answered
      }
    }
  }

  /// Nothing but the body differs from message to message: an address that moved, a token that is
  /// refused, are the server's word on all of them.
  private static func health(_ status: Int, _ outcome: Outcome) -> PeerHealth.Result {
    switch status {
    case 200..<300:
      // Something answers in its place.
      if case .later = outcome { return .erring }
      return .taken
    case 429:
      guard case .later(_, let after?) = outcome else {
        return .throttled(usualWait.milliseconds)
      }
      return .throttled(after.milliseconds)
    case 300..<400, 401, 403, 404: return .erring
    case 400..<500: return .answered
    default: return .erring
    }
  }
}
