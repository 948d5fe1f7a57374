// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `Mustache values` {
  @Test func `are escaped in HTML, and raw only where the template says so`() throws {
    let data = #"{"x": "<a href=\"'&\">"}"#
    #expect(try mustache("{{x}}", data) == "&lt;a href=&quot;&#39;&amp;&quot;&gt;")
    #expect(try mustache("{{{x}}}{{&x}}{{& x }}{{{ x }}}", data).count == 4 * 13)
    #expect(try MustacheScene().text("{{x}}", data, escaping: .none) == "<a href=\"'&\">")
  }

  @Test func `keep the digits they were written with`() throws {
    let data = #"{"a": 1.10, "b": -0, "c": 1e3, "d": 12345678901234567890123, "e": true}"#
    #expect(
      try mustache("{{a}} {{b}} {{c}} {{d}} {{e}}", data)
        == "1.10 -0 1e3 12345678901234567890123 true")
  }

  @Test func `are found from the inside outwards, and a broken chain is not continued`() throws {
    let data = #"{"a": {"b": 1}, "c": {"a": {}, "d": 2}}"#
    #expect(try mustache("{{#c}}{{d}}{{a.b}}|{{.a.b}}{{/c}}{{a.b}}", data) == "2|1")
    #expect(try mustache("{{#c}}{{.d}}{{/c}}{{#a}}{{.d}}{{/a}}", data) == "2")
  }

  @Test func `of the last frame hide the others, null included`() throws {
    let template = try Mustache("{{a}}{{b}}", name: "main", escaping: .none)
    let frames: [JSON] = [
      .object(["a": .string("false friend"), "b": .string("b")]), .object(["a": .null]),
    ]
    let result = try template.render(frames, source: MustacheScene())
    #expect(result.octets == Array("b".utf8))
    #expect(result.gaps.isEmpty)
  }

  @Test func `that are zero, empty, false or null are like values that are absent`() throws {
    for value in ["0", "0.0", "-0", "0e7", #""""#, "false", "null", "[]"] {
      let data = #"{"x": \#(value)}"#
      #expect(try mustache("{{#x}}yes{{/x}}{{^x}}no{{/x}}", data) == "no", "\(value)")
    }
    for value in ["1", "0.01", "-3", "1e0", #"" ""#, #""0""#, "true", "{}", "[0]"] {
      let data = #"{"x": \#(value)}"#
      #expect(try mustache("{{#x}}yes{{/x}}{{^x}}no{{/x}}", data) == "yes", "\(value)")
    }
  }

  @Test func `have members that are written for the reader, escaped like the others`() throws {
    let data = #"{"created": 1700000000000, "list": [1.5], "object": {"date": "own"}}"#
    #expect(try mustache("{{created.date}}", data) == "&lt;date of 1700000000000&gt;")
    #expect(try mustache("{{#list}}{{.number}}{{/list}}", data) == "&lt;number of 1.5&gt;")
    #expect(try mustache("{{object.date}}", data) == "own")
    #expect(try mustache("{{created.date.date}}{{created.size}}", data).isEmpty)
  }
}

struct `What a Mustache template shows and nobody gave` {
  @Test func `is rendered as nothing and reported once, with its line`() throws {
    let source = "{{a}}\n{{b.c}}{{b.c}}\n{{o}}{{> lost}}{{messages.lost}}\n{{#no}}{{x}}{{/no}}{{n}}"
    let result = try MustacheScene().result(source, #"{"b": {}, "o": {}, "n": null}"#)
    #expect(String(decoding: result.octets, as: UTF8.self) == "\n\n\n")
    let gaps = result.gaps.map { "\($0.kind) \($0.name) \($0.template):\($0.line)" }
    #expect(
      gaps == [
        "missing a main:1", "missing b.c main:2", "noText o main:3", "partial lost main:3",
        "missing messages.lost main:3",
      ])
  }

  @Test func `is reported up to a limit`() throws {
    let source = (0..<100).map { "{{v\($0)}}" }.joined()
    #expect(try MustacheScene().result(source).gaps.count == MustacheLimits.gaps)
  }
}

struct `Mustache messages` {
  @Test func `see the values at their tag and are escaped once, as one text`() throws {
    var scene = try MustacheScene()
    scene.messages["unread"] = try Mustache("{{count}} <new>s", name: "m", escaping: .none)
    scene.messages["unread.one"] = try Mustache("one & {{who}}", name: "m", escaping: .none)
    let data = #"{"count": 2, "in": {"count": 1, "who": "<me>"}}"#
    #expect(
      try scene.text("{{messages.unread}}|{{#in}}{{messages.unread}}{{/in}}", data)
        == "2 &lt;new&gt;s|one &amp; &lt;me&gt;")
    #expect(try scene.text("{{{messages.unread}}}", data) == "2 <new>s")
    #expect(try scene.text(#"<p title="{{messages.unread}}">"#, data).contains("2 &lt;new"))
  }

  @Test func `that contain themselves come to an end`() throws {
    var scene = try MustacheScene()
    scene.messages["a"] = try Mustache("{{messages.a}}", name: "m", escaping: .none)
    #expect(throws: MustacheFailure.tooManyIncludes(template: "m")) {
      try scene.text("{{messages.a}}")
    }
  }
}

struct `A compiled Mustache template` {
  @Test func `tells its variables, its raw output and its references with their lines`() throws {
    let source = "{{a}}{{{b}}}\n{{#c.d}}{{&e}}{{/c.d}}\n{{> p}}\n{{< q}}{{$f}}{{g}}{{/f}}{{/q}}"
    let template = try Mustache(source, name: "main", escaping: .html)
    let variables = template.variables.map {
      "\($0.path.text):\($0.line)" + ($0.isRaw ? " raw" : "") + ($0.isSection ? " section" : "")
    }
    #expect(variables == ["a:1", "b:1 raw", "c.d:2 section", "e:2 raw", "g:4"])
    #expect(
      template.references.map { "\($0.name):\($0.line):\($0.isParent)" }
        == ["p:3:false", "q:4:true"])
  }
}
