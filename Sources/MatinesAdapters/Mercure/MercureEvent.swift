// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What a page receives: what changed, and the counts that are to be shown from then on.
enum MercureEvent {
  static func text(_ update: RealtimeUpdate) -> String {
    var json = JSONWriter()
    json.beginObject()
    switch update.change {
    case .created(let notification, let title, let body):
      json.member("kind", "created")
      json.beginObject("notification")
      write(notification, title, body, &json)
      json.endObject()
    case .marked(let marked): write(marked, &json)
    }
    write(update.counts, &json)
    json.endObject()
    return json.text
  }

  private static func write(
    _ notification: Notification, _ title: String, _ body: String, _ json: inout JSONWriter
  ) {
    json.member("id", notification.id.description)
    json.member("type", notification.type.text)
    json.member("title", title)
    json.member("body", body)
    json.member("severity", notification.severity.name)
    json.member("category", notification.category.text)
    json.member("created_ms", notification.created.milliseconds)
    // Checked when the event was accepted, and kept octet for octet.
    json.raw("data", notification.content.data)
  }

  /// Which rows were marked, or that the page reads anew what it shows.
  private static func write(_ update: MarkUpdate, _ json: inout JSONWriter) {
    json.member("kind", update.mark.rawValue)
    // Two that overtake each other are told apart by it: the counts may be the same.
    json.member("mark_version", update.version)
    guard let marked = update.marked else {
      json.null("notification")
      return json.member("reload", true)
    }
    json.beginObject("notification")
    json.member("id", update.newest.description)
    json.endObject()
    json.beginArray("ids")
    for id in marked { json.element(id.description) }
    json.endArray()
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
