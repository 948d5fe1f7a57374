// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Publishes to a Mercure hub: one private update on one exact topic a request.
package final class MercurePublisher: RealtimePublisher {
  let hub: MercureHub
  let tokens: MercureTokens
  let clock: any Clock
  let peer: String
  package let streams: (any RealtimeStreams)?

  /// `subscriber` gives what signs for pages, when somebody asks; nil where nobody may.
  package init(
    hub: MercureHub, publisherKey: Secret, clock: any Clock,
    randomness: any Randomness = SystemRandomness(), subscriber: SubscriberKey? = nil
  ) throws(InvalidValue) {
    self.hub = hub
    self.clock = clock
    tokens = try MercureTokens(.publish, key: publisherKey, hub: hub, randomness: randomness)
    peer = Peer(url: hub.url).text
    streams = subscriber.map { [tokens] in
      MercureStreams(hub: hub, publisher: tokens, $0, clock: clock, randomness: randomness)
    }
  }

  package func publish(_ update: RealtimeUpdate) -> Begun {
    let topic = MercureTopic.of(update.user)
    let body = FormBody.encode([
      ("topic", topic), ("data", MercureEvent.text(update)), ("private", "on"),
      ("id", MercureUpdateID.of(update.change)),
    ])
    guard var request = request(topic, Array(body.utf8)) else {
      return .done(.later(why: "out of memory", after: nil))
    }
    // The clocks of hub and publisher may have been set meanwhile, or the hub may have taken
    // another key: one more token says whether it still refuses.
    request.renewed = { [self, body = request.body] answer in
      answer.status == 401 || answer.status == 403 ? self.request(topic, body) : nil
    }
    let (clock, peer) = (clock, peer)
    return .transfer(.http(request)) { MercureVerdict.outcome($0, peer: peer, now: clock.now()) }
  }

  private func request(_ topic: String, _ body: [UInt8]) -> HTTPRequest? {
    tokens.token(for: topic, subject: "matines", now: clock.now()).map { token in
      HTTPRequest(
        url: hub.url,
        headers: [
          (name: "Authorization", value: "Bearer \(token)"),
          (name: "Content-Type", value: "application/x-www-form-urlencoded"),
        ],
        body: body, answerLimit: 1024, caFile: hub.caFile)
    }
  }
}
