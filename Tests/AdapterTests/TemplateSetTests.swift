// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

struct `A template set` {
  @Test(arguments: [
    ("fr-CA", "Québec"), ("fr-BE", "France"), ("fr", "France"), ("fr-CA-x-a", "Québec"),
    ("en-GB", "English"), ("de-CH", "Deutsch"), ("ja", "English"),
  ])
  func `speaks the closest language`(locale: String, title: String) throws {
    let scene = try TemplateScene([
      "t/push.fr.title": "France", "t/push.fr-CA.title": "Québec", "t/push.en.title": "English",
      "t/push.de.title": "Deutsch",
    ])
    #expect(try scene.render(.webpush, locale: locale, fallback: .english).title == title)
  }

  @Test func `speaks the only language it has to who reads neither that nor the engine's`() throws {
    let scene = try TemplateScene(["t/push.de.title": "Deutsch"])
    #expect(try scene.render(.webpush, locale: "ja").title == "Deutsch")
  }

  @Test(arguments: [
    ("de", "Général"), ("fr-CA", "Français"), ("it", "Général buongiorno"),
    ("es-MX", "Général hola"),
  ])
  func `speaks by its files for every language to who reads none of the others`(
    locale: String, title: String
  ) throws {
    let scene = try TemplateScene([
      "t/push.fr.title": "Français", "t/push.title": "Général{{> hello}}",
      "partials/hello.text": "", "partials/hello.it.text": " buongiorno",
      "partials/hello.es.text": " hola",
    ])
    #expect(try scene.render(.webpush, locale: locale, fallback: .english).title == title)
  }

  @Test func `speaks by no file for every language that lacks what it includes`() throws {
    let scene = try TemplateScene([
      "t/push.fr.title": "Français", "t/push.title": "{{> hello}}", "partials/hello.fr.text": "",
    ])
    #expect(try scene.render(.webpush, locale: "de", fallback: .english).title == "Français")
  }

  @Test func `looks each part up for itself, in the language of the message`() throws {
    let scene = try TemplateScene([
      "t/email.fr-CA.subject": "Objet", "t/email.fr.text": "Texte", "t/email.html": "<p>{{locale}}",
      "t/email.en.text": "Text", "t/email.en.subject": "Subject",
    ])
    let mail = try scene.render(locale: "fr-CA")
    let language = try LanguageTag("fr-CA")
    #expect(
      mail == Rendered(title: "Objet", text: "Texte\n", html: "<p>fr-CA", language: language))
  }

  @Test func `speaks no language in which a part is missing`() throws {
    let scene = try TemplateScene([
      "t/email.fr.subject": "Objet", "t/email.fr.text": "Texte", "t/email.en.text": "Text",
      "t/sms.en.text": "SMS", "u/sms.fr.text": "u",
    ])
    #expect(try scene.render(locale: "en").title == "Objet")
    #expect(try scene.render(.sms, locale: "en").text == "SMS")
    let failure = RenderFailure.unknown("template u says nothing on channel email")
    #expect(throws: failure) {
      try scene.renderer().render(scene.request(TemplateName("u")))
    }
  }

  @Test func `understands every way a file may be named`() throws {
    for name in ["t/email.fr", "t/email", "emails/notifications/t.fr", "emails/notifications/t"] {
      for (text, end) in [("text", ""), ("txt", ".mustache")] {
        let scene = try TemplateScene([
          "\(name).subject\(end)": "S", "\(name).\(text)\(end)": "T", "\(name).html\(end)": "H",
        ])
        let words = Rendered(title: "S", text: "T\n", html: "H", language: .french)
        #expect(try scene.render() == words, "\(name)")
      }
    }
  }

  @Test func `lets short channels say the same, unless they have words of their own`() throws {
    let scene = try TemplateScene([
      "t/email.fr.subject": "Subject", "t/email.fr.text": "Long", "t/push.fr.title": "Title",
      "t/push.fr.text": "Short\n\n", "t/realtime.fr.text": "Bell", "t/slack.fr.text": "Slack",
      "t/slack.fr.html": "<b>Slack",
    ])
    #expect(
      try scene.render(.webpush) == Rendered(title: "Title", text: "Short", language: .french))
    #expect(
      try scene.render(.realtime) == Rendered(title: "Title", text: "Bell", language: .french))
    #expect(try scene.render(.sms).text == "Short")
    let (slack, other) = (try ChannelName("slack"), try ChannelName("other"))
    #expect(
      try scene.render(slack)
        == Rendered(title: "Title", text: "Slack", html: "<b>Slack", language: .french))
    #expect(try scene.render(other) == Rendered(title: "Title", text: "Short", language: .french))
  }

  @Test func `gives what it lacks from the shipped ones, file by file`() throws {
    let scene = try TemplateScene([
      "promotion/email.fr.subject": "À nous", "promotion/sms.text": "Ours",
      "partials/paragraph.html": "<p>{{$text}}{{/text}}</p>",
    ])
    func render(_ channel: ChannelName, _ locale: String) throws -> Rendered {
      try scene.renderer().render(
        scene.request(.promotion, .promotedToMinister, channel, locale: locale))
    }
    #expect(try render(.email, "fr").title == "À nous")
    #expect(try render(.email, "fr").text.hasPrefix("Bonjour,"))
    #expect(try render(.email, "fr").html?.contains("<p>Bonjour,</p>") == true)
    #expect(try render(.email, "en").title == "You are now a minister")
    // One for every language leaves none of that part to the library.
    #expect(try render(.sms, "fr").text == "Ours" && render(.sms, "en").text == "Ours")
  }

  @Test func `includes partials of the same part in the language of the message`() throws {
    let scene = try TemplateScene([
      "t/email.fr.subject": "{{> sign}}", "t/email.fr.text": "{{> sign}}",
      "t/email.html": "{{< page}}{{$in}}{{> sign}}{{/in}}{{/page}}",
      "t/email.en.text": "{{> sign}}",
      "t/email.en.subject": "s",
      "partials/page.html": "[{{$in}}{{/in}}]", "partials/sign.fr.text": "signé & lu",
      "partials/sign.fr.html": "<i>", "partials/sign.en.html": "<b>", "partials/sign.text": "any",
    ])
    #expect(
      try scene.render()
        == Rendered(title: "signé & lu", text: "signé & lu\n", html: "[<i>]", language: .french))
    let english = try scene.render(locale: "en")
    #expect(english.text == "any\n" && english.html == "[<b>]")
  }

  @Test func `says messages of the catalogue by number, and escapes them in HTML`() throws {
    let scene = try TemplateScene([
      "t/email.subject": "{{messages.unread}}", "t/email.text": "{{messages.only}}",
      "t/email.html": "{{messages.unread}}",
      "messages.fr.json": #"""
      {"unread": {"of": "count", "one": "{{count}} <non lue>", "other": "{{count}} <non lues>"},
       "only": "seul"}
      """#,
      "messages.fr-CA.json": #"{"only": "tout seul"}"#,
    ])
    let one = try scene.render(data: #"{"count": 1}"#)
    #expect(
      one
        == Rendered(
          title: "1 <non lue>", text: "seul\n", html: "1 &lt;non lue&gt;", language: .french))
    let two = try scene.render(locale: "fr-CA", data: #"{"count": 2}"#)
    #expect(two.title == "2 <non lues>" && two.text == "tout seul\n")
  }

  @Test func `is compiled once for all who have the same files`() throws {
    let files = ["t/push.fr.title": "x"]
    let first = try TemplateScene.set(files)
    #expect(try TemplateScene.set(files) === first)
    #expect(try TemplateScene.set(["t/push.fr.title": "y"]) !== first)
    #expect(try TemplateScene.set(["t/push.en.title": "x"]) !== first)
  }

  @Test(arguments: [
    (["t/email.fr.html": "a\n{{#b}}"], "t/email.fr.html: line 2, column 1: never closed"),
    (["t/email.fr.html": "<p title={{x}}>"], "t/email.fr.html: line 1, column 10: a value as"),
    (["t/email.fr.html": "\n{{> gone}}"], "line 2: there is no partials/gone.html in fr"),
    (["t/sms.text": "{{> p}}", "partials/p.fr.text": "x"], "there is no partials/p.text in en"),
    (["t/sms.text": "{{> p}}", "partials/p.text": "{{> q}}"], "partials/p.text: line 1"),
    (["t/email.fr.texte": ""], "t/email.fr.texte: a part is subject, title, text or html"),
    (["t/email.f.text": ""], "t/email.f.text: its language is not a language tag"),
    (["t/email.fr.FR.text": ""], "t/email.fr.FR.text: not named as a part"),
    (["t/email": ""], "t/email: not named as a part"),
    (["t/e mail.fr.text": ""], "channel: only A-Z"), (["t t/email.fr.text": ""], "template: only"),
    (["email.fr.text": ""], "email.fr.text: not in the folder of a template"),
    (["t/email.fr.text": "", "t/email.FR.txt": ""], "another file is the same part"),
    (["t/email.fr.html": "", "emails/notifications/t.fr.html": ""], "the same part"),
    (["messages.json": "{}"], "messages.json: named without its language"),
    (
      ["messages.fr.json": #"{"a": {"of": "n", "one": "x"}}"#], "messages.fr.json: a.other: missing"
    ),
    (["messages.fr.json": #"{"a": "{{> p}}"}"#], "a message includes no other file"),
  ])
  func `with a mistake is refused, and told which file`(
    files: [String: String], reason: String
  ) throws {
    let failure = #expect(throws: OpenFailure.self) { try TemplateScene.set(files) }
    guard case .configuration(let invalid) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(invalid.description.hasPrefix("templates: "))
    #expect(invalid.description.contains(reason), "\(invalid.description)")
  }
}
