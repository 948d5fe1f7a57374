// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Publishes to a Mercure hub, protocol 0.x: one private update on one exact topic a request.
package struct MercurePublisher: RealtimePublisher {
  private let hub: MercureHub
  private let token: MercureToken
  private let clock: any Clock

  package init(hub: MercureHub, publisherKey: Secret, clock: any Clock) throws(InvalidValue) {
    self.hub = hub
    token = try MercureToken(publisherKey: publisherKey)
    self.clock = clock
  }

  package func publish(_ update: RealtimeUpdate) -> Begun {
    let topic = MercureTopic.of(update.user)
    guard let token = token.publishing(to: topic, now: clock.now()) else {
      return .done(.later(why: "out of memory", after: nil))
    }
    let body = FormBody.encode([
      ("topic", topic), ("data", MercureEvent.created(update)), ("private", "on"),
      ("id", "urn:uuid:\(update.notification.id)"),
    ])
    let request = HTTPRequest(
      url: hub.url,
      headers: [
        (name: "Authorization", value: "Bearer \(token)"),
        (name: "Content-Type", value: "application/x-www-form-urlencoded"),
      ],
      body: Array(body.utf8), answerLimit: 1024, caFile: hub.caFile)
    let (clock, peer) = (clock, Peer(url: hub.url).text)
    return .transfer(.http(request)) { Self.outcome($0, peer: peer, now: clock.now()) }
  }

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
    case 401, 403, 404: .misconfigured(why: why)
    case 408, 425, 429: .later(why: why, after: wait(answer, now))
    case 400..<500: .failed(why: why)
    default: .later(why: why, after: wait(answer, now))
    }
  }

  private static func wait(_ answer: Answer, _ now: Instant) -> Instant.Span? {
    answer.retryAfter.flatMap { RetryAfter.parse($0, now: now) }
  }
}
