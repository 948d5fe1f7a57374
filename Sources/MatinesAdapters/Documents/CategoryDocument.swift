// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A category of a policy as JSON.
enum CategoryDocument {
  private static let members = [
    "class", "mandatory", "severity", "ladder", "options", "expires", "retention", "budget",
  ]

  /// Nil, and on the list, when it has no usable name; what else is wrong has its usual value.
  static func read(
    _ key: String, _ value: JSON, _ path: String, _ list: FaultList
  ) -> Policy.Category? {
    guard let name = PolicyParts.name(key, path, list, of: CategoryKind.self) else { return nil }
    guard let object = TolerantObject(value, at: path, members: members, list) else {
      return Policy.Category(name: name, ladder: .standard)
    }
    let severity = object.string("severity").flatMap { text in
      list.noting { () throws(InvalidValue) in
        try Severity(text, field: object.name("severity"))
      }
    }
    return Policy.Category(
      name: name, kind: object.choice("class", of: Policy.Class.self) ?? .transactional,
      mandatory: object.flag("mandatory") ?? false, severity: severity ?? .info,
      ladder: object.identifier("ladder", of: LadderKind.self) ?? .standard,
      optedIn: object.names("options", of: ChannelKind.self),
      expires: object.duration("expires") ?? .day, retention: object.duration("retention"),
      budget: budget(object))
  }

  private static func budget(_ object: TolerantObject) -> Policy.Budget? {
    guard let value = object["budget"],
      let budget = TolerantObject(
        value, at: object.name("budget"), members: ["person", "category"], object.list)
    else { return nil }
    let person = budget.integer("person", in: 0...1_000_000)
    let category = budget.integer("category", in: 0...1_000_000_000)
    return Policy.Budget(person: person, category: category)
  }
}
