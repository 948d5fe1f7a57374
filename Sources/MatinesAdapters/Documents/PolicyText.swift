// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Writes a whole policy as JSON, in an order of its own: equal policies give equal octets.
enum PolicyText {
  static func write(_ policy: Policy) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginObject("categories")
    for category in policy.categories.values.sorted(by: { $0.name.text < $1.name.text }) {
      write(category, to: &writer)
    }
    writer.endObject()
    writer.beginObject("rules")
    for rule in policy.rules.values.sorted(by: { $0.event.text < $1.event.text }) {
      writer.beginObject(rule.event.text)
      writer.member("category", rule.category.text)
      writer.member("template", rule.template.text)
      writer.endObject()
    }
    writer.endObject()
    writer.beginObject("ladders")
    for (name, ladder) in policy.ladders.sorted(by: { $0.key.text < $1.key.text }) {
      writer.raw(name.text, text(ladder))
    }
    writer.endObject()
    writer.endObject()
    return writer.text
  }

  private static func write(_ category: Policy.Category, to writer: inout JSONWriter) {
    writer.beginObject(category.name.text)
    writer.member("class", category.kind.rawValue)
    writer.member("mandatory", category.mandatory)
    writer.member("severity", category.severity.name)
    writer.member("ladder", category.ladder.text)
    if !category.optedIn.isEmpty {
      writer.beginArray("options")
      for channel in category.optedIn { writer.element(channel.text) }
      writer.endArray()
    }
    writer.member("expires", category.expires.iso8601)
    writer.endObject()
  }

  private static func text(_ ladder: Ladder) -> String {
    var writer = JSONWriter()
    writer.beginArray()
    for rung in ladder.rungs { writer.rawElement(text(rung)) }
    writer.endArray()
    return writer.text
  }

  private static func text(_ rung: Rung) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("channel", rung.channel.text)
    writer.member("when", rung.when.rawValue)
    if rung.after != .zero { writer.member("after", rung.after.iso8601) }
    if !rung.unless.isEmpty {
      writer.beginArray("unless")
      for suppressor in rung.unless { writer.element(suppressor.rawValue) }
      writer.endArray()
    }
    if rung.optional { writer.member("optional", true) }
    if let timeout = rung.timeout { writer.member("timeout", timeout.iso8601) }
    writer.endObject()
    return writer.text
  }
}
