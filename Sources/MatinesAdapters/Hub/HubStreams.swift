// SPDX-License-Identifier: MIT
import CEvent
import Glibc
import MatinesDomain
import MatinesWire

/// The open subscriptions, by topic.
final class HubStreams {
  private let settings: HubSettings
  private let presence: HubPresence
  private let memory: HubMemory
  private var byTopic: [HubTopic: [HubStream]] = [:]
  private var all: [ObjectIdentifier: HubStream] = [:]
  /// Readers that were cut off since the hub began: too slow for what was sent to them.
  private(set) var cut = 0

  init(_ settings: HubSettings, _ presence: HubPresence, _ memory: HubMemory) {
    (self.settings, self.presence, self.memory) = (settings, presence, memory)
  }

  /// Why another one on these topics is not taken.
  func refusal(of topics: [HubTopic]) -> HubRefusal? {
    if all.count >= settings.limits.streams {
      return HubRefusal(503, "too many streams are open", retryAfter: 5)
    }
    let limit = settings.limits.streamsPerTopic
    guard topics.contains(where: { byTopic[$0]?.count ?? 0 >= limit }) else { return nil }
    return HubRefusal(429, "\(limit) streams of this topic are open already", retryAfter: 30)
  }

  /// Takes the connection over from evhttp, with an answer that lasts until it ends.
  func open(_ stream: HubStream, head: [UInt8]) {
    stream.visitor.state = .streaming
    all[ObjectIdentifier(stream)] = stream
    for topic in stream.topics { byTopic[topic, default: []].append(stream) }
    listen(stream)
    stream.write(head)
    presence.ping(stream)
    fill(stream)
  }

  func close(_ stream: HubStream) {
    guard stream.isOpen else { return }
    stream.isOpen = false
    all[ObjectIdentifier(stream)] = nil
    for topic in stream.topics {
      byTopic[topic]?.removeAll { $0 === stream }
      if byTopic[topic]?.isEmpty ?? false { byTopic[topic] = nil }
    }
    presence.leave(stream)
    stream.listener = nil
    // Ends what evhttp still holds of it, and through the visitor what we do.
    evhttp_connection_free(stream.connection)
  }

  func closeAll(of topic: HubTopic) -> Int {
    let streams = byTopic[topic] ?? []
    for stream in streams { close(stream) }
    return streams.count
  }

  func closeAll() {
    for stream in Array(all.values) { close(stream) }
  }

  func send(_ event: HubEvent, now: Instant) {
    guard let streams = byTopic[event.topic] else { return }
    for stream in streams {
      if stream.token.expires <= now.milliseconds {
        close(stream)
      } else if stream.place == nil {
        send(event.frame, to: stream)
      }
    }
  }

  /// One update always fits, whatever its size; what comes on top must stay within the bound.
  private func send(_ frame: [UInt8], to stream: HubStream) {
    let waiting = stream.waiting
    if waiting > 0, waiting + frame.count > settings.limits.queue {
      cutOff(stream)
    } else {
      stream.write(frame)
    }
  }

  /// Beats, ends of tokens, and readers that do not read.
  func sweep(_ now: Stopwatch, _ wall: Instant) {
    for stream in Array(all.values) {
      if stream.token.expires <= wall.milliseconds {
        close(stream)
      } else if stream.nextBeat < now {
        beat(stream, now)
      }
    }
  }

  private func beat(_ stream: HubStream, _ now: Stopwatch) {
    stream.nextBeat = now.adding(settings.heartbeat)
    // A whole period without taking an octet: nobody is there.
    if stream.isStuck() { return cutOff(stream) }
    if stream.waiting == 0 { stream.write(ServerSentEvent.heartbeat) }
    presence.ping(stream)
  }

  private func cutOff(_ stream: HubStream) {
    cut += 1
    close(stream)
  }
}

extension HubStreams {
  /// What the callbacks of a connection find; freed with it.
  final class Listener {
    let streams: HubStreams
    let stream: HubStream

    init(_ streams: HubStreams, _ stream: HubStream) {
      (self.streams, self.stream) = (streams, stream)
    }
  }

  private func listen(_ stream: HubStream) {
    let buffer = stream.visitor.buffer
    let listener = Listener(self, stream)
    stream.listener = listener
    // What came behind the request, first: with a full buffer it would never be read on, and the
    // end of the connection never be seen.
    Listener.drain(buffer)
    bufferevent_setwatermark(buffer, Int16(EV_READ), 0, 4_096)
    bufferevent_setcb(
      buffer,
      { buffer, _ in HubStreams.Listener.drain(buffer) },
      { _, context in HubStreams.Listener.at(context)?.wrote() },
      { _, _, context in HubStreams.Listener.at(context)?.ended() },
      Unmanaged.passUnretained(listener).toOpaque())
    bufferevent_set_timeouts(buffer, nil, nil)
    bufferevent_enable(buffer, Int16(EV_READ | EV_WRITE))
    // What the kernel keeps for a reader that does not read is bounded as well.
    var octets: Int32 = 64 << 10
    setsockopt(
      bufferevent_getfd(buffer), SOL_SOCKET, SO_SNDBUF, &octets,
      socklen_t(MemoryLayout<Int32>.size))
  }

  /// Puts the next updates of its past into the queue; once there are none it hears the present.
  fileprivate func fill(_ stream: HubStream) {
    guard let from = stream.place else { return }
    // It was so slow that what it is to hear next may be gone: it comes back for what is left.
    guard from >= memory.history.start else { return cutOff(stream) }
    // A part of what may wait: the present must still fit in.
    let portion = min(64 << 10, settings.limits.queue / 2)
    var place = from
    while stream.waiting < portion {
      guard let number = memory.history.following(place, in: stream.topics),
        let event = memory.history.event(number)
      else {
        stream.place = nil
        return
      }
      stream.write(event.frame)
      place = number + 1
    }
    stream.place = place
  }
}

extension HubStreams.Listener {
  fileprivate static func at(_ context: UnsafeMutableRawPointer?) -> HubStreams.Listener? {
    context.map { Unmanaged<HubStreams.Listener>.fromOpaque($0).takeUnretainedValue() }
  }

  /// A subscriber has nothing more to say.
  fileprivate static func drain(_ buffer: OpaquePointer?) {
    let input = bufferevent_get_input(buffer)
    evbuffer_drain(input, evbuffer_get_length(input))
  }

  /// All that waited has gone.
  fileprivate func wrote() {
    streams.fill(stream)
  }

  fileprivate func ended() { streams.close(stream) }
}
