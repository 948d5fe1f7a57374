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
      write(rule, to: &writer)
    }
    writer.endObject()
    writer.beginObject("ladders")
    for (name, ladder) in policy.ladders.sorted(by: { $0.key.text < $1.key.text }) {
      writer.raw(name.text, text(ladder))
    }
    writer.endObject()
    limits(policy, to: &writer)
    writer.endObject()
    return writer.text
  }

  private static func limits(_ policy: Policy, to writer: inout JSONWriter) {
    if !policy.channels.isEmpty { writer.names("channels", policy.channels) }
    if !policy.caps.isEmpty {
      writer.beginObject("caps")
      for (channel, cap) in policy.caps.sorted(by: { $0.key.text < $1.key.text }) {
        writer.beginObject(channel.text)
        writer.member("count", Int64(cap.count))
        writer.member("per", cap.span.iso8601)
        writer.endObject()
      }
      writer.endObject()
    }
    if policy.flood != Policy.usualFlood { writer.member("flood", Int64(policy.flood ?? 0)) }
    guard let prices = policy.prices else { return }
    writer.beginObject("prices")
    writer.member("currency", prices.currency)
    writer.beginObject("sms")
    for (prefix, amount) in prices.prefixes.sorted(by: { $0.key < $1.key }) {
      writer.member(prefix.isEmpty ? "default" : prefix, Amount.text(amount))
    }
    writer.endObject()
    writer.endObject()
  }

  private static func write(_ category: Policy.Category, to writer: inout JSONWriter) {
    writer.beginObject(category.name.text)
    writer.member("class", category.kind.rawValue)
    writer.member("mandatory", category.mandatory)
    writer.member("severity", category.severity.name)
    writer.member("ladder", category.ladder.text)
    if !category.optedIn.isEmpty { writer.names("options", category.optedIn) }
    writer.member("expires", category.expires.iso8601)
    if let retention = category.retention { writer.member("retention", retention.iso8601) }
    if let budget = category.budget {
      writer.beginObject("budget")
      if let person = budget.person { writer.member("person", Int64(person)) }
      if let category = budget.category { writer.member("category", Int64(category)) }
      writer.endObject()
    }
    writer.endObject()
  }

  private static func write(_ rule: Policy.Rule, to writer: inout JSONWriter) {
    writer.beginObject(rule.event.text)
    writer.member("category", rule.category.text)
    writer.member("template", rule.template.text)
    if rule.audience != .subject { writer.raw("audience", text(rule.audience)) }
    if let ladder = rule.ladder { writer.member("ladder", ladder.text) }
    if let collapse = rule.collapse { writer.member("collapse", collapse.text) }
    if !rule.observers.isEmpty {
      writer.beginArray("observers")
      for observer in rule.observers { writer.rawElement(text(observer)) }
      writer.endArray()
    }
    writer.endObject()
  }

  private static func text(_ observer: Policy.Observer) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.raw("audience", text(observer.audience))
    writer.member("template", observer.template.text)
    if let category = observer.category { writer.member("category", category.text) }
    writer.endObject()
    return writer.text
  }

  private static func text(_ audience: Audience) -> String {
    var writer = JSONWriter()
    writer.beginArray()
    for part in audience.parts {
      switch part {
      case .subject: writer.element("subject")
      case .users(let users):
        var list = JSONWriter()
        list.beginObject()
        list.names("users", users)
        list.endObject()
        writer.rawElement(list.text)
      case .holders(let role, let domain):
        var holders = JSONWriter()
        holders.beginObject()
        if let role { holders.member("role", role.text) }
        if let domain { holders.member("domain", domain.text) }
        holders.endObject()
        writer.rawElement(holders.text)
      }
    }
    writer.endArray()
    return writer.text
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

extension JSONWriter {
  mutating func names<Kind>(_ key: String, _ names: [Identifier<Kind>]) {
    beginArray(key)
    for name in names { element(name.text) }
    endArray()
  }
}
