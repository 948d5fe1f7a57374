// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

/// Templates by name, and members of scalars that say what they were asked.
struct MustacheScene: MustacheSource {
  var partials: [String: Mustache] = [:]
  var messages: [String: Mustache] = [:]

  init(_ sources: [String: String] = [:], escaping: Mustache.Escaping = .html) throws {
    for (name, source) in sources {
      partials[name] = try Mustache(source, name: name, escaping: escaping)
    }
  }

  func partial(_ name: String) -> Mustache? { partials[name] }

  func message(_ name: String, in context: MustacheContext) -> Mustache? {
    guard let count = MustachePath("count"), context.value(count) == .integer(1) else {
      return messages[name]
    }
    return messages["\(name).one"] ?? messages[name]
  }

  func member(_ name: String, of value: JSON) -> String? {
    ["number", "date"].contains(name) ? "<\(name) of \(value.text)>" : nil
  }

  func result(
    _ source: String, _ data: String = "{}", escaping: Mustache.Escaping = .html
  ) throws -> MustacheResult {
    let template = try Mustache(source, name: "main", escaping: escaping)
    return try template.render([JSON.parse(data, top: .any)], source: self)
  }

  func text(
    _ source: String, _ data: String = "{}", escaping: Mustache.Escaping = .html
  ) throws -> String {
    String(decoding: try result(source, data, escaping: escaping).octets, as: UTF8.self)
  }
}

func mustache(_ source: String, _ data: String = "{}") throws -> String {
  try MustacheScene().text(source, data)
}
