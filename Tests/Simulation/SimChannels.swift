// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// A real channel, watched: which delivery it is asked to begin, and how that ended.
struct SimChannel: Channel, @unchecked Sendable {
  let inner: any Channel
  let world: World
  let life: Life

  var name: ChannelName { inner.name }
  var atMostOnce: Bool { inner.atMostOnce }

  func prepare(_ delivery: Delivery) -> Prepared {
    let prepared = inner.prepare(delivery)
    guard case .ready(let departure) = prepared else { return prepared }
    return .ready(
      Departure(begin: { self.begin(delivery, departure) }, abandon: departure.abandon))
  }

  private func begin(_ delivery: Delivery, _ departure: Departure) -> Begun {
    life.offer = nil
    let begun = departure.begin()
    guard case .transfer(let request, let conclude) = begun else { return begun }
    life.offer?.token = delivery.token
    let (world, life, token) = (world, life, delivery.token)
    return .transfer(request) { result in
      let outcome = conclude(result)
      let now = Instant(milliseconds: world.machine.wall + life.skew)
      world.book.concluded(token, outcome, at: now)
      return outcome
    }
  }
}

/// The adapters of one process, down to the network.
struct SimAdapters: RealtimePublisher, Mailer, SMS, WebPush, @unchecked Sendable {
  let world: World
  let life: Life
  let clock: SimClock
  let circuits: PushPeers

  private static let request = TransferRequest.http(HTTPRequest(url: "", headers: [], body: []))
  private static let mail = TransferRequest.mail(
    MailRequest(
      url: "", security: .none, user: nil, login: nil, caFile: nil, from: "", to: "",
      message: []))

  func publish(_ update: RealtimeUpdate) -> Begun {
    switch update.change {
    case .created(let notification, _, _):
      transfer(Self.request, .hub, notification.id) { Self.outcome($0, isText: false) }
    case .marked(let marked):
      transfer(Self.request, .hub, marked.newest, isUpdate: true) {
        Self.outcome($0, isText: false)
      }
    }
  }

  func send(_ email: Email) -> Begun {
    transfer(Self.mail, .mail, email.notification) { SMTPMailer.outcome($0) }
  }

  func send(_ message: TextMessage) -> Begun {
    transfer(Self.request, .text, message.notification) { Self.outcome($0, isText: true) }
  }

  private func transfer(
    _ request: TransferRequest, _ peer: SimPeers.Peer, _ identity: NotificationID,
    isUpdate: Bool = false,
    conclude: @escaping @Sendable (TransferResult) -> Outcome
  ) -> Begun {
    life.offer = Offer(peer: peer, identity: identity, isUpdate: isUpdate)
    let (world, life) = (world, life)
    return .transfer(request) { result in
      world.concluded(peer, result, life)
      return conclude(result)
    }
  }

  /// As the library's own service does, but for the encryption.
  func prepare(_ message: PushMessage) -> Prepared {
    let peer = SimPeers.Peer.push(message.subscription.endpoint)
    switch circuits.admit(
      PushPeers.Name(origin: peer.origin, key: 0), message.user,
      life: clock.now().span(until: message.expires), isUrgent: message.isUrgent, clock.boot())
    {
    case .crowded(let wait):
      return .crowded(peer: peer.origin, wait: Instant.Span(milliseconds: wait))
    case .pause(let wait):
      return .postponed(until: clock.now() + Instant.Span(milliseconds: wait))
    case .go(let pass):
      return .ready(
        Departure(
          begin: { self.begin(message, peer, pass) },
          abandon: { self.circuits.end(pass, nil, self.clock.boot()) }))
    }
  }

  private func begin(
    _ message: PushMessage, _ peer: SimPeers.Peer, _ pass: PushPeers.Pass
  ) -> Begun {
    life.offer = Offer(peer: peer, identity: message.notification.id)
    let (world, life, clock, circuits) = (world, life, clock, circuits)
    return .transfer(Self.request) { result in
      let verdict = PushVerdict(result, peer: peer.origin, now: clock.now())
      world.concluded(peer, result, life)
      circuits.end(pass, verdict.health, clock.boot())
      return verdict.outcome
    }
  }

  private static func outcome(_ result: TransferResult, isText: Bool) -> Outcome {
    switch result {
    case .answered(let answer):
      switch answer.status {
      case 200..<300: return .delivered(reference: nil)
      case 401, 403: return .misconfigured(why: "refused")
      case 429, 500...: return .later(why: "busy", after: nil)
      default: return .failed(why: "no")
      }
    case .failed(let failure):
      switch failure.kind {
      case .unanswered, .garbled:
        return isText ? .unknown(why: "silence") : .later(why: "silence", after: nil)
      case .security, .credentials: return .misconfigured(why: "refused")
      case .unreachable, .forbidden, .reply, .unready, .withdrawn:
        return .later(why: "away", after: nil)
      }
    }
  }
}
