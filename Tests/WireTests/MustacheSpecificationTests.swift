// SPDX-License-Identifier: MIT
import Glibc
import Testing

@testable import MatinesWire

/// The specification's own cases, which stay outside this repository: in the folder of
/// MATINES_VECTORS, or in `shared/vectors` beside the checkout.
private enum Specification {
  static func cases(_ name: String) throws -> [JSONObject] {
    let checkout = #filePath.split(separator: "/").dropLast(3).dropLast().joined(separator: "/")
    let folder =
      getenv("MATINES_VECTORS").map { String(cString: $0) } ?? "/\(checkout)/shared/vectors"
    guard let octets = read("\(folder)/mustache-spec/\(name).json") else {
      print("Mustache: \(name) is absent from \(folder)/mustache-spec; skipped")
      return []
    }
    return try JSON.parse(octets, limits: .document).asObject?["tests"]?.asArray?
      .compactMap(\.asObject) ?? []
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var octets = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&octets, 1, octets.count, file)
    return Array(octets.prefix(count))
  }

  /// How many cases there are; each is expected to pass.
  static func run(_ names: [String]) throws -> Int {
    var count = 0
    for name in names {
      for item in try cases(name) {
        count += 1
        var partials: [String: String] = [:]
        for member in item["partials"]?.asObject?.members ?? [] {
          partials[member.key] = member.value.asString
        }
        let template = try Mustache(item.text("template"), name: name, escaping: .html)
        let data = try #require(item["data"])
        let result = try template.render([data], source: MustacheScene(partials))
        let text = String(decoding: result.octets, as: UTF8.self)
        #expect(text == item.text("expected"), "\(name): \(item.text("name"))")
      }
    }
    return count
  }
}

struct `The specification of Mustache` {
  @Test func `passes in all required cases`() throws {
    let count = try Specification.run([
      "comments", "delimiters", "interpolation", "inverted", "partials", "sections",
    ])
    #expect(count == 136 || count == 0)
  }

  @Test func `passes in all cases of inheritance`() throws {
    let count = try Specification.run(["~inheritance"])
    #expect(count == 27 || count == 0)
  }
}
