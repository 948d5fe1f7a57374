// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesWire

/// Deliveries and scheduled events that were given up.
package enum FailedDocument {
  package static func write(_ records: [DeliveryRecord], _ events: [StagedEvent]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginArray("deliveries")
    for record in records { writer.rawElement(text(record)) }
    writer.endArray()
    writer.beginArray("scheduled")
    for event in events { writer.rawElement(text(event)) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(_ event: StagedEvent) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("event_id", event.id.text)
    writer.member("event", event.name.text)
    writer.time("due_ms", event.due)
    writer.endObject()
    return writer.text
  }

  private static func text(_ record: DeliveryRecord) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("id", record.id)
    writer.member("notification_id", record.notification.description)
    writer.member("user_id", record.user.text)
    writer.member("channel", record.channel.text)
    writer.member("state", record.state.name)
    writer.member("attempts", Int64(record.attempts))
    writer.text("note", record.note)
    writer.time("settled_ms", record.settled)
    writer.endObject()
    return writer.text
  }
}
