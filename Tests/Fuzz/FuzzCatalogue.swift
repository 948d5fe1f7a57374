// SPDX-License-Identifier: MIT

private let plurals = ICUPlurals()

private struct Source: MustacheSource {
  let messages: Messages

  func message(_ name: String, in context: MustacheContext) -> Mustache? {
    messages.message(name, in: context)
  }
}

/// Whatever the octets: a catalogue that is accepted has words for each of its messages and any
/// number, and rendering them ends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCatalogue(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = UnsafeBufferPointer(start: start, count: count)
  guard let text = String(validating: octets, as: UTF8.self),
    let catalogue = try? CatalogueFile.read(text, file: "f", language: .french)
  else { return 0 }
  let source = Source(messages: Catalogues([catalogue]).messages(for: [.french], plurals))
  for name in catalogue.names {
    precondition(!catalogue.texts(of: name).isEmpty, "no text")
    let path = MustachePath("messages.\(name)")
    precondition(path?.names.count ?? 0 > 1, "a name no template can say")
    for value in [JSON.integer(1), .integer(2), .string("1000000"), .null] {
      let values: JSONObject = ["count": value, "n": .object(["count": value])]
      let context = MustacheContext([.object(values)])
      guard let found = catalogue.message(name, in: context, plurals) else {
        preconditionFailure("no message")
      }
      render(found, values, source)
    }
  }
  return 0
}

private func render(_ message: Mustache, _ values: JSONObject, _ source: Source) {
  do throws(MustacheFailure) {
    let result = try message.render([.object(values)], source: source)
    precondition(result.octets.count <= MustacheLimits.output, "too long")
  } catch {
    // A message may speak of itself, or of too much.
  }
}
