// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Audiences as JSON: `"subject"`, `{"role": …, "domain": …}`, `{"users": […]}`, `{"audience":
/// NAME}` of the policy's own, or an array of those.
struct AudienceDocument {
  private let named: [(key: String, value: JSON, path: String)]
  /// Nil where the policy does not say which there are.
  private let roles: [RoleName]?
  private let list: FaultList
  /// Each of the policy's own is read once, however often it is named.
  private let known = Known()

  private final class Known {
    var parts: [String: [Audience.Part]] = [:]
  }

  init(_ policy: TolerantObject) {
    named = policy.entries("audiences")
    list = policy.list
    roles = policy["roles"] == nil ? nil : policy.names("roles")
    for entry in named { _ = parts(of: entry.key, entry.value, entry.path, []) }
  }

  func read(_ value: JSON, at path: String) -> Audience {
    let audience = Audience(read(value, at: path, inside: []))
    if audience.parts.count > Audience.partLimit {
      list.add(.init(path, "more than \(Audience.partLimit) parts"))
    }
    return audience
  }

  /// `inside` holds the names that are being read: one of them again is a circle.
  private func read(_ value: JSON, at path: String, inside: [String]) -> [Audience.Part] {
    if value.asString == "subject" { return [.subject] }
    if let array = value.asArray {
      if array.isEmpty { list.add(.init(path, "names nobody")) }
      // What is beyond the limit is refused by its count and need not be read.
      return array.prefix(Audience.partLimit + 1).enumerated().flatMap { index, element in
        read(element, at: "\(path)[\(index)]", inside: inside)
      }
    }
    guard value.asObject != nil else {
      list.add(
        .init(path, "not an audience", hint: "write \"subject\", {\"role\": …} or a list"))
      return []
    }
    guard
      let object = TolerantObject(
        value, at: path, members: ["role", "domain", "users", "audience"], list)
    else { return [] }
    return part(object, path, inside)
  }

  private func part(
    _ object: TolerantObject, _ path: String, _ inside: [String]
  ) -> [Audience.Part] {
    let kinds = [
      object["audience"] != nil, object["users"] != nil,
      object["role"] != nil || object["domain"] != nil,
    ]
    if kinds.filter(\.self).count > 1 {
      list.add(.init(path, "several audiences in one", hint: "write them as an array"))
    }
    if let name = object.string("audience") {
      return reference(name, object.name("audience"), inside)
    }
    if object["users"] != nil {
      let users = object.names("users", atMost: Audience.userLimit, of: UserKind.self)
      return users.isEmpty ? [] : [.users(users)]
    }
    let role = object.identifier("role", of: RoleKind.self)
    let domain = object.identifier("domain", of: DomainKind.self)
    if let role { check(role, object.name("role")) }
    guard role != nil || domain != nil else {
      if object["role"] == nil, object["domain"] == nil {
        list.add(.init(path, "names nobody", hint: "give it a role, a domain or users"))
      }
      return []
    }
    return [.holders(role: role, domain: domain)]
  }

  private func check(_ role: RoleName, _ path: String) {
    guard let roles, !roles.contains(role) else { return }
    list.add(
      .init(
        path, "no role of that name",
        hint: list.hint(role.text, among: roles.map(\.text))))
  }

  private func reference(_ name: String, _ path: String, _ inside: [String]) -> [Audience.Part] {
    if inside.contains(name) {
      list.add(.init(path, "a circle: \((inside + [name]).joined(separator: " > "))"))
      return []
    }
    guard let entry = named.first(where: { $0.key == name }) else {
      list.add(
        .init(
          path, "no audience of that name",
          hint: list.hint(name, among: named.map(\.key))))
      return []
    }
    guard inside.count < 16 else {
      list.add(.init(path, "audiences within audiences, more than 16 deep"))
      return []
    }
    return parts(of: name, entry.value, entry.path, inside)
  }

  private func parts(
    of name: String, _ value: JSON, _ path: String, _ inside: [String]
  ) -> [Audience.Part] {
    if let parts = known.parts[name] { return parts }
    // One more than the limit, so that whoever names it is refused as well.
    let found = Audience(read(value, at: path, inside: inside + [name])).parts
    let parts = Array(found.prefix(Audience.partLimit + 1))
    known.parts[name] = parts
    return parts
  }
}
