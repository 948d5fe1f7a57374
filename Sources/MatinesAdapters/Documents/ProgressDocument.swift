// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesWire

/// How far an event has come.
package enum ProgressDocument {
  package static func write(_ progress: BroadcastProgress) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.member("state", progress.state.rawValue)
    writer.member("recipients", Int64(progress.recipients))
    writer.member("deliveries", Int64(progress.deliveries))
    writer.time("created_ms", progress.created)
    writer.endObject()
    return writer.text
  }
}
