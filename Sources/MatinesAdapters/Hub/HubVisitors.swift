// SPDX-License-Identifier: MIT
import CEvent
import Glibc
import MatinesDomain

/// One connection, from when it is accepted.
final class HubVisitor {
  enum State {
    /// Nothing whole has come of it.
    case fresh
    /// Between two requests, or within one.
    case known
    case streaming
    case leaving
  }

  /// Held by us too, so that it can be looked at whatever evhttp did meanwhile.
  let buffer: OpaquePointer
  var state = State.fresh
  var deadline: Stopwatch
  /// Forgets it when it ends, and it them.
  let visitors: HubVisitors

  init(_ buffer: OpaquePointer, until deadline: Stopwatch, _ visitors: HubVisitors) {
    (self.buffer, self.deadline, self.visitors) = (buffer, deadline, visitors)
  }
}

/// The connections and their time limits. evhttp's own limit begins anew with every octet, and it
/// says nothing of a connection without a whole request: hence its buffers are made here.
final class HubVisitors {
  private let limits: HubSettings.Limits
  private let limit: Int
  private let freshLimit: Int
  private var visitors: [OpaquePointer: HubVisitor] = [:]
  /// In the order they came; some are fresh no longer.
  private var queue: ArraySlice<HubVisitor> = []
  private var freshCount = 0
  /// Connections that found no room, or whose time ran out, since the hub began.
  private(set) var turnedAway = 0

  init(_ limits: HubSettings.Limits, descriptors: Int) {
    self.limits = limits
    limit = max(1, min(limits.connections, descriptors - 64))
    freshLimit = max(1, min(4_096, limit / 2))
  }

  /// For a connection that was just accepted; its socket comes a moment later.
  func buffer(_ base: OpaquePointer?) -> OpaquePointer? {
    let options = Int32(BEV_OPT_CLOSE_ON_FREE.rawValue)
    guard let buffer = bufferevent_socket_new(base, -1, options) else { return nil }
    bufferevent_incref(buffer)
    // What a peer may send before anybody wants it: a whole request.
    bufferevent_setwatermark(buffer, Int16(EV_READ), 0, limits.body + (64 << 10))
    let visitor = HubVisitor(buffer, until: Stopwatch.now().adding(limits.head), self)
    visitors[buffer] = visitor
    queue.append(visitor)
    freshCount += 1
    if freshCount > freshLimit || visitors.count > limit { turnAwayOldest() }
    return buffer
  }

  /// Its request has come whole; nil for one that was turned away meanwhile.
  func arrived(_ connection: OpaquePointer?) -> HubVisitor? {
    guard let connection, let buffer = evhttp_connection_get_bufferevent(connection),
      let visitor = visitors[buffer]
    else { return nil }
    guard visitor.state != .leaving else { return nil }
    if visitor.state == .fresh {
      freshCount -= 1
      visitor.state = .known
      // Small answers and events go out at once.
      var yes: Int32 = 1
      setsockopt(
        bufferevent_getfd(buffer), Int32(IPPROTO_TCP), TCP_NODELAY, &yes,
        socklen_t(MemoryLayout<Int32>.size))
      evhttp_connection_set_closecb(
        connection,
        { _, context in
          guard let context else { return }
          let visitor = Unmanaged<HubVisitor>.fromOpaque(context).takeUnretainedValue()
          visitor.visitors.forget(visitor)
        }, Unmanaged.passUnretained(visitor).toOpaque())
    }
    visitor.deadline = Stopwatch.now().adding(limits.idle)
    return visitor
  }

  var isCrowded: Bool { visitors.count > limit }

  func forget(_ visitor: HubVisitor) {
    guard visitors.removeValue(forKey: visitor.buffer) != nil else { return }
    if visitor.state == .fresh { freshCount -= 1 }
    visitor.state = .leaving
    bufferevent_decref(visitor.buffer)
  }

  /// Ends what is over its time, and lets go of what evhttp has ended.
  func sweep(_ now: Stopwatch) {
    for visitor in Array(visitors.values) where visitor.state != .streaming {
      if isGone(visitor) {
        forget(visitor)
      } else if visitor.deadline < now {
        turnAway(visitor)
      }
    }
    queue = ArraySlice(queue.filter { $0.state == .fresh })
  }

  /// When evhttp has ended them all.
  func forgetAll() {
    for visitor in Array(visitors.values) { forget(visitor) }
    queue = []
  }

  private func turnAwayOldest() {
    while let oldest = queue.popFirst() {
      guard oldest.state == .fresh else { continue }
      if isGone(oldest) { forget(oldest) } else { turnAway(oldest) }
      return
    }
  }

  /// evhttp finds the end of the connection and frees what is its own.
  private func turnAway(_ visitor: HubVisitor) {
    let socket = bufferevent_getfd(visitor.buffer)
    guard socket >= 0 else {
      // The very one that comes just now, and has no socket yet: with the next sweep.
      visitor.deadline = .distantPast
      return
    }
    turnedAway += 1
    if visitor.state == .fresh { freshCount -= 1 }
    visitor.state = .leaving
    visitor.deadline = .distantFuture
    shutdown(socket, Int32(SHUT_RDWR))
  }

  private func isGone(_ visitor: HubVisitor) -> Bool {
    var event: bufferevent_event_cb?
    var context: UnsafeMutableRawPointer?
    bufferevent_getcb(visitor.buffer, nil, nil, &event, &context)
    return event == nil
  }
}
