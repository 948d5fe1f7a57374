// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Reads `messages.fr.json`:
/// `{"unread": {"of": "count", "one": "{{count}} new", "other": "{{count}} new ones"}}`.
package enum CatalogueFile {
  package static let limits = JSONLimits(
    octets: 262_144, depth: 2, members: 16_000, keyOctets: 64)
  static let messages = 2_000

  /// Nil for a file that is no catalogue; refused when it would be one, of no language.
  package static func language(of file: String) throws(InvalidValue) -> LanguageTag? {
    guard file.hasPrefix("messages."), file.hasSuffix(".json") else { return nil }
    return try LanguageTag(
      String(file.dropFirst("messages.".count).dropLast(".json".count)),
      field: PlainText.oneLine(file, limit: 128))
  }

  /// `file` is what messages call it.
  package static func read(
    _ text: String, file: String, language: LanguageTag
  ) throws(InvalidValue) -> Catalogue {
    let members: [JSONObject.Member]
    do throws(JSONError) {
      members = try JSON.parse(text, limits: limits).asObject?.members ?? []
    } catch {
      throw InvalidValue(file, error, limits: limits)
    }
    guard members.count <= messages else {
      throw InvalidValue(file, .malformed("more than \(messages) messages"))
    }
    var found: [String: Catalogue.Message] = [:]
    for member in members {
      let place = "\(file): \(PlainText.oneLine(member.key, limit: 64))"
      guard isName(member.key) else {
        throw InvalidValue(
          place, .malformed("a message's name is of A-Z a-z 0-9 _ - with single dots between"))
      }
      found[member.key] = try message(member.value, place)
    }
    return Catalogue(language: language, messages: found)
  }

  /// What a template can name: `{{messages.NAME}}`.
  private static func isName(_ text: String) -> Bool {
    text.utf8.allSatisfy(PlainText.isNameOctet)
      && text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty }
  }

  private static func message(
    _ value: JSON, _ place: String
  ) throws(InvalidValue) -> Catalogue.Message {
    switch value {
    case .string(let text): return .text(try compile(text, place))
    case .object(let object): return try plural(ObjectReader(object, at: place), place)
    case .null, .bool, .number, .array:
      throw InvalidValue(place, .malformed("neither a text nor an object with one for each class"))
    }
  }

  private static func plural(
    _ reader: ObjectReader, _ place: String
  ) throws(InvalidValue) -> Catalogue.Message {
    for key in reader.object.keys where key != "of" && PluralClass(rawValue: key) == nil {
      let shown = PlainText.oneLine(key, limit: 64)
      let classes = PluralClass.allCases.map(\.rawValue).joined(separator: ", ")
      throw InvalidValue("\(place).\(shown)", .malformed("neither of nor one of \(classes)"))
    }
    guard let path = MustachePath(try reader.required("of")) else {
      throw InvalidValue("\(place).of", .malformed("not the name of a number"))
    }
    var texts: [PluralClass: Mustache] = [:]
    for form in PluralClass.allCases {
      guard let text = try reader.string(form.rawValue) else { continue }
      texts[form] = try compile(text, "\(place).\(form.rawValue)")
    }
    guard let other = texts.removeValue(forKey: .other) else {
      throw InvalidValue("\(place).other", .missing)
    }
    return .plural(of: path, texts: texts, other: other)
  }

  private static func compile(_ text: String, _ place: String) throws(InvalidValue) -> Mustache {
    do throws(MustacheError) {
      return try Mustache(text, name: place, escaping: .none)
    } catch {
      throw InvalidValue(place, .malformed(error.description))
    }
  }
}
