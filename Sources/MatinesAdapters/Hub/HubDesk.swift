// SPDX-License-Identifier: MIT
import CEvent
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Answers the requests of a hub: publish, subscribe, send somebody away.
final class HubDesk {
  private static let topicsPath = HubSocket.publicPath + "/subscriptions/"
  private static let form = "application/x-www-form-urlencoded"
  private let settings: HubSettings
  private let memory: HubMemory
  private let streams: HubStreams
  private let visitors: HubVisitors
  private let clock: any Clock
  private let randomness: any Randomness
  private var publishers: HubTokens
  private var subscribers: HubTokens

  struct Keys {
    let publish: Secret
    let subscribe: Secret
  }

  init(
    _ settings: HubSettings, _ keys: Keys, _ memory: HubMemory, _ streams: HubStreams,
    _ visitors: HubVisitors, clock: any Clock, randomness: any Randomness
  ) throws(InvalidValue) {
    (self.settings, self.memory) = (settings, memory)
    (self.streams, self.visitors) = (streams, visitors)
    (self.clock, self.randomness) = (clock, randomness)
    let life = settings.tokenLifeSeconds
    publishers = try HubTokens(.publish, key: keys.publish, longestLifeSeconds: life)
    subscribers = try HubTokens(.subscribe, key: keys.subscribe, longestLifeSeconds: life)
  }

  /// Answers before it returns, or makes a stream of the connection.
  func serve(_ request: HubRequest) {
    guard let visitor = visitors.arrived(request.connection), !visitors.isCrowded else {
      let refusal = HubRefusal(503, "too many connections", retryAfter: 5)
      return request.refuse(refusal, headers: [("Connection", "close")])
    }
    let headers = crossing(request)
    do throws(HubRefusal) {
      try route(request, visitor, headers)
    } catch {
      request.refuse(error, headers: headers)
    }
  }

  private func route(
    _ request: HubRequest, _ visitor: HubVisitor, _ headers: [(String, String)]
  ) throws(HubRefusal) {
    // What a server in front may have read in another way than evhttp did.
    guard !(request.hasHeader("Transfer-Encoding") && request.hasHeader("Content-Length")) else {
      throw .malformed("a length of two kinds")
    }
    let path = request.path
    switch request.method {
    case .get where path == HubSocket.publicPath: try subscribe(request, visitor, headers)
    case .post where path == HubSocket.publicPath: try publish(request, headers)
    case .delete where path.hasPrefix(Self.topicsPath):
      try sendAway(request, path.dropFirst(Self.topicsPath.utf8.count), headers)
    case .options where path.hasPrefix(HubSocket.publicPath): try permit(request, headers)
    case _ where path == HubSocket.publicPath || path.hasPrefix(Self.topicsPath):
      throw HubRefusal(405, "no such method here")
    default: throw HubRefusal(404, "no such path")
    }
  }
}

extension HubDesk {
  private func publisher(_ request: HubRequest) throws(HubRefusal) -> HubToken {
    guard let text = request.bearer else { throw HubRefusal(401, "no bearer token") }
    guard request.query.isEmpty else { throw .malformed("a query in the address") }
    return try publishers.check(text, now: clock.now())
  }

  private func publish(
    _ request: HubRequest, _ headers: [(String, String)]
  ) throws(HubRefusal) {
    let token = try publisher(request)
    let type = request.header("Content-Type")?.prefix { $0 != ";" && $0 != " " }
    guard type?.lowercased() == Self.form else { throw HubRefusal(415, "not a form") }
    let update = try HubUpdate(form: request.body) {
      "urn:uuid:\(RandomUUID.text(randomness))"
    }
    guard token.grant.covers(update.topic) else {
      throw HubRefusal(403, "token: no right to publish to this topic")
    }
    var isWritten = true
    if let known = memory.repeated(update) {
      isWritten = known.isWritten || memory.writeAgain(known, update)
    } else {
      let event = memory.add(update)
      streams.send(event, now: clock.now())
      isWritten = event.isWritten
    }
    guard isWritten else {
      throw HubRefusal(507, "sent, and not kept: the journal takes nothing", retryAfter: 5)
    }
    request.answer(200, update.id, headers: headers)
  }

  private func sendAway(
    _ request: HubRequest, _ segment: Substring, _ headers: [(String, String)]
  ) throws(HubRefusal) {
    let token = try publisher(request)
    guard !segment.contains("/"), let text = PercentEncoding.decode(segment) else {
      throw .malformed("not one topic, percent-encoded")
    }
    let topic = try HubTopic(text)
    guard token.grant.covers(topic) else {
      throw HubRefusal(403, "token: no right over this topic")
    }
    // Whatever can be remembered of it: who is there leaves.
    let count = streams.closeAll(of: topic)
    let isWritten = try memory.revoke(topic, at: clock.now())
    guard isWritten else {
      throw HubRefusal(507, "closed, and not kept: the journal takes nothing", retryAfter: 5)
    }
    request.answer(200, "\(count)", headers: headers)
  }
}

extension HubDesk {
  private func subscribe(
    _ request: HubRequest, _ visitor: HubVisitor, _ headers: [(String, String)]
  ) throws(HubRefusal) {
    guard let text = request.bearer ?? request.cookieToken else {
      throw HubRefusal(401, "no token, neither in a header nor in the cookie")
    }
    let token = try subscribers.check(text, now: clock.now())
    let query = try HubQuery(request.query, topicLimit: settings.limits.topics)
    for topic in query.topics {
      guard token.grant.covers(topic) else {
        throw HubRefusal(403, "token: no right to subscribe to this topic")
      }
      guard !memory.revocations.refuses(token, topic) else {
        throw HubRefusal(401, "token: from before its bearer was sent away")
      }
    }
    if let refusal = streams.refusal(of: query.topics) { throw refusal }
    guard let connection = request.connection,
      let tab = try? TabID("hub-\(RandomUUID.text(randomness))")
    else { throw HubRefusal(503, "no room", retryAfter: 5) }
    let asked = request.header("Last-Event-ID").flatMap { $0.isEmpty ? nil : $0 }
    let resumption = memory.history.resume(query.topics, after: asked ?? query.lastID)
    let stream = HubStream(
      connection, visitor, topics: query.topics, token: token, tab: tab,
      nextBeat: Stopwatch.now().adding(settings.heartbeat))
    stream.place = resumption.from
    streams.open(stream, head: Self.head(resumption.lastID, headers))
  }

  /// The connection ends with the stream, hence no length and no chunks. X-Accel-Buffering: nginx
  /// would keep events for itself.
  private static func head(_ lastID: String, _ headers: [(String, String)]) -> [UInt8] {
    var lines = [
      "HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Connection: close",
      "Cache-Control: private, no-cache, no-store, max-age=0", "X-Accel-Buffering: no",
      "Last-Event-ID: \(lastID)",
    ]
    lines += headers.map { "\($0.0): \($0.1)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n:\n").utf8)
  }
}

extension HubDesk {
  /// What lets a page of another origin read the answer: only those of the configuration.
  private func crossing(_ request: HubRequest) -> [(String, String)] {
    guard !settings.origins.isEmpty else { return [] }
    var headers = [("Vary", "Origin")]
    guard let origin = request.header("Origin"),
      settings.origins.contains(where: { sameOctets($0, origin) })
    else { return headers }
    headers.append(("Access-Control-Allow-Origin", origin))
    headers.append(("Access-Control-Allow-Credentials", "true"))
    headers.append(("Access-Control-Expose-Headers", "Last-Event-ID"))
    return headers
  }

  private func permit(
    _ request: HubRequest, _ headers: [(String, String)]
  ) throws(HubRefusal) {
    guard headers.count > 1 else { throw HubRefusal(403, "not an origin of the configuration") }
    let more = [
      ("Access-Control-Allow-Methods", "GET, POST, DELETE"),
      ("Access-Control-Allow-Headers", "Authorization, Cache-Control, Content-Type, Last-Event-ID"),
      ("Access-Control-Max-Age", "600"),
    ]
    request.answer(204, "", headers: headers + more)
  }
}
