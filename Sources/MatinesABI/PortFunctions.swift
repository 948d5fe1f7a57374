// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_add_channel(
  _ engine: OpaquePointer?, _ name: UnsafePointer<CChar>?,
  _ channel: UnsafePointer<matines_channel>?
) -> matines_status {
  boundary(engine) { engine in
    let name: ChannelName = try identifier(name, "name")
    let functions = try Structures.read(channel, "channel")
    guard functions.deliver != nil else { throw missing("channel.deliver") }
    guard (1...600_000).contains(functions.timeout_ms) else {
      throw InvalidValue("channel.timeout_ms", .malformed("not from 1 to 600000"))
    }
    guard !engine.channels.configured.contains(where: { $0.name == name }) else {
      throw Refusal(MATINES_ECONFLICT, "channel: there is one of that name already")
    }
    try engine.channels.add(
      HostChannel(
        name: name, table: HostTable(functions, engine), wording: engine.wording,
        home: engine.assembly.document.home))
  }
}

@c @implementation
public func matines_set_presence(
  _ engine: OpaquePointer?, _ port: UnsafePointer<matines_presence_port>?
) -> matines_status {
  boundary(engine) { engine in
    let functions = try Structures.read(port, "port")
    guard functions.check != nil else { throw missing("port.check") }
    let presence = HostPresence(table: HostTable(functions, engine))
    engine.ports.presencePort.replace(with: ChosenPresence(host: presence))
  }
}

@c @implementation
public func matines_set_user_directory(
  _ engine: OpaquePointer?, _ port: UnsafePointer<matines_user_directory>?
) -> matines_status {
  boundary(engine) { engine in
    let functions = try Structures.read(port, "port")
    guard functions.find != nil else { throw missing("port.find") }
    engine.ports.directoryPort.replace(with: HostDirectory(table: HostTable(functions, engine)))
  }
}

@c @implementation
public func matines_set_renderer(
  _ engine: OpaquePointer?, _ port: UnsafePointer<matines_renderer>?
) -> matines_status {
  boundary(engine) { engine in
    let functions = try Structures.read(port, "port")
    guard functions.render != nil else { throw missing("port.render") }
    engine.ports.rendererPort.replace(
      with: HostRenderer(
        table: HostTable(functions, engine), own: engine.ports.ownRenderer,
        home: engine.assembly.document.home))
  }
}

@c @implementation
public func matines_set_clock(
  _ engine: OpaquePointer?, _ port: UnsafePointer<matines_clock>?
) -> matines_status {
  boundary(engine) { engine in
    let functions = try Structures.read(port, "port")
    guard functions.now_ms != nil else { throw missing("port.now_ms") }
    guard functions.boot_ms != nil else { throw missing("port.boot_ms") }
    engine.ports.clockPort.replace(with: HostClock(table: HostTable(functions, engine)))
  }
}

@c @implementation
public func matines_clock_set(
  _ engine: OpaquePointer?, _ now_ms: Int64
) -> matines_status {
  boundary(engine) { engine in
    guard HostClock.times.contains(now_ms) else {
      throw InvalidValue("now_ms", .malformed("not from 1970 to 9999"))
    }
    let port = engine.ports.clockPort
    if let clock = port.current as? ManualClock {
      clock.move(to: Instant(milliseconds: now_ms))
    } else {
      port.replace(with: ManualClock(now: now_ms, boot: port.current.boot().milliseconds))
    }
  }
}

@c @implementation
public func matines_log_take(
  _ engine: OpaquePointer?, _ log_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  log_json?.pointee = nil
  return boundary(engine) { engine in
    let output = try required(log_json, "log_json")
    let log = engine.ports.keptLog(startingWith: engine.assembly.presenceWarning)
    try give(LogDocument.write(log.take()), to: output)
  }
}

@c @implementation
public func matines_set_log(
  _ engine: OpaquePointer?, _ port: UnsafePointer<matines_log>?
) -> matines_status {
  boundary(engine) { engine in
    let functions = try Structures.read(port, "port")
    guard functions.write != nil else { throw missing("port.write") }
    let log = HostLog(table: HostTable(functions, engine))
    engine.ports.logPort.replace(with: log)
    // What went wrong before anybody could hear of it.
    if let warning = engine.assembly.presenceWarning { log.write(.warning, warning) }
  }
}

private func missing(_ function: String) -> Refusal {
  Refusal(MATINES_ENULL, "\(function): NULL")
}
