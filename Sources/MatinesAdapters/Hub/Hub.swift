// SPDX-License-Identifier: MIT
import CEvent
import Glibc
import MatinesApplication
import MatinesDomain

/// A Mercure hub for one machine (protocol 0.x), of the document an engine opens: one thread, which
/// is the caller's.
package final class Hub {
  /// A store that is locked must not make streams wait.
  private static let patience = Instant.Span(milliseconds: 50)
  private let settings: HubSettings
  private let clock = SystemClock()
  private let memory: HubMemory
  private let visitors: HubVisitors
  private let streams: HubStreams
  private let desk: HubDesk
  private let log: Log
  private let presence: Registry.HubPresenceParts
  private var isForgetting = Stopwatch.distantPast

  package typealias Log = (LogLevel, String) -> Void

  package init(_ text: String, log: @escaping Log) throws(OpenFailure) {
    let document: EngineDocument
    do throws(InvalidValue) {
      document = try EngineDocument.read(text)
    } catch {
      throw .configuration(error)
    }
    guard let settings = document.hub else {
      throw .configuration(InvalidValue("hub", .missing))
    }
    (self.settings, self.log) = (settings, log)
    let warn = { log(.warning, $0) }
    let keys = try Registry.hubKeys(document)
    memory = try HubMemory(
      settings, journal: Self.journal(settings, document), now: clock.now(), complain: warn)
    presence = try Registry.hubPresence(document.waiting(atMost: Self.patience))
    if let warning = presence.warning { warn(warning) }
    visitors = HubVisitors(settings.limits, descriptors: Self.descriptors(settings, warn))
    streams = HubStreams(
      settings, HubPresence(presence.book, clock: clock, complain: warn), memory)
    do throws(InvalidValue) {
      desk = try HubDesk(
        settings, keys, memory, streams, visitors, clock: clock, randomness: SystemRandomness())
    } catch {
      throw .configuration(error)
    }
  }

  deinit { presence.close() }

  /// Serves until the descriptor can be read from, or its other end is closed.
  package func run(until stop: Int32, ready: (String) -> Void) throws(OpenFailure) {
    let socket = try HubSocket(settings.listen)
    let duties = HubLoop.Duties(
      buffer: { [visitors] in visitors.buffer($0) }, serve: { [desk] in desk.serve($0) },
      tick: { [self] in sweep() }, ended: { [visitors] in visitors.forgetAll() })
    guard let loop = HubLoop(duties, limits: settings.limits) else {
      throw .io("hub: no event loop")
    }
    ready(socket.url)
    let isDone = SignalGuard.withoutPipeSignal { () -> Bool in
      withExtendedLifetime((loop, socket)) {
        let isDone = loop.run(socket, until: stop)
        streams.closeAll()
        return isDone
      }
    }
    guard isDone else {
      throw .configuration(InvalidValue("stop_fd", .malformed("cannot be waited for")))
    }
    tell()
  }

  private func sweep() {
    let (now, wall) = (Stopwatch.now(), clock.now())
    streams.sweep(now, wall)
    visitors.sweep(now)
    if isForgetting < now {
      isForgetting = now.adding(.seconds(60))
      memory.forget(before: wall)
    }
  }

  private func tell() {
    log(
      .notice,
      "hub: ended; \(streams.cut) slow readers were cut off, \(visitors.turnedAway) connections "
        + "turned away")
  }

  private static func journal(_ settings: HubSettings, _ document: EngineDocument) -> String? {
    if let path = settings.journal { return path }
    guard document.store.scheme.lowercased() == "sqlite" else { return nil }
    return document.store.path + ".hub"
  }

  private static func descriptors(
    _ settings: HubSettings, _ warn: (String) -> Void
  ) -> Int {
    var limit = rlimit()
    guard matines_file_limit(&limit) == 0 else { return settings.limits.connections + 64 }
    let count = Int(clamping: limit.rlim_cur)
    if count < settings.limits.connections + 64 {
      warn(
        "hub: the process may open \(count) files, hence fewer connections than the "
          + "\(settings.limits.connections) of hub.limits.connections")
    }
    return count
  }
}
