// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What a service worker receives, as JSON. Its `notification` has the members of Declarative Web
/// Push, so that a browser may one day show it without a script.
struct PushPayload {
  let message: PushMessage
  let acknowledgement: String?
  /// Clicks lead nowhere else.
  let home: HomeOrigin?

  private struct Shape {
    var title: String
    var body: String
    var data: String
    var navigate: String?
  }

  /// Nothing is shortened.
  func whole(_ words: Rendered) -> String { write(shape(words)) }

  /// In at most `limit` octets: without the data but for id and target, then without the end of
  /// the body, then of the title.
  func shortened(_ words: Rendered, to limit: Int) -> String {
    var shape = shape(words)
    func excess(_ shape: Shape) -> Int { write(shape).utf8.count - limit }
    shape.data = keptData(shape, excess)
    shape.body = Self.cut(shape.body, by: excess(shape))
    shape.title = Self.cut(shape.title, by: excess(shape))
    if excess(shape) > 0 { shape.navigate = nil }
    return write(shape)
  }

  private func shape(_ words: Rendered) -> Shape {
    let data = message.notification.content.data
    return Shape(
      title: words.title, body: words.text, data: data,
      navigate: TargetURL.link(of: data, from: home))
  }

  /// A target so long that it leaves no room for words need not be said twice.
  private func keptData(_ shape: Shape, _ excess: (Shape) -> Int) -> String {
    var bare = shape
    bare.body = ""
    for names in [["id", "targetUrl"], ["id"]] {
      bare.data = Self.kept(names, of: shape.data)
      if excess(bare) <= 0 { return bare.data }
    }
    return "{}"
  }

  private func write(_ shape: Shape) -> String {
    let notification = message.notification
    let id = notification.id.description
    var json = JSONWriter()
    json.beginObject()
    json.member("id", id)
    json.member("type", notification.type.text)
    json.member("severity", notification.severity.name)
    if let acknowledgement { json.member("ack", acknowledgement) }
    // Checked when the event was accepted, and kept octet for octet.
    if shape.data != "{}" { json.raw("data", shape.data) }
    json.beginObject("notification")
    json.member("title", shape.title)
    if !shape.body.isEmpty { json.member("body", shape.body) }
    if let navigate = shape.navigate { json.member("navigate", navigate) }
    json.member("lang", message.locale.text)
    json.member("tag", id)
    json.endObject()
    json.endObject()
    return json.text
  }

  private static func kept(_ names: [String], of data: String) -> String {
    guard let members = try? JSONMembers(data) else { return "{}" }
    var json = JSONWriter()
    json.beginObject()
    for name in names {
      if let raw = members[name] { json.raw(name, raw) }
    }
    json.endObject()
    return json.text
  }

  /// Without its last characters, as readers count them, so that it is at least `excess` octets
  /// shorter in JSON; an ellipsis takes their place.
  private static func cut(_ text: String, by excess: Int) -> String {
    guard excess > 0 else { return text }
    let ellipsis = "…"
    var saved = -ellipsis.utf8.count
    var rest = text[...]
    while saved < excess, let last = rest.popLast() { saved += width(last) }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest.isEmpty ? "" : rest + ellipsis
  }

  /// In octets of JSON.
  private static func width(_ character: Character) -> Int {
    var json = JSONWriter()
    json.value(.string(String(character)))
    return json.text.utf8.count - 2
  }
}
