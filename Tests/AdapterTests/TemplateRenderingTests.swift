// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

struct `A message rendered from templates` {
  @Test func `sees what the library knows before what data claim`() throws {
    var scene = try TemplateScene([
      "t/email.fr.subject":
        "{{event}} {{user.id}} {{locale}} {{user.roles}}{{#user.roles}}{{.}}{{/user.roles}}",
      "t/email.fr.text":
        "{{link}}|{{unsubscribe_url}}|"
        + "{{#is.user.promoted_to_minister}}yes{{/is.user.promoted_to_minister}}"
        + "{{#is.user.left}}no{{/is.user.left}}",
    ])
    let data = #"""
      {"event": "forged", "user": {"id": "1"}, "locale": "xx", "link": "https://evil.example",
       "unsubscribe_url": "https://evil.example", "is": {"user": {"left": true}},
       "targetUrl": "//evil.example"}
      """#
    scene.origin = "https://bo.example.org"
    let mail = try scene.render(data: data)
    #expect(mail.title == "user.promoted_to_minister 42 fr clerk")
    #expect(mail.text == "||yes\n")
    let linked = try scene.render(
      data: #"{"targetUrl": "/a"}"#, unsubscribe: "https://bo.example.org/u?t=1")
    #expect(linked.text == "https://bo.example.org/a|https://bo.example.org/u?t=1|yes\n")
  }

  @Test func `has numbers and times in the person's language and zone`() throws {
    let scene = try TemplateScene([
      "t/email.fr.subject": "{{amount.number}} {{share.percent}} {{created.date}}",
      "t/email.en.subject": "{{amount.number}} {{share.percent}} {{created.date}} {{when.time}}",
      "t/email.text": "x", "t/sms.fr.text": "{{amount.number}}",
    ])
    let data = #"{"amount": 1234.5, "share": 0.25, "when": "2026-07-01T10:00:00Z"}"#
    let french = try scene.render(data: data)
    #expect(french.title == "1\u{202F}234,5 25\u{A0}% 6 novembre 1994")
    let english = try scene.render(locale: "en-GB", data: data)
    #expect(english.title == "1,234.5 25% 6 November 1994 12:00")
    // A no-break space would cost a text message its alphabet.
    #expect(try scene.render(.sms, data: data).text == "1 234,5")
  }

  @Test func `has a subject of one line, whatever the data`() throws {
    let scene = try TemplateScene([
      "t/email.fr.subject": " {{x}} \n{{x}}\n", "t/email.fr.text": "y",
    ])
    let title = try scene.render(
      data: #"{"x": "a\r\nBcc: b@c.d\u0007\u0085\u2028\u2029é\u200d"}"#
    ).title
    #expect(title == "a Bcc: b@c.d é\u{200D} a Bcc: b@c.d é\u{200D}")
  }

  @Test func `has a subject of 512 octets at most, cut between characters`() throws {
    let scene = try TemplateScene(["t/email.fr.subject": "{{x}}", "t/email.fr.text": "y"])
    let text = String(repeating: "é", count: 300)
    #expect(try scene.render(data: #"{"x": "a\#(text)"}"#).title.utf8.count == 511)
    #expect(try scene.render(data: #"{"x": "\#(text)"}"#).title.utf8.count == 512)
  }

  @Test func `ends with its last word when it is short, and has no control`() throws {
    let scene = try TemplateScene([
      "t/sms.fr.text": "{{x}}\n\n", "t/email.fr.subject": "s", "t/email.fr.text": "{{x}}\n\n\n",
    ])
    let data = #"{"x": "a\u0001b\tc\nd\u007f"}"#
    #expect(try scene.render(.sms, data: data).text == "a b\tc\nd")
    #expect(try scene.render(data: data).text == "a b\tc\nd\n")
  }

  @Test func `tells what nobody gave, once for each place, and never a value`() throws {
    let scene = try TemplateScene([
      "t/email.fr.subject": "s {{gone}}", "t/email.fr.text": "\n{{secret}}{{gone}}{{list}}",
      "t/email.fr.html": #"<a href="{{secret}}">{{gone}}"#,
    ])
    let renderer = scene.renderer()
    let request = try scene.request(
      TemplateName("t"), data: #"{"secret": "javascript:hunter2", "list": [1]}"#)
    for _ in 0..<3 { _ = try renderer.render(request) }
    let lines = scene.log.take().entries.map(\.message)
    #expect(
      lines == [
        "template t/email.fr.subject, line 1: nothing was given for {{gone}}",
        "template t/email.fr.text, line 2: nothing was given for {{gone}}",
        "template t/email.fr.text, line 2: {{list}} is a list or an object, which has no text",
        "template t/email.fr.html, line 1: {{secret}} is no address of a page, a mail or a "
          + "telephone, and was left out",
        "template t/email.fr.html, line 1: nothing was given for {{gone}}",
      ])
  }

  @Test func `that would cost too much fails with its template's name`() throws {
    let scene = try TemplateScene([
      "t/email.fr.subject": "s", "t/email.fr.text": "{{> p}}", "partials/p.text": "{{> p}}",
    ])
    #expect(
      throws: RenderFailure("template partials/p.text: more than 16 includes within each other")
    ) { try scene.render() }
  }
}
