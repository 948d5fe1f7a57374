// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// A page of the inbox, and the ids a page marks.
package enum InboxDocument {
  package static func page(_ page: ReadInbox.Page) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.text("next", page.next?.description)
    writer.beginArray("notifications")
    for row in page.rows { writer.rawElement(text(row)) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(_ row: ReadInbox.Row) -> String {
    let notification = row.row.notification
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("id", notification.id.description)
    writer.member("type", notification.type.text)
    writer.member("category", notification.category.text)
    writer.member("severity", notification.severity.name)
    writer.member("title", row.words.title)
    writer.member("body", row.words.text)
    writer.raw("data", notification.content.data)
    writer.member("created_ms", notification.created.milliseconds)
    writer.time("seen_ms", row.row.marks.seen)
    writer.time("read_ms", row.row.marks.read)
    writer.time("archived_ms", row.row.marks.archived)
    writer.endObject()
    return writer.text
  }

  package static func ids(_ text: String) throws(InvalidValue) -> [NotificationID] {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .data, top: .any)
    } catch {
      throw InvalidValue("ids_json", error)
    }
    guard let array = value.asArray else {
      throw InvalidValue("ids_json", .malformed("not an array of ids"))
    }
    var ids: [NotificationID] = []
    for (index, element) in array.enumerated() {
      guard let text = element.asString, let id = try? NotificationID(text) else {
        throw InvalidValue("ids_json[\(index)]", .malformed("not a notification id"))
      }
      ids.append(id)
    }
    return ids
  }
}

extension JSONWriter {
  mutating func time(_ key: String, _ instant: Instant?) {
    if let instant { member(key, instant.milliseconds) } else { null(key) }
  }

  mutating func text(_ key: String, _ text: String?) {
    if let text { member(key, text) } else { null(key) }
  }
}
