// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Why somebody did or did not get a notification.
package enum ExplanationDocument {
  package static func write(_ explanation: ExplainNotification.Explanation) -> String {
    let history = explanation.history
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    DeliveryDocument.notification(history.notification, to: &writer)
    writer.member("presence", name(of: history.facts.presence))
    writer.time("seen_ms", history.marks.seen)
    writer.time("read_ms", history.marks.read)
    writer.text("currency", explanation.currency)
    writer.beginArray("rungs")
    for line in explanation.lines { writer.rawElement(text(line)) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(_ line: ExplainNotification.Line) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("rung", Int64(line.rung))
    writer.member("channel", line.channel.text)
    writer.member("state", line.state)
    writer.member("reason", line.reason)
    writer.time("due_ms", line.due)
    writer.time("settled_ms", line.settled)
    writer.member("attempts", Int64(line.attempts))
    writer.text("note", line.note)
    writer.member("sentence", line.sentence)
    writer.text("reference", line.reference)
    writer.text("cost", line.price == 0 ? nil : Amount.text(line.price))
    writer.endObject()
    return writer.text
  }

  static func name(of presence: Presence) -> String {
    switch presence {
    case .offline: "offline"
    case .hidden: "hidden"
    case .visible: "visible"
    }
  }
}
