// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `A Mustache source` {
  @Test(arguments: [
    ("a\n {{b", "line 2, column 2: a tag that does not end"),
    ("é{{#a}}\n", "line 1, column 2: never closed"),
    ("{{#a}}\n{{/b}}", "line 2, column 1: closes another section than a of line 1"),
    ("{{#a}}{{#b}}{{/a}}{{/b}}", "line 1, column 13: closes another section than b of line 1"),
    ("x{{/a}}", "line 1, column 2: nothing to close"),
    ("{{}}", "line 1, column 1: a tag without a name"),
    ("{{ # }}", "line 1, column 1: a tag without a name"),
    ("{{a b}}", "line 1, column 1: a name with white space in it"),
    ("{{a..b}}", "line 1, column 1: a name with an empty part"),
    ("{{..}}", "line 1, column 1: a name with an empty part"),
    ("{{a.}}", "line 1, column 1: a name with an empty part"),
    ("{{{a}}", "line 1, column 1: a tag that does not end"),
    ("{{=<%=}}", "line 1, column 1: new delimiters are two, without = in them"),
    ("{{== ==}}", "line 1, column 1: new delimiters are two, without = in them"),
    ("{{<p}}{{a}}{{/p}}", "line 1, column 7: only blocks may stand between a parent's tags"),
    ("{{<p}}{{$a}}{{/a}}{{$a}}{{/a}}{{/p}}", "line 1, column 19: a block given twice"),
  ])
  func `with a mistake is refused, and told where`(source: String, reason: String) {
    let error = #expect(throws: MustacheError.self) { try mustache(source) }
    #expect(error?.description == reason)
  }

  @Test func `that is not text or too long is refused`() {
    for source in [[0x61, 0xFF], [0x61, 0x00], [UInt8](repeating: 0x61, count: 262_145)] {
      #expect(throws: MustacheError.self) {
        try Mustache(source, name: "main", escaping: .none)
      }
    }
  }

  @Test func `may hold names and delimiters up to their limits`() throws {
    let name = String(repeating: "n", count: MustacheLimits.name)
    #expect(try mustache("{{\(name)}}", #"{"\#(name)": "x"}"#) == "x")
    #expect(throws: MustacheError.self) { try mustache("{{\(name)n}}") }
    let mark = String(repeating: "|", count: 16)
    #expect(try mustache("{{=\(mark) \(mark)=}}\(mark)x\(mark)", #"{"x": 1}"#) == "1")
    #expect(throws: MustacheError.self) { try mustache("{{=\(mark)| \(mark)|=}}") }
  }

  @Test func `may hold 64 sections within each other`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "{{#a}}", count: depth) + "x" + String(repeating: "{{/a}}", count: depth)
    }
    #expect(try mustache(nested(64), #"{"a": true}"#) == "x")
    #expect(throws: MustacheError.self) { try mustache(nested(65), #"{"a": true}"#) }
  }

  @Test func `ends its lines with CR LF or LF`() throws {
    #expect(try mustache("a\r\n{{#x}}\r\nb\r\n{{/x}}\r\nc", #"{"x": 1}"#) == "a\r\nb\r\nc")
    let scene = try MustacheScene(["p": "1\r\n\r\n2\r\n"])
    #expect(try scene.text("{{! }}\n  {{>p}}\n3") == "  1\r\n\r\n  2\r\n3")
  }
}

struct `Mustache partials and parents` {
  @Test func `are indented line by line, but not the lines of values`() throws {
    let scene = try MustacheScene([
      "outer": "a\n  {{>inner}}\nb\n", "inner": "{{x}}\n{{#yes}}\n- {{x}}\n{{/yes}}\n",
    ])
    #expect(
      try scene.text(" {{>outer}}\n", #"{"x": "1\n2", "yes": true}"#)
        == " a\n   1\n2\n   - 1\n2\n b\n")
  }

  @Test func `within a line leave the lines that follow where they are`() throws {
    let scene = try MustacheScene(["p": "1\n2", "q": "x {{>p}}\ny"])
    #expect(try scene.text("  {{>q}}\n") == "  x 1\n2\n  y")
  }

  @Test func `take blocks, and a block within a block`() throws {
    let scene = try MustacheScene([
      "layout": "[{{$title}}none{{/title}}]\n{{$body}}\n  default\n{{/body}}\n.",
      "letter": "{{<layout}}{{$body}}\n    Hello,\n    {{$text}}{{/text}}\n{{/body}}{{/layout}}",
    ])
    #expect(try scene.text("{{<layout}}{{/layout}}") == "[none]\n  default\n.")
    #expect(
      try scene.text("{{<letter}}{{$title}}T{{/title}}{{$text}}one\ntwo{{/text}}{{/letter}}")
        == "[T]\n  Hello,\n  one\n  two\n.")
  }

  @Test func `end at sixteen within each other`() throws {
    let scene = try MustacheScene(["p": "{{#next}}x{{>p}}{{/next}}"])
    func data(_ depth: Int) -> String {
      String(repeating: #"{"next": "#, count: depth) + "false"
        + String(repeating: "}", count: depth)
    }
    #expect(try scene.text("{{>p}}", data(16)) == String(repeating: "x", count: 15))
    #expect(throws: MustacheFailure.tooManyIncludes(template: "p")) {
      try scene.text("{{>p}}", data(17))
    }
  }

  @Test func `end when blocks contain themselves`() throws {
    let scene = try MustacheScene(["p": "{{$a}}{{/a}}"])
    #expect(throws: MustacheFailure.tooManyIncludes(template: "main")) {
      try scene.text("{{<p}}{{$a}}{{$a}}{{/a}}{{/a}}{{/p}}")
    }
  }
}

struct `The cost of a Mustache template` {
  @Test func `is bounded in octets`() throws {
    let half = String(repeating: "x", count: MustacheLimits.output / 4)
    let source = "{{#a}}\(half){{/a}}"
    #expect(try mustache(source, #"{"a": [1, 1, 1, 1]}"#).utf8.count == MustacheLimits.output)
    #expect(throws: MustacheFailure.outputTooLarge(template: "main")) {
      try mustache(source, #"{"a": [1, 1, 1, 1, 1]}"#)
    }
    let less = String(repeating: "<", count: 30_000)
    #expect(throws: MustacheFailure.outputTooLarge(template: "main")) {
      try mustache("{{x}}{{x}}{{x}}{{x}}{{x}}", #"{"x": "\#(less)"}"#)
    }
  }

  @Test func `is bounded in work, also when nothing is shown`() throws {
    let list = "[" + Array(repeating: "1", count: 1_000).joined(separator: ",") + "]"
    for source in [
      "{{#a}}{{#a}}{{#a}}{{/a}}{{/a}}{{/a}}", "{{#a}}{{#a}}{{#a}}{{.}}{{/a}}{{/a}}{{/a}}",
      "{{#a}}{{#a}}{{x.number}}{{/a}}{{/a}}",
    ] {
      #expect(throws: MustacheFailure.tooMuchWork(template: "main"), "\(source)") {
        try mustache(source, #"{"a": \#(list), "x": 1}"#)
      }
    }
  }

  @Test func `is bounded in depth, over all that is included`() throws {
    let depth = 60
    let open = String(repeating: "{{#a}}", count: depth)
    let close = String(repeating: "{{/a}}", count: depth)
    let scene = try MustacheScene(["p": "\(open){{>p}}\(close)"])
    #expect(throws: MustacheFailure.tooDeep(template: "p")) {
      try scene.text("{{>p}}", #"{"a": true}"#)
    }
  }
}
