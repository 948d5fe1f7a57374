// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesWire

/// What an operator should know, oldest first.
package enum LogDocument {
  package static func write(_ log: KeptLog.Entries) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.member("dropped", Int64(log.dropped))
    writer.beginArray("messages")
    for entry in log.entries { writer.rawElement(text(entry)) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(_ entry: KeptLog.Entry) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("level", name(entry.level))
    writer.time("at_ms", entry.time)
    writer.member("message", entry.message)
    writer.endObject()
    return writer.text
  }

  private static func name(_ level: LogLevel) -> String {
    switch level {
    case .alarm: "alarm"
    case .warning: "warning"
    case .notice: "notice"
    }
  }
}
