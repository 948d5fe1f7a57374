// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// Where the key that signs for pages is found: it must be another than the publisher's.
package typealias SubscriberKey = @Sendable () throws(InvalidValue) -> Secret

/// Lets one person's pages subscribe to that person's own topic, and to no other.
final class MercureStreams: RealtimeStreams {
  private let hub: MercureHub
  private let publisher: MercureTokens
  private let key: SubscriberKey
  private let randomness: any Randomness
  private let signing = Mutex<MercureTokens?>(nil)
  private let clock: any Clock

  init(
    hub: MercureHub, publisher: MercureTokens, _ key: @escaping SubscriberKey, clock: any Clock,
    randomness: any Randomness
  ) {
    self.hub = hub
    self.publisher = publisher
    self.key = key
    self.clock = clock
    self.randomness = randomness
  }

  func stream(of user: UserID, after newest: NotificationID?) throws(InvalidValue) -> StreamPass {
    let (topic, now) = (MercureTopic.of(user), clock.now())
    let tokens = try tokens()
    guard let token = tokens.token(for: topic, subject: user.text, now: now) else {
      throw InvalidValue("token", .malformed("memory ran out"))
    }
    let cookie = MercureCookie(hub)
    return StreamPass(
      url: "\(hub.page.url)?\(MercureTopic.query(topic, hub.version))", hub: hub.page.url,
      topic: topic, lastEvent: newest.map(MercureUpdateID.created), token: token,
      cookie: cookie.text(token, for: tokens.right.life), noCookie: cookie.text("", for: .zero),
      isSecure: cookie.isSecure,
      // As the token says it, in whole seconds.
      expires: Instant(milliseconds: (now + tokens.right.life).milliseconds / 1000 * 1000))
  }

  private func tokens() throws(InvalidValue) -> MercureTokens {
    if let known = signing.withLock({ $0 }) { return known }
    let made = try MercureTokens(.subscribe, key: key(), hub: hub, randomness: randomness)
    signing.withLock { $0 = made }
    return made
  }

  /// A hub of ours ends them at once; another one does not know the address.
  func end(of user: UserID) -> Begun {
    let topic = MercureTopic.of(user)
    guard let token = publisher.token(for: topic, subject: "matines", now: clock.now()) else {
      return .done(.later(why: "out of memory", after: nil))
    }
    let request = HTTPRequest(
      method: .delete, url: MercureTopic.streams(topic, of: hub.url),
      headers: [(name: "Authorization", value: "Bearer \(token)")], body: [],
      timeout: StreamPass.patience, answerLimit: 1024, caFile: hub.caFile)
    let (clock, peer) = (clock, Peer(url: hub.url).text)
    return .transfer(.http(request)) { result in
      if case .answered(let answer) = result, [404, 405, 501].contains(answer.status) {
        return .gone(why: "\(peer): the hub ends no streams: it answered \(answer.status)")
      }
      return MercureVerdict.outcome(result, peer: peer, now: clock.now())
    }
  }
}
