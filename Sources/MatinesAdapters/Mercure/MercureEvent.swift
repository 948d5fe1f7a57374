// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What a page receives: the new row, and the counts as they were in its transaction.
enum MercureEvent {
  static func created(_ update: RealtimeUpdate) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("kind", "created")
    json.beginObject("notification")
    write(update, &json)
    json.endObject()
    write(update.counts, &json)
    json.endObject()
    return json.text
  }

  private static func write(_ update: RealtimeUpdate, _ json: inout JSONWriter) {
    let notification = update.notification
    json.member("id", notification.id.description)
    json.member("type", notification.type.text)
    json.member("title", update.title)
    json.member("body", update.body)
    json.member("severity", notification.severity.name)
    json.member("category", notification.category.text)
    json.member("created_ms", notification.created.milliseconds)
    // Checked when the event was accepted, and kept octet for octet.
    json.raw("data", notification.content.data)
  }

  private static func write(_ counts: Counts, _ json: inout JSONWriter) {
    json.member("unread", counts.unread)
    json.member("unseen", counts.unseen)
    json.beginObject("unseen_by_severity")
    for severity in Severity.allCases { json.member(severity.name, counts.unseen(severity)) }
    json.endObject()
    json.member("version", counts.version)
  }
}
