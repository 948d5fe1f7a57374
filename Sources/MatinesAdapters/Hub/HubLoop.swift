// SPDX-License-Identifier: MIT
import CEvent
import Glibc

/// The event loop of a hub, and evhttp on it. Everything happens on the thread that runs it.
final class HubLoop {
  private static let tick = timeval(tv_sec: 0, tv_usec: 250_000)
  private let base: OpaquePointer
  private let http: OpaquePointer
  private var listener: OpaquePointer?
  private var events: [OpaquePointer] = []

  /// What the loop calls.
  struct Duties {
    let buffer: (OpaquePointer?) -> OpaquePointer?
    let serve: (HubRequest) -> Void
    let tick: () -> Void
    /// evhttp has ended all its connections.
    let ended: () -> Void
  }
  private let duties: Duties

  /// Nil when memory runs out, or the kernel has no such loop.
  init?(_ duties: Duties, limits: HubSettings.Limits) {
    // libevent would write to standard error.
    event_set_log_callback { _, _ in }
    guard let base = Self.base() else { return nil }
    guard let http = evhttp_new(base) else {
      event_base_free(base)
      return nil
    }
    (self.base, self.http, self.duties) = (base, http, duties)
    evhttp_set_max_headers_size(http, 32 << 10)
    evhttp_set_max_body_size(http, limits.body)
    evhttp_set_default_content_type(http, nil)
    let methods = [
      EVHTTP_REQ_GET, EVHTTP_REQ_POST, EVHTTP_REQ_HEAD, EVHTTP_REQ_PUT, EVHTTP_REQ_DELETE,
      EVHTTP_REQ_OPTIONS, EVHTTP_REQ_PATCH,
    ].reduce(0) { $0 | $1.rawValue }
    evhttp_set_allowed_methods(http, UInt16(truncatingIfNeeded: methods))
  }

  deinit {
    for event in events { event_free(event) }
    evhttp_free(http)
    duties.ended()
    event_base_free(base)
  }

  /// Locks are for threads, of which there is one; the environment is not ours to read.
  private static func base() -> OpaquePointer? {
    guard let configuration = event_config_new() else { return nil }
    defer { event_config_free(configuration) }
    let flags = EVENT_BASE_FLAG_NOLOCK.rawValue | EVENT_BASE_FLAG_IGNORE_ENV.rawValue
    event_config_set_flag(configuration, Int32(flags))
    return event_base_new_with_config(configuration)
  }

  /// Serves until the descriptor is readable. False when something cannot be waited for.
  func run(_ socket: HubSocket, until stop: Int32) -> Bool {
    let here = Unmanaged.passUnretained(self).toOpaque()
    evhttp_set_bevcb(
      http, { base, context in HubLoop.at(context)?.duties.buffer(base) }, here)
    evhttp_set_gencb(
      http,
      { request, context in
        if let request { HubLoop.at(context)?.duties.serve(HubRequest(pointer: request)) }
      }, here)
    guard
      let listener = evconnlistener_new(
        base, nil, nil, LEV_OPT_CLOSE_ON_EXEC, 0, socket.descriptor)
    else { return false }
    guard evhttp_bind_listener(http, listener) != nil else {
      evconnlistener_free(listener)
      return false
    }
    self.listener = listener
    // Out of descriptors, most likely: it goes on with the next tick, and not at once for ever.
    evconnlistener_set_error_cb(listener) { listener, _ in evconnlistener_disable(listener) }
    guard
      add(stop, Int16(EV_READ), nil, { _, _, context in HubLoop.at(context)?.stop() }),
      add(-1, Int16(EV_PERSIST), Self.tick, { _, _, context in HubLoop.at(context)?.beat() })
    else { return false }
    return event_base_dispatch(base) >= 0
  }

  private func add(
    _ descriptor: Int32, _ what: Int16, _ time: timeval?, _ work: event_callback_fn?
  ) -> Bool {
    let here = Unmanaged.passUnretained(self).toOpaque()
    guard let event = event_new(base, descriptor, what, work, here) else { return false }
    events.append(event)
    guard var time else { return event_add(event, nil) == 0 }
    return event_add(event, &time) == 0
  }

  private func stop() { event_base_loopbreak(base) }

  private func beat() {
    evconnlistener_enable(listener)
    duties.tick()
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> HubLoop? {
    context.map { Unmanaged<HubLoop>.fromOpaque($0).takeUnretainedValue() }
  }
}
