// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What is asked of an inbox. No document asks for the first page of all that is not archived.
package enum InboxQueryDocument {
  private static let filters = ["show", "unread", "type", "severity", "category", "since_ms"]
  private static let usual: Int64 = 20
  private static let names = 32

  package static func page(_ text: String?) throws(InvalidValue) -> InboxQuery {
    let reader = try reader(text, ["before", "limit"] + filters)
    let limit = try reader.integer("limit", in: 1...ReadInbox.pageLimit) ?? usual
    return InboxQuery(
      before: try before(reader), limit: Int(limit), filter: try filter(reader))
  }

  /// Of what many marks concern: it has no pages.
  package static func filter(_ text: String?) throws(InvalidValue) -> InboxFilter {
    try filter(reader(text, filters))
  }

  private static func reader(
    _ text: String?, _ members: [String]
  ) throws(InvalidValue) -> ObjectReader {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text ?? "{}", limits: .data, top: .any)
    } catch {
      throw InvalidValue("query", error)
    }
    return try ObjectReader(value, at: "query", members: members)
  }

  private static func before(_ reader: ObjectReader) throws(InvalidValue) -> NotificationID? {
    guard let text = try reader.string("before", limit: 64) else { return nil }
    guard let id = try? NotificationID(text) else {
      throw InvalidValue(reader.name("before"), .malformed("not a notification id"))
    }
    return id
  }

  private static func filter(_ reader: ObjectReader) throws(InvalidValue) -> InboxFilter {
    var filter = InboxFilter()
    filter.show = try reader.choice("show") ?? .inbox
    filter.unread = try reader.flag("unread") ?? false
    filter.types = Set(try reader.names("type", atMost: names))
    for (index, text) in try reader.strings("severity", atMost: names).enumerated() {
      filter.severities.insert(
        try Severity(text, field: "\(reader.name("severity"))[\(index)]"))
    }
    filter.categories = Set(try reader.names("category", atMost: names))
    filter.since = try reader.integer("since_ms", in: 0...253_402_300_799_999)
      .map { Instant(milliseconds: $0) }
    return filter
  }
}
