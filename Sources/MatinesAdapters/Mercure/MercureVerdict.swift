// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What a hub's answer means for a publication.
enum MercureVerdict {
  static func outcome(_ result: TransferResult, peer: String, now: Instant) -> Outcome {
    switch result {
    case .answered(let answer):
      return outcome(answer, "\(peer): the hub answered \(answer.status)", now)
    case .failed(let failure):
      switch failure.kind {
      case .security, .credentials: return .misconfigured(why: failure.why)
      // A repeat carries the same id, which the page drops.
      case .unreachable, .forbidden, .unanswered, .garbled, .reply, .unready, .withdrawn:
        return .later(why: failure.why, after: nil)
      }
    }
  }

  /// As 400 is treated what is not known better (RFC 9110, 15.5).
  private static func outcome(_ answer: Answer, _ why: String, _ now: Instant) -> Outcome {
    switch answer.status {
    case 200..<300: .delivered(reference: nil)
    case 300..<400: .misconfigured(why: why + ", and redirects are not followed")
    case 401, 403: .misconfigured(why: why + " to two tokens: are key and protocol the hub's?")
    case 404: .misconfigured(why: why)
    case 408, 425, 429: .later(why: why, after: wait(answer, now))
    case 400..<500: .failed(why: why)
    default: .later(why: why, after: wait(answer, now))
    }
  }

  private static func wait(_ answer: Answer, _ now: Instant) -> Instant.Span? {
    answer.retryAfter.flatMap { RetryAfter.parse($0, now: now) }
  }
}
