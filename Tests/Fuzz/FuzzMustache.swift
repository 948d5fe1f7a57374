// SPDX-License-Identifier: MIT

/// Whatever the octets (template, partial, message and data, each ended by U+0000): what compiles
/// is rendered within its limits, twice alike, and in HTML no `<` of the data gets through a tag
/// that escapes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMustache(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  let parts = octets.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false)
  let sources = (parts + [[], [], []]).prefix(4).map { Array($0) }
  let data = (try? JSON.parse(sources[3], top: .any)) ?? someData
  for escaping in [Mustache.Escaping.html, .none] {
    guard let template = try? Mustache(sources[0], name: "t", escaping: escaping) else { continue }
    let library = Library(
      partial: try? Mustache(sources[1], name: "p", escaping: escaping),
      text: try? Mustache(sources[2], name: "m", escaping: .none))
    requireLimits(template, data, library)
    if escaping == .html { requireEscaping(template, data, library) }
  }
  return 0
}

/// Every partial is the same one, and every message.
private struct Library: MustacheSource {
  let partial: Mustache?
  let text: Mustache?

  func partial(_ name: String) -> Mustache? { partial }
  func message(_ name: String, in context: MustacheContext) -> Mustache? { text }
  func member(_ name: String, of value: JSON) -> String? { name == "date" ? value.text : nil }
}

private let someData: JSON = .object([
  "a": .string("x"), "b": .object(["a": .string("y"), "c": .integer(0)]), "d": .bool(true),
  "e": .array([.string("z"), .object(["a": .string("w")]), .array([.integer(1), .integer(2)])]),
  "f": .null, "g": .array([]),
])

private func requireLimits(_ template: Mustache, _ data: JSON, _ library: Library) {
  let first = try? template.render([data], source: library)
  let second = try? template.render([data], source: library)
  precondition(first?.octets == second?.octets && first?.gaps == second?.gaps, "not the same twice")
  guard let first else { return }
  precondition(first.octets.count <= MustacheLimits.output, "too much output")
  precondition(UTF8Check.isValid(first.octets), "not UTF-8")
  precondition(first.gaps.count <= 32, "too many gaps")
}

private func requireEscaping(_ template: Mustache, _ data: JSON, _ library: Library) {
  let all = template.variables + (library.partial?.variables ?? [])
  if all.contains(where: { $0.isRaw }) { return }
  let sharp = try? template.render([marked(data, "<b>")], source: library)
  let round = try? template.render([marked(data, "(b)")], source: library)
  // Escaped octets are more than plain ones, so that only one of the two may be too large.
  guard let sharp, let round else { return }
  let less = UInt8(ascii: "<")
  precondition(
    sharp.octets.count { $0 == less } == round.octets.count { $0 == less }, "not escaped")
}

/// The same data with a mark before every text.
private func marked(_ value: JSON, _ mark: String) -> JSON {
  switch value {
  case .null, .bool, .number: return value
  case .string(let text): return .string(mark + text.filter { $0 != "<" && $0 != "(" })
  case .array(let elements): return .array(elements.map { marked($0, mark) })
  case .object(let object):
    var result = JSONObject()
    for member in object.members { result[member.key] = marked(member.value, mark) }
    return .object(result)
  }
}
