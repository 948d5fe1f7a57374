// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// What `notify` says, as JSON.
package enum NotificationDocument {
  private static let members = ["title", "body", "type", "severity", "category", "data"]

  package static func event(
    _ text: String, for user: UserID, key: EventID?
  ) throws(InvalidValue) -> Event {
    let (value, raw) = try parse(text)
    let reader = try ObjectReader(value, at: "", members: members)
    let title = try line(reader.required("title", limit: 512))
    var severity: Severity?
    if let text = try reader.string("severity") { severity = try Severity(text) }
    var category: CategoryName?
    if let text = try reader.string("category") { category = try CategoryName(text) }
    let name = try EventName(reader.string("type") ?? "message", field: "type")
    return Event(
      name: name, id: key, subject: user, users: [],
      body: .literal(
        title: title, body: try reader.string("body", limit: 16_384) ?? "",
        data: try EventDocument.data(raw["data"]), severity: severity, category: category),
      fingerprint: Digest.fingerprint(user.text, text))
  }

  private static func parse(_ text: String) throws(InvalidValue) -> (JSON, JSONMembers) {
    do throws(JSONError) {
      return (try JSON.parse(text, limits: .data), try JSONMembers(text))
    } catch {
      throw InvalidValue("notification", error)
    }
  }

  private static func line(_ title: String) throws(InvalidValue) -> String {
    guard !title.isEmpty else { throw InvalidValue("title", .empty) }
    guard PlainText.isOneLine(title) else { throw InvalidValue("title", .notText) }
    return title
  }
}
