// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A policy as JSON. What it leaves out is the built-in policy's.
package struct PolicyDocument: Sendable {
  /// Compact JSON, the same for the same policy: what is archived.
  package let text: String
  package let policy: Policy

  package static func read(_ text: String) throws(InvalidValue) -> PolicyDocument {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .document)
    } catch {
      throw InvalidValue("policy", error, limits: .document)
    }
    return try PolicyDocument(value)
  }

  package init(_ value: JSON) throws(InvalidValue) {
    let reader = try ObjectReader(
      value, at: "policy", members: ["version", "categories", "rules", "ladders"])
    _ = try reader.integer("version", in: 1...1)
    var ladders = BuiltInPolicy.ladders
    for (name, ladder) in try Self.entries(reader, "ladders", Self.ladder) {
      ladders[try LadderName(name, field: "policy.ladders")] = ladder
    }
    var categories = BuiltInPolicy.categories
    for (_, category) in try Self.entries(reader, "categories", Self.category) {
      categories.removeAll { $0.name == category.name }
      categories.append(category)
    }
    var rules = BuiltInPolicy.rules
    for (_, rule) in try Self.entries(reader, "rules", Self.rule) {
      rules.removeAll { $0.event == rule.event }
      rules.append(rule)
    }
    do throws(InvalidValue) {
      policy = try Policy(rules: rules, categories: categories, ladders: ladders)
    } catch {
      throw InvalidValue("policy.\(error.field)", error.problem)
    }
    text = PolicyText.write(policy)
  }

  private static func entries<Entry>(
    _ reader: ObjectReader, _ key: String,
    _ read: (String, JSON, String) throws(InvalidValue) -> Entry
  ) throws(InvalidValue) -> [(String, Entry)] {
    guard let value = reader[key] else { return [] }
    guard let object = value.asObject else {
      throw InvalidValue(reader.name(key), .malformed("not an object"))
    }
    var entries: [(String, Entry)] = []
    for member in object.members {
      let path = "\(reader.name(key)).\(PlainText.oneLine(member.key, limit: 64))"
      entries.append((member.key, try read(member.key, member.value, path)))
    }
    return entries
  }

  private static func ladder(
    _ name: String, _ value: JSON, _ path: String
  ) throws(InvalidValue) -> Ladder {
    guard let array = value.asArray else {
      throw InvalidValue(path, .malformed("not an array of rungs"))
    }
    var rungs: [Rung] = []
    for (index, element) in array.enumerated() {
      rungs.append(try rung(element, "\(path)[\(index)]"))
    }
    return try Ladder(rungs, field: path)
  }

  private static func rung(_ value: JSON, _ path: String) throws(InvalidValue) -> Rung {
    let reader = try ObjectReader(
      value, at: path, members: ["channel", "when", "after", "unless", "optional", "timeout"])
    var unless: [Rung.Suppressor] = []
    for (index, text) in try reader.strings("unless", atMost: 2).enumerated() {
      unless.append(try ObjectReader.choice(text, at: "\(path).unless[\(index)]"))
    }
    return Rung(
      channel: try ChannelName(reader.required("channel"), field: reader.name("channel")),
      when: try reader.choice("when") ?? .any,
      after: try reader.duration("after") ?? .zero,
      unless: unless,
      optional: try reader.flag("optional") ?? false,
      timeout: try reader.duration("timeout"))
  }

  private static func category(
    _ name: String, _ value: JSON, _ path: String
  ) throws(InvalidValue) -> Policy.Category {
    let reader = try ObjectReader(
      value, at: path,
      members: ["class", "mandatory", "severity", "ladder", "options", "expires"])
    var severity = Severity.info
    if let text = try reader.string("severity") {
      severity = try Severity(text, field: reader.name("severity"))
    }
    let ladder = try reader.string("ladder") ?? LadderName.standard.text
    return Policy.Category(
      name: try CategoryName(name, field: path),
      kind: try reader.choice("class") ?? .transactional,
      mandatory: try reader.flag("mandatory") ?? false,
      severity: severity,
      ladder: try LadderName(ladder, field: reader.name("ladder")),
      optedIn: try reader.names("options"),
      expires: try reader.duration("expires") ?? .day)
  }

  private static func rule(
    _ name: String, _ value: JSON, _ path: String
  ) throws(InvalidValue) -> Policy.Rule {
    let reader = try ObjectReader(value, at: path, members: ["category", "template"])
    let event = try EventName(name, field: path)
    return Policy.Rule(
      event: event,
      category: try CategoryName(
        reader.string("category") ?? CategoryName.general.text, field: reader.name("category")),
      template: try TemplateName(
        reader.string("template") ?? event.text, field: reader.name("template")))
  }
}
