// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

private struct Phrases: MustacheSource {
  let messages: Messages

  func message(_ name: String, in context: MustacheContext) -> Mustache? {
    messages.message(name, in: context)
  }
}

struct `A catalogue` {
  private static let french = """
    {"hello": "Bonjour {{name}}",
     "unread": {"of": "count", "one": "{{count}} notification non lue",
                "other": "{{count}} notifications non lues"},
     "people": {"of": "crowd.size", "one": "une personne", "many": "des millions",
                "other": "du monde"}}
    """
  private let plurals = ICUPlurals()

  private func read(_ text: String, _ language: String = "fr") throws -> Catalogue {
    try CatalogueFile.read(text, file: "messages.fr.json", language: LanguageTag(language))
  }

  private func say(
    _ template: String, _ values: JSONObject, _ catalogues: [Catalogue],
    for languages: [LanguageTag] = [.french], escaping: Mustache.Escaping = .none
  ) throws -> String {
    let source = Phrases(messages: Catalogues(catalogues).messages(for: languages, plurals))
    let result = try Mustache(template, name: "t", escaping: escaping)
      .render([.object(values)], source: source)
    return String(decoding: result.octets, as: UTF8.self)
  }

  @Test(arguments: [
    (JSON.integer(0), "0 notification non lue"), (.integer(1), "1 notification non lue"),
    (.integer(2), "2 notifications non lues"), (.string("1"), "1 notification non lue"),
    (.integer(1_000_000), "1000000 notifications non lues"), (.null, " notifications non lues"),
    (.string("peu"), "peu notifications non lues"), (.array([]), " notifications non lues"),
  ])
  func `says one and many as its language does, and else other`(count: JSON, text: String) throws {
    let said = try say("{{messages.unread}}", ["count": count], [read(Self.french)])
    #expect(said == text)
  }

  @Test func `finds the number in an object, and a class of its own`() throws {
    let catalogue = try read(Self.french)
    for (size, text) in [(1, "une personne"), (3, "du monde"), (2_000_000, "des millions")] {
      let crowd = JSON.object(["size": .integer(Int64(size))])
      #expect(try say("{{messages.people}}", ["crowd": crowd], [catalogue]) == text)
    }
    #expect(try say("{{messages.people}}", [:], [catalogue]) == "du monde")
  }

  @Test func `goes by its own language, whoever reads it`() throws {
    let english = #"{"stars": {"of": "n", "one": "{{n}} star", "other": "{{n}} stars"}}"#
    let catalogue = try read(english, "en")
    let languages = [try LanguageTag("fr"), .english]
    for (number, text) in [("0", "0 stars"), ("1", "1 star"), ("1.0", "1.0 stars")] {
      let value = JSON.number(try #require(JSONNumber(text: number)))
      #expect(try say("{{messages.stars}}", ["n": value], [catalogue], for: languages) == text)
    }
  }

  @Test func `is escaped with the values it holds, once`() throws {
    let catalogue = try read(Self.french)
    let said = try say(
      "<b>{{messages.hello}}</b>", ["name": .string("<Ève & Cie>")], [catalogue], escaping: .html)
    #expect(said == "<b>Bonjour &lt;Ève &amp; Cie&gt;</b>")
  }

  @Test func `lends each message that a closer one lacks`() throws {
    let near = try read(#"{"hello": "Allô {{name}}"}"#, "fr-CA")
    let far = try read(Self.french)
    let english = try read(#"{"hello": "Hello", "bye": "Bye"}"#, "en")
    let all = [english, far, near]
    let values: JSONObject = ["name": .string("Ève"), "count": .integer(1)]
    let template = "{{messages.hello}}, {{messages.unread}}, {{messages.bye}}"
    let languages = [try LanguageTag("fr-CA"), .english]
    #expect(
      try say(template, values, all, for: languages)
        == "Allô Ève, 1 notification non lue, Bye")
    #expect(
      try say(template, values, all, for: [.french, .english])
        == "Bonjour Ève, 1 notification non lue, Bye")
    #expect(try say(template, values, all, for: [LanguageTag("ja")]) == ", , ")
  }

  @Test func `that speaks of itself comes to an end`() throws {
    let catalogue = try read(#"{"a": "{{messages.b}}", "b": "{{messages.a}}"}"#)
    #expect(throws: MustacheFailure.self) { try say("{{messages.a}}", [:], [catalogue]) }
  }

  @Test func `shows every text it has`() throws {
    let catalogue = try read(Self.french)
    #expect(catalogue.names == ["hello", "people", "unread"])
    #expect(catalogue.texts(of: "people").count == 3)
    #expect(catalogue.texts(of: "hello").count == 1)
    #expect(catalogue.texts(of: "nothing").isEmpty)
  }
}

struct `The file of a catalogue` {
  private func fault(_ text: String) -> String? {
    do throws(InvalidValue) {
      _ = try CatalogueFile.read(text, file: "messages.fr.json", language: .french)
      return nil
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    (#"{"a": {"of": "n", "one": "x"}}"#, "a.other: missing"),
    (#"{"a": {"one": "x", "other": "y"}}"#, "a.of: missing"),
    (#"{"a": {"of": 3, "other": "y"}}"#, "a.of: not a string"),
    (#"{"a": {"of": "n..m", "other": "y"}}"#, "a.of: not the name of a number"),
    (#"{"a": {"of": "n", "other": 3}}"#, "a.other: not a string"),
    (
      #"{"a": {"of": "n", "singular": "x", "other": "y"}}"#,
      "a.singular: neither of nor one of zero, one, two, few, many, other"
    ),
    (
      #"{"a": {"of": "n", "one": "{{#x}}", "other": "y"}}"#,
      "a.one: line 1, column 1: never closed"
    ),
    (#"{"a": "{{n"}"#, "a: line 1, column 1: a tag that does not end"),
    (#"{"a": 1}"#, "a: neither a text nor an object with one for each class"),
    (#"{"a": null}"#, "a: neither a text nor an object with one for each class"),
    (
      #"{"a b": "x"}"#,
      "a b: a message's name is of A-Z a-z 0-9 _ - with single dots between"
    ),
    (
      #"{"a\n.": "x"}"#,
      "a .: a message's name is of A-Z a-z 0-9 _ - with single dots between"
    ),
  ])
  func `is refused with the message and the reason`(text: String, reason: String) {
    #expect(fault(text) == "messages.fr.json: \(reason)")
  }

  @Test(arguments: [
    "", "[]", "{", #"{"a": "x", "a": "y"}"#, #"{"a": "\u0000"}"#,
    #"{"a": {"of": "n", "other": {"x": "y"}}}"#, #"{"": "x"}"#, #"{".": "x"}"#, #"{"a.": "x"}"#,
    #"{"a..b": "x"}"#, #"{"é": "x"}"#,
  ])
  func `is refused when it is not strict JSON, or names what no template can`(text: String) {
    #expect(fault(text)?.hasPrefix("messages.fr.json") == true)
  }

  @Test func `has limits`() {
    func messages(_ count: Int) -> String {
      "{" + (0..<count).map { "\"m\($0)\": \"x\"" }.joined(separator: ",") + "}"
    }
    #expect(fault(messages(2_000)) == nil)
    #expect(fault(messages(2_001)) == "messages.fr.json: more than 2000 messages")
    let long = String(repeating: "x", count: 262_145)
    #expect(fault(#"{"a": "\#(long)"}"#) == "messages.fr.json: longer than 262144 octets")
    let name = String(repeating: "n", count: 64)
    #expect(fault(#"{"\#(name)": "x"}"#) == nil)
    #expect(fault(#"{"\#(name)n": "x"}"#) != nil)
  }

  @Test func `says its language by its name`() throws {
    #expect(try CatalogueFile.language(of: "messages.fr.json") == .french)
    #expect(try CatalogueFile.language(of: "messages.fr_CA.json") == LanguageTag("fr-CA"))
    for other in ["messages.fr", "promotion", "email.fr.html", "Messages.fr.json"] {
      #expect(try CatalogueFile.language(of: other) == nil)
    }
    for wrong in ["messages..json", "messages.f.json", "messages.fr.bak.json"] {
      #expect(throws: InvalidValue.self) { try CatalogueFile.language(of: wrong) }
    }
  }
}
