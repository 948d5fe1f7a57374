// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `Mustache in HTML` {
  @Test(arguments: [
    "<p>{{x}}</p>", #"<p title="{{x}}">"#, "<p title = '{{x}}' >", "<title>{{x}}</title>",
    #"<a href="https://example.org/?q={{x}}">"#, "<!-- {{x}} --><p>{{x}}", "1 < 2 {{x}}",
    "<!DOCTYPE html>{{x}}", "<style>a{}</style>{{x}}", "<br/>{{x}}", "<hr>{{x}}",
    #"<p{{#x}} class="a"{{/x}}>{{x}}"#, "<script>1 </scripts> 2</script>{{x}}",
    #"<p data-x=1 title="{{x}}">"#, #"<p hidden title="{{x}}">"#,
  ])
  func `takes values as text and between quotes`(source: String) throws {
    let text = try mustache(source, #"{"x": "\"'<>&"}"#)
    #expect(text.contains("&quot;&#39;&lt;&gt;&amp;"))
  }

  @Test(arguments: [
    "<p title={{x}}>", "<p title=a{{x}}>", "<p {{x}}>", "<{{x}}>", "<p{{x}}>", "</{{x}}>",
    "<script>{{x}}</script>", "<SCRIPT type='a'>x {{x}}</SCRIPT>", "<style>{{x}}</style>",
    #"<p style="color:{{x}}">"#, #"<p onclick="f('{{x}}')">"#, #"<p ONCLICK='{{x}}'>"#,
    #"<iframe srcdoc="{{x}}">"#, "<p a={{{y}}}{{x}}>",
  ])
  func `refuses values where escaping does not hold`(source: String) throws {
    #expect(throws: MustacheError.self) { try mustache(source) }
    let raw = source.replacing("{{x}}", with: "{{{x}}}")
    #expect(throws: Never.self) { try mustache(raw) }
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "\u{1}javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "x:y",
  ])
  func `writes no address that runs something`(address: String) throws {
    let template = try Mustache(#"<a href="{{x}}">"#, name: "main", escaping: .html)
    let result = try template.render([.object(["x": .string(address)])], source: MustacheScene())
    #expect(String(decoding: result.octets, as: UTF8.self) == #"<a href="">"#)
    #expect(result.gaps.map(\.kind) == [.address])
  }

  @Test(arguments: [
    "https://example.org/a?b=c", "http://x", "mailto:a@example.org", "tel:+33123456789",
    "/a/b", "a", "?x=1:2", "#a:b", "//example.org", "HTTPS://EXAMPLE.ORG", "",
  ])
  func `writes the addresses of pages, mails and telephones`(address: String) throws {
    let data = JSON.object(["x": .string(address)]).text
    #expect(try mustache(#"<img src="{{x}}">"#, data) == #"<img src="\#(address)">"#)
  }

  @Test func `judges an address that is a message by its text`() throws {
    var scene = try MustacheScene()
    scene.messages["bad"] = try Mustache("java{{x}}", name: "m", escaping: .none)
    scene.messages["good"] = try Mustache("https://{{x}}&b", name: "m", escaping: .none)
    let data = #"{"x": "script:alert(1)"}"#
    #expect(try scene.text(#"<a href="{{messages.bad}}">"#, data) == #"<a href="">"#)
    #expect(
      try scene.text(#"<a href="{{messages.good}}">"#, data)
        == #"<a href="https://script:alert(1)&amp;b">"#)
  }

  @Test(arguments: [
    #"<a href=" {{x}}">"#, "<a href='\n\t{{x}}'>", #"<a href="{{none}}{{x}}">"#,
    #"<a href="{{java}}{{script}}">"#, #"<a href="java{{script}}">"#,
    #"<a href="{{#x}}{{x}}{{/x}}{{^x}}{{y}}{{/x}}">"#, #"<a href="{{^y}}{{x}}{{/y}}/{{y}}">"#,
    #"<a href="{{#none}}https://{{/none}}{{x}}">"#, "<a href='java\n{{script}}'>",
    #"<a href="{{#java}}java{{/java}}{{messages.m}}">"#, #"<a href="{{{java}}}{{script}}">"#,
  ])
  func `judges all that stands between the quotes of an address`(source: String) throws {
    var scene = try MustacheScene()
    scene.messages["m"] = try Mustache("{{script}}", name: "m", escaping: .none)
    let data = #"{"x": "javascript:alert(1)", "java": "java", "script": "script:alert(1)"}"#
    let result = try scene.result("<p>é</p>\(source)b</a>", data)
    let quote = source.contains("'") ? "'" : "\""
    #expect(
      String(decoding: result.octets, as: UTF8.self) == "<p>é</p><a href=\(quote)\(quote)>b</a>")
    #expect(result.gaps.contains { $0.kind == .address })
  }

  @Test func `leaves addresses of several parts as they are`() throws {
    let data = #"{"origin": "https://example.org", "id": "1:2", "q": "a b", "no": false}"#
    let source = """
      <a href="{{origin}}/a?id={{id}}&amp;q={{q}}"><a title="{{id}}" href='{{#no}}x:{{/no}}/{{id}}'>
      <img src="{{^no}}{{origin}}{{/no}}/a.png"><a href=" #{{id}} "><a href="mailto:{{q}}">
      """
    let expected = """
      <a href="https://example.org/a?id=1:2&amp;q=a b"><a title="1:2" href='/1:2'>
      <img src="https://example.org/a.png"><a href=" #1:2 "><a href="mailto:a b">
      """
    let result = try MustacheScene().result(source, data)
    #expect(String(decoding: result.octets, as: UTF8.self) == expected)
    #expect(result.gaps.isEmpty)
  }

  @Test(arguments: [
    #"{{#a}}<a href="{{/a}}{{x}}">"#, #"<a href="{{x}}{{#a}}">{{/a}}{{^a}}/b">{{/a}}"#,
    #"{{$a}}<a href="{{/a}}{{x}}">"#, "{{$a}}<script>{{/a}}</script>", #"<a href="{{x}}"#,
    "<script>", "<p",
  ])
  func `refuses to be left inside a tag`(source: String) {
    #expect(throws: MustacheError.self) { try mustache(source) }
  }

  @Test(arguments: [
    "<script>@</script>", "<p title=@>", "<p @>", #"<p onclick="f('@')">"#, #"<a href="@">"#,
    #"<a href="https://x/@">"#, #"<p style="@">"#, #"<iframe srcdoc='@'>"#,
  ])
  func `refuses partials, parents and blocks where a value is not safe`(source: String) {
    for tag in ["{{> a}}", "{{< a}}{{/ a}}", "{{$ a}}{{/ a}}"] {
      let error = #expect(throws: MustacheError.self) {
        try mustache("\n\(source.replacing("@", with: tag))")
      }
      #expect(error?.line == 2)
    }
  }

  @Test func `takes partials, parents and blocks as text and between quotes`() throws {
    let scene = try MustacheScene(["a": "{{x}}"])
    let source = #"{{> a}}<p title="{{> a}}" lang='{{$ b}}{{x}}{{/ b}}'>{{< a}}{{/ a}}"#
    #expect(
      try scene.text(source, #"{"x": "'"}"#) == #"&#39;<p title="&#39;" lang='&#39;'>&#39;"#)
  }
}
