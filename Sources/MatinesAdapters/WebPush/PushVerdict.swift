// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What the end of a transfer to a push service means for the message, and for the service.
package struct PushVerdict {
  package let outcome: Outcome
  package let health: PeerHealth.Result

  /// What "too fast" without a number is worth.
  private static let usualWait = Instant.Span.seconds(30)

  package init(_ result: TransferResult, peer: String, now: Instant) {
    switch result {
    case .answered(let answer): self.init(answer, "\(peer): answered \(answer.status)", now)
    case .failed(let failure): self.init(failure)
    }
  }

  private init(_ outcome: Outcome, _ health: PeerHealth.Result) {
    self.outcome = outcome
    self.health = health
  }

  /// A repeat replaces the first by its topic: nothing is lost by trying again.
  private init(_ failure: TransferFailure) {
    self.init(.later(why: failure.why, after: nil), .broken)
  }

  /// RFC 8030, 5 and 7; RFC 8292, 4. What is not known better counts as its class (RFC 9110, 15).
  private init(_ answer: Answer, _ why: String, _ now: Instant) {
    let wait = answer.retryAfter.flatMap { RetryAfter.parse($0, now: now) }
    switch answer.status {
    case 200..<300: self.init(.delivered(reference: nil), .taken)
    case 300..<400: self.init(.failed(why: why + ", and redirects are not followed"), .answered)
    case 401, 403: self.init(.misconfigured(why: why + ": it refuses the VAPID key"), .refused)
    case 404, 410: self.init(.gone(why: why), .answered)
    case 413: self.init(.failed(why: why + ": too large for it"), .answered)
    case 408, 425: self.init(.later(why: why, after: wait), .answered)
    case 429:
      self.init(.later(why: why, after: wait), .throttled((wait ?? Self.usualWait).milliseconds))
    case 400..<500: self.init(.failed(why: why), .answered)
    case 503:
      self.init(
        .later(why: why, after: wait), wait.map { .throttled($0.milliseconds) } ?? .erring)
    default: self.init(.later(why: why, after: wait), .erring)
    }
  }
}
