// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What a host's renderer is asked, and what it answers.
package enum RenderingDocument {
  /// `home` is where links lead; without it there are none.
  package static func write(_ request: RenderRequest, from home: HomeOrigin?) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("template", request.template.text)
    writer.member("event", request.event.text)
    writer.member("notification_id", request.notification.description)
    writer.member("created_ms", request.created.milliseconds)
    writer.member("channel", request.channel.text)
    writer.member("locale", request.locale.text)
    writer.raw("data", request.data)
    UserDocument.write(request.user, "user", to: &writer)
    writer.member("link", orNull: TargetURL.link(of: request.data, from: home))
    writer.member("unsubscribe_url", orNull: request.unsubscribe)
    writer.endObject()
    return writer.text
  }

  package static func read(_ text: String) throws(InvalidValue) -> Rendered {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .document)
    } catch {
      throw InvalidValue("answer", error, limits: .document)
    }
    let reader = try ObjectReader(value, at: "", members: ["title", "text", "html"])
    let title = try reader.required("title", limit: 512)
    guard PlainText.isOneLine(title) else { throw InvalidValue("title", .notText) }
    return Rendered(
      title: title,
      text: try reader.required("text", limit: 524_288),
      html: try reader.string("html", limit: 524_288))
  }
}
