// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A rule of a policy as JSON.
enum RuleDocument {
  private static let members = [
    "category", "template", "audience", "ladder", "collapse", "observers",
  ]

  /// Nil, and on the list, when it has no usable name or is no object.
  static func read(
    _ key: String, _ value: JSON, _ path: String, _ audiences: AudienceDocument,
    _ list: FaultList
  ) -> Policy.Rule? {
    guard let event = PolicyParts.name(key, path, list, of: EventNameKind.self),
      let object = TolerantObject(value, at: path, members: members, list),
      let template = template(object, or: event.text)
    else { return nil }
    let audience = object["audience"].map { audiences.read($0, at: object.name("audience")) }
    return Policy.Rule(
      event: event, category: object.identifier("category", of: CategoryKind.self) ?? .general,
      template: template, audience: audience ?? .subject,
      ladder: object.identifier("ladder", of: LadderKind.self),
      collapse: object.identifier("collapse", of: CollapseKind.self),
      observers: observers(object, template, audiences))
  }

  private static func template(_ object: TolerantObject, or name: String) -> TemplateName? {
    object["template"] == nil
      ? PolicyParts.name(name, object.name("template"), object.list, of: TemplateKind.self)
      : object.identifier("template", of: TemplateKind.self)
  }

  private static func observers(
    _ object: TolerantObject, _ template: TemplateName, _ audiences: AudienceDocument
  ) -> [Policy.Observer] {
    guard let value = object["observers"] else { return [] }
    guard let array = value.asArray, array.count <= Policy.observerLimit else {
      object.list.add(
        .init(object.name("observers"), "not an array of at most \(Policy.observerLimit)"))
      return []
    }
    return array.enumerated().compactMap { index, element in
      observer(element, "\(object.name("observers"))[\(index)]", template, audiences, object.list)
    }
  }

  private static func observer(
    _ value: JSON, _ path: String, _ template: TemplateName, _ audiences: AudienceDocument,
    _ list: FaultList
  ) -> Policy.Observer? {
    guard
      let object = TolerantObject(
        value, at: path, members: ["audience", "template", "category"], list)
    else { return nil }
    guard let audience = object["audience"] else {
      list.add(.init(InvalidValue(object.name("audience"), .missing)))
      return nil
    }
    return Policy.Observer(
      audience: audiences.read(audience, at: object.name("audience")),
      template: object.identifier("template", of: TemplateKind.self) ?? template,
      category: object.identifier("category", of: CategoryKind.self))
  }
}
