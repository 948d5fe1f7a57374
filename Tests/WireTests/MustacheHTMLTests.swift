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
}
