// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import MatinesWire

@c @implementation
public func matines_hub_run(
  _ config_json: UnsafePointer<CChar>?, _ host: UnsafePointer<matines_hub_host>?
) -> matines_status {
  boundary {
    let text = try text(config_json, "config_json", limit: JSONLimits.document.octets)
    let host = try Structures.read(host, "host")
    guard HubStop.isOpen(host.stop_fd) else {
      throw InvalidValue("stop_fd", .malformed("not an open descriptor"))
    }
    let hub = try Hub(text) { level, message in
      guard let write = host.write else { return }
      let line = PlainText.oneLine(message, limit: 1_024)
      line.withCString { write(host.context, matines_log_level(UInt32(level.rawValue)), $0) }
    }
    try hub.run(until: host.stop_fd) { url in
      guard let ready = host.ready else { return }
      url.withCString { ready(host.context, $0) }
    }
  }
}
