// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Testing

struct `Language tags` {
  static let file = "locale-lookup.json"

  private func texts(_ value: JSON?) -> [String] {
    (value?.asArray ?? []).map { Vectors.text($0) }
  }

  @Test func `find among others the one the vectors find`() throws {
    for vector in try Vectors.objects(Self.file, "cases") {
      let available = try texts(vector["available"]).map { try LanguageTag($0) }
      let fallback = try LanguageTag(Vectors.text(vector["default"]))
      let lookup = LanguageLookup(available: available, fallback: fallback)
      let found = lookup.tag(for: texts(vector["ranges"]))
      #expect(found.text == Vectors.text(vector["expect"]), "\(Vectors.text(vector["name"]))")
    }
  }

  @Test func `are shortened as the vectors shorten them`() throws {
    for vector in try Vectors.objects(Self.file, "chains") {
      let tag = try LanguageTag(Vectors.text(vector["range"]))
      #expect(tag.fallbacks == texts(vector["tried_in_order"]))
    }
  }

  @Test func `are written in one case, with hyphens`() throws {
    for vector in try Vectors.objects(Self.file, "underscore_rule") {
      let (input, canonical) = (Vectors.text(vector["input"]), Vectors.text(vector["canonical"]))
      let tag = try? LanguageTag(input)
      #expect(tag?.text == (canonical == "reject" ? nil : canonical), "\(input)")
    }
    #expect(try LanguageTag("DE-ch-X-PHONEBK-AB-abcd").text == "de-CH-x-phonebk-ab-abcd")
    #expect(try LanguageTag("EN-LATN-us").text == "en-Latn-US")
    #expect(try LanguageTag("fr-ca") == LanguageTag("FR_CA"))
  }

  @Test func `are nothing else`() throws {
    let refused = texts(try Vectors.load(Self.file)["reject"])
    #expect(refused.count == 17)
    for text in refused { #expect(throws: InvalidValue.self, "\(text)") { try LanguageTag(text) } }
  }

  @Test func `have room for 35 octets and no more`() throws {
    let longest = "zh-Hant-CN-x-private1-private2-abcd"
    #expect(longest.utf8.count == 35)
    #expect(try LanguageTag(longest).text == longest)
    #expect(throws: InvalidValue.self) { try LanguageTag("\(longest)e") }
  }

  @Test func `find nothing where nothing matches, without a default`() throws {
    let lookup = LanguageLookup(available: [.french, .english], fallback: .french)
    #expect(try lookup.tag(for: LanguageTag("en-GB")) == .english)
    #expect(try lookup.tag(for: LanguageTag("ln")) == nil)
  }
}
