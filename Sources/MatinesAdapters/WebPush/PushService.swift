// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Web push as the library sends it: encrypted, signed, over HTTP/2, to no address but public ones.
package final class PushService: WebPush {
  private let kit: PushKit
  private let rule: AddressRule
  private let peers: PushPeers
  private let endpoints: PushEndpoints
  private let clock: any Clock
  /// Of the world outside: push services judge our tokens by theirs.
  private let wall = SystemClock()

  package init(_ kit: PushKit, clock: any Clock) {
    self.kit = kit
    rule = AddressRule(allowing: kit.settings.networks, ports: kit.settings.ports)
    endpoints = PushEndpoints(ports: kit.settings.ports)
    peers = PushPeers(kit.limits)
    self.clock = clock
  }

  package func prepare(_ message: PushMessage) -> Prepared {
    let now = clock.now()
    if let end = message.subscription.expires, end <= now {
      return .done(.gone(why: "the browser's expirationTime has passed"))
    }
    do throws(PushRefusal) {
      let address = try address(message.subscription)
      switch peers.admit(
        address.peer, message.user, life: now.span(until: message.expires),
        isUrgent: message.isUrgent, clock.boot())
      {
      case .crowded(let wait):
        return .crowded(
          peer: address.endpoint.name, wait: Instant.Span(milliseconds: wait))
      case .pause(let wait): return .postponed(until: now + Instant.Span(milliseconds: wait))
      case .go(let pass):
        return .ready(
          Departure(
            begin: { self.begin(message, address, pass) },
            abandon: { self.peers.end(pass, nil, self.clock.boot()) }))
      }
    } catch {
      return .done(error.outcome)
    }
  }

  private func begin(
    _ message: PushMessage, _ address: PushAddress, _ pass: PushPeers.Pass
  ) -> Begun {
    let transfer: TransferRequest
    do throws(PushRefusal) {
      transfer = try request(
        address, payload: try payload(message), PushTreatment(message, now: clock.now()))
    } catch {
      peers.end(pass, nil, clock.boot())
      return .done(error.outcome)
    }
    let (clock, peers, name) = (clock, peers, address.endpoint.name)
    return .transfer(transfer) { result in
      let verdict = PushVerdict(result, peer: name, now: clock.now())
      peers.end(pass, verdict.health, clock.boot())
      return verdict.outcome
    }
  }

  private func payload(_ message: PushMessage) throws(PushRefusal) -> [UInt8] {
    let words: Rendered
    let token: String?
    do throws(RenderFailure) { words = try message.words() } catch { throw .failed(error.why) }
    if words.title.isEmpty, words.text.isEmpty { return [] }
    do throws(InvalidValue) {
      token =
        message.delivery == 0
        ? nil : try kit.acknowledgements.token(message.delivery, message.notification.id)
    } catch {
      throw .misconfigured(error.description)
    }
    let payload = PushPayload(message: message, acknowledgement: token, home: kit.home)
    let (whole, limit) = (payload.whole(words), MessageEncryption.payloadLimit)
    if whole.utf8.count <= limit { return Array(whole.utf8) }
    guard kit.settings.oversize == .cut else {
      throw .failed("its payload of \(whole.utf8.count) octets is over \(limit)")
    }
    return Array(payload.shortened(words, to: limit).utf8)
  }
}

extension PushService {
  package var keys: VAPIDKeyRing { kit.keys }

  /// The Authorization header for an endpoint.
  package func authorization(
    _ endpoint: String, publicKey: String?
  ) throws(ApplicationFailure) -> String {
    let address: PushEndpoint
    do throws(InvalidValue) {
      address = try endpoints.endpoint(endpoint, field: "endpoint")
    } catch {
      throw .invalid(error)
    }
    guard let key = keys.index(of: publicKey) else { throw .store(.notFound("public_key")) }
    guard let header = keys.header(address.origin, key, wall.now()) else {
      throw .store(.io("webpush: the token could not be signed"))
    }
    return header
  }

  /// Besides 443.
  package var allowedPorts: [Int] { kit.settings.ports }

  func address(_ subscription: Subscription) throws(PushRefusal) -> PushAddress {
    let endpoint: PushEndpoint
    do throws(InvalidValue) {
      endpoint = try endpoints.endpoint(subscription.endpoint)
    } catch {
      throw .failed(error.description)
    }
    guard let key = keys.index(of: subscription.applicationServerKey) else {
      throw .misconfigured("the VAPID key a browser subscribed with is not in webpush.keys")
    }
    return PushAddress(subscription: subscription, endpoint: endpoint, key: key)
  }

  func verdict(_ result: TransferResult, peer: String) -> Outcome {
    PushVerdict(result, peer: peer, now: clock.now()).outcome
  }

  /// An empty payload makes a request without a body.
  func request(
    _ address: PushAddress, payload: [UInt8], _ treatment: PushTreatment
  ) throws(PushRefusal) -> TransferRequest {
    guard let authorization = keys.header(address.endpoint.origin, address.key, wall.now())
    else { throw .later("the VAPID token could not be signed") }
    let body = payload.isEmpty ? [] : try encrypted(payload, for: address.subscription)
    return PushRequest(
      endpoint: address.subscription.endpoint, authorization: authorization,
      treatment: treatment, body: body
    ).transfer(rule, caFile: kit.settings.caFile)
  }

  private func encrypted(
    _ payload: [UInt8], for subscription: Subscription
  ) throws(PushRefusal) -> [UInt8] {
    let padding = kit.settings.pads ? 256 : 1
    guard
      let length = MessageEncryption.bodyLength(payload: payload.count, padding: padding),
      subscription.auth.count == MessageEncryption.authSize
    else { throw .failed("its payload or its browser's secret has another length") }
    var result = MessageEncryption.Result.refused
    let body = [UInt8](unsafeUninitializedCapacity: length) { body, count in
      result = payload.withUnsafeBytes { payload in
        subscription.p256dh.withUnsafeBytes { key in
          subscription.auth.withUnsafeBytes { auth in
            MessageEncryption.encrypt(
              payload, publicKey: key, auth: auth, padding: padding,
              into: UnsafeMutableRawBufferPointer(body))
          }
        }
      }
      if case .written(let written) = result { count = written }
    }
    switch result {
    case .written: return body
    case .notOnCurve: throw .failed("its browser's key is not a point of P-256")
    case .tooLong, .refused: throw .later("libcrypto refused, or memory ran out")
    }
  }
}

/// A browser to be written to now.
struct PushAddress {
  let subscription: Subscription
  let endpoint: PushEndpoint
  /// Its place in the ring.
  let key: Int

  var peer: PushPeers.Name { PushPeers.Name(origin: endpoint.origin, key: key) }
}

/// Why a message was not even sent.
enum PushRefusal: Error {
  case failed(String)
  case misconfigured(String)
  case later(String)

  var outcome: Outcome {
    switch self {
    case .failed(let why): .failed(why: why)
    case .misconfigured(let why): .misconfigured(why: why)
    case .later(let why): .later(why: why, after: nil)
    }
  }
}
