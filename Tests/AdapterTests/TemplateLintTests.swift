// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `Lint of templates` {
  private let place = TemporaryFolder()

  /// `kind file:line`, in the order of the report.
  private func lint(_ files: [String: String], _ sample: String? = nil) throws -> [String] {
    for (path, text) in files {
      if let folder = path.split(separator: "/").dropLast().first {
        mkdir("\(place.path)/\(folder)", 0o755)
      }
      place.write(path, text)
    }
    return try findings(place.path, sample).map { finding in
      let line = finding["line"]?.asInt64.map { ":\($0)" } ?? ""
      return "\(finding["kind"]?.asString ?? "") \(finding["file"]?.asString ?? "")\(line)"
    }
  }

  private func findings(_ folder: String?, _ sample: String? = nil) throws -> [JSONObject] {
    let samples = try sample.map { try TemplateSample.read($0) } ?? []
    let report = try TemplateLint.report(folder, samples, now: Samples.moment)
    let list = try JSON.parse(report, limits: .document).asObject?["findings"]?.asArray
    return try #require(list).compactMap(\.asObject)
  }

  private static let good = [
    "t/email.fr.subject": "Porte {{door}}", "t/email.fr.text": "{{door}}",
    "t/email.en.subject": "Door {{door}}", "t/email.en.text": "{{door}}",
    "t/sms.fr.text": "{{door}}", "t/sms.en.text": "{{door}}",
  ]

  private func good(_ files: [String: String]) -> [String: String] {
    Self.good.merging(files) { $1 }
  }

  @Test func `finds nothing in the shipped ones, with samples and without`() throws {
    #expect(try findings(nil).isEmpty)
    let sample = #"{"data": {"name": "Ada", "ministry": "Santé", "targetUrl": "/"}}"#
    #expect(try findings(nil, sample).isEmpty)
  }

  @Test func `finds nothing in a good folder`() throws {
    #expect(try lint(Self.good) == [])
    #expect(try lint(Self.good, #"{"data": {"door": "n"}}"#) == [])
  }

  @Test func `finds parts that one language lacks`() throws {
    #expect(
      try lint(good(["t/email.fr.html": "<p>", "t/push.en.title": "x"])) == [
        "missing_language t/email.en.html", "missing_language t/push.fr.title",
      ])
  }

  @Test func `finds every file that would be refused, with its line`() throws {
    let found = try lint(
      good([
        "t/email.fr.html": "\n<p>{{#x}}", "t/email.en.html": "<a href={{x}}>",
        "messages.fr.json": #"{"n": {"of": "x", "one": "1"}}"#, "t/x.zz9_.text": "",
        "stray.txt": "",
      ]))
    #expect(
      found == [
        "refused messages.fr.json", "refused stray.txt", "refused t/email.en.html:1",
        "refused t/email.fr.html:2", "refused t/x.zz9_.text",
      ])
  }

  @Test func `finds a plural without other, by its name`() throws {
    _ = try lint(good(["messages.fr.json": #"{"n": {"of": "x", "one": "1"}}"#]))
    let finding = try #require(findings(place.path).first)
    #expect(finding["en"]?.asString?.contains("n.other: missing") == true)
    #expect(finding["fr"]?.asString?.contains("n.other : manque") == true)
  }

  @Test func `finds partials that are not there, and those that nobody includes`() throws {
    #expect(
      try lint(good(["t/sms.fr.text": "{{door}}\n{{> gone}}", "partials/left.text": "x"])) == [
        "unused_partial partials/left.text", "missing_partial t/sms.fr.text:2",
      ])
  }

  @Test func `finds messages that only one language has, and those that none has`() throws {
    #expect(
      try lint(
        good([
          "messages.fr.json": #"{"a": "x", "b": "x"}"#, "messages.en.json": #"{"a": "x"}"#,
          "t/sms.fr.text": "{{messages.a}}{{door}}", "t/sms.en.text": "{{door}}{{messages.gone}}",
        ])) == ["missing_message messages.en.json", "missing_message t/sms.en.text:1"])
  }

  @Test func `leaves the library's messages out of a catalogue of the same name`() throws {
    let message = #"{"a": "{{door}}"}"#
    let files = good([
      "messages.fr.json": message, "messages.en.json": message,
      "t/sms.fr.text": "{{messages.a}}", "t/sms.en.text": "{{messages.a}}",
    ])
    #expect(try lint(files, #"{"data": {"door": "n"}}"#).isEmpty)
    let unknown = "unknown_variable messages.en.json"
    #expect(try lint([:], #"{"data": {"x": "n"}}"#).contains { $0.hasPrefix(unknown) })
  }

  @Test func `finds values that no sample gives, wherever they hide`() throws {
    let files = good([
      "t/sms.fr.text":
        "{{#list}}{{inner}}{{typo}}{{/list}}{{^door}}\n{{hidden}}{{/door}}{{door.date}}",
      "t/sms.en.text":
        "{{created.date}}{{user.id}}{{is.a.b}}{{link}}{{unsubscribe_url}}{{user.nam}}",
    ])
    let sample = #"{"data": {"door": "n", "list": [{"inner": 1}]}}"#
    #expect(
      try lint(files, sample) == [
        "unknown_variable t/sms.en.text:1", "unknown_variable t/sms.fr.text:1",
        "unknown_variable t/sms.fr.text:2",
      ])
  }

  @Test func `without samples finds what only one language shows`() throws {
    #expect(
      try lint(good(["t/sms.fr.text": "{{door}}{{room}}"])) == [
        "unknown_variable t/sms.fr.text:1"
      ])
  }

  @Test func `finds HTML without text, and what is written unescaped`() throws {
    var files = Self.good
    for language in ["fr", "en"] {
      files["t/email.\(language).text"] = nil
      files["t/email.\(language).html"] = "<p>\n{{{door}}}"
    }
    #expect(
      try lint(files) == [
        "html_without_text t/email.en.html", "raw t/email.en.html:2",
        "html_without_text t/email.fr.html", "raw t/email.fr.html:2",
      ])
  }

  @Test func `blames no other file for one that is refused`() throws {
    let files = [
      "t/email.fr.subject": "x", "t/email.fr.text": "{{#open}}{{>p}}", "t/email.fr.html": "x",
      "partials/p.text": "x",
    ]
    #expect(try lint(files) == ["refused t/email.fr.text:1"])
  }

  @Test func `finds text messages of several parts, and the character that makes them so`() throws {
    let long = String(repeating: "a", count: 150)
    let sample = #"{"data": {"door": "n"}, "longest": {"door": "\#(long)ê"}}"#
    #expect(
      try lint(Self.good, sample) == [
        "sms_encoding t/sms.en.text", "sms_parts t/sms.en.text", "sms_encoding t/sms.fr.text",
        "sms_parts t/sms.fr.text",
      ])
    let told = try findings(place.path, sample).compactMap { $0["en"]?.asString }
    #expect(told.contains("sample: the longest text takes 3 × SMS (UCS-2, 151)"))
    #expect(told.contains { $0.contains("U+00EA") && $0.contains("position 151") })
  }

  @Test func `takes a tab of a text message for a space, and refuses what cannot be sent`() throws {
    let tabbed = #"{"data": {"door": "n"}, "longest": {"door": "a\tb"}}"#
    #expect(try lint(Self.good, tabbed).isEmpty)
    let control = #"{"data": {"door": "n"}, "longest": {"door": "a\u0085b"}}"#
    #expect(try lint(Self.good, control).contains("rendering t/sms.fr.text"))
  }

  @Test func `says what is left to the host`() throws {
    #expect(try lint(good(["t/x.html.twig": "{{ x }}"])) == ["host_template t/x.html.twig"])
  }

  @Test func `tells a hundred findings at most, and how many there are`() throws {
    var files: [String: String] = [:]
    for count in 0..<120 { files["t/c\(count).text.x"] = "" }
    #expect(try lint(files).count == 100)
    let report = try JSON.parse(
      TemplateLint.report(place.path, [], now: Samples.moment), limits: .document)
    #expect(report.asObject?["errors"]?.asInt64 == 120)
  }
}
