// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

struct `Shipped templates` {
  private let scene = TemplateScene(origin: "https://bo.example.org")

  private func render(
    _ event: EventName = .promotedToMinister, _ channel: ChannelName = .email,
    locale: String = "fr", fallback: LanguageTag = .french, data: String = "{}",
    template: TemplateName = .promotion
  ) throws -> Rendered {
    try scene.renderer(fallback: fallback).render(
      scene.request(template, event, channel, locale: locale, data: data))
  }

  @Test(arguments: [
    ("fr", "Vous"), ("fr-CD", "Vous"), ("FR_ca", "Vous"), ("en-GB", "You"), ("ja", "Vous"),
  ])
  func `speak the person's language`(locale: String, start: String) throws {
    #expect(try render(locale: locale).title.hasPrefix(start))
  }

  @Test func `fall back to the engine's language`() throws {
    #expect(try render(locale: "ja", fallback: .english).title.hasPrefix("You"))
  }

  @Test func `tell the two events apart`() throws {
    for channel in [ChannelName.email, .sms, .webpush, .realtime] {
      let minister = try render(.promotedToMinister, channel)
      let admin = try render(.promotedToSuperAdmin, channel)
      #expect(minister.text.contains("ministre") && !minister.text.contains("super"))
      #expect(admin.text.contains("super-administrateur") && admin.title != minister.title)
      #expect((minister.html == nil) == (channel != .email))
    }
  }

  @Test func `carry name, ministry and link`() throws {
    let data = #"{"name":"Ada","ministry":"Santé","targetUrl":"/admin?a=1&b=2"}"#
    let mail = try render(data: data)
    #expect(mail.title == "Vous accédez au rang de ministre (Santé)")
    #expect(mail.text.contains("Bonjour Ada,"))
    #expect(mail.text.contains("https://bo.example.org/admin?a=1&b=2"))
    #expect(mail.html?.contains("href=\"https://bo.example.org/admin?a=1&amp;b=2\"") == true)
  }

  @Test(arguments: ["https://evil.example/", "javascript:alert(1)", "//evil.example"])
  func `link nowhere else`(target: String) throws {
    let mail = try render(data: "{\"targetUrl\":\"\(target)\"}")
    #expect(mail.html?.contains("href") == false)
    #expect(!mail.text.contains(target))
  }

  @Test func `escape what comes from outside`() throws {
    let data = #"{"name":"<script>alert(1)</script>\"'&","ministry":"<b>"}"#
    let html = try #require(try render(data: data).html)
    #expect(!html.contains("<script") && !html.contains("<b>"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
  }

  @Test func `put no control into a subject`() throws {
    let mail = try render(data: #"{"ministry":"a\r\nBcc: b@c.d"}"#)
    #expect(!mail.title.unicodeScalars.contains { $0.properties.generalCategory == .control })
  }

  @Test func `keep text messages within one French part`() throws {
    // The letters of GSM 03.38 that the wording uses.
    let alphabet = Set(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 éèàùÉ.,!?'-():;")
    for event in [EventName.promotedToMinister, .promotedToSuperAdmin] {
      for locale in ["fr", "en"] {
        let text = try render(event, .sms, locale: locale).text
        #expect(text.count <= 160 && Set(text).isSubset(of: alphabet))
      }
    }
  }

  @Test func `name what they have no wording for`() throws {
    #expect(throws: RenderFailure.unknown("no wording for template welcome")) {
      try render(template: try TemplateName("welcome"))
    }
    for channel in ChannelName.builtIn {
      let failure = RenderFailure.unknown(
        "template promotion has no wording for event user.left")
      #expect(throws: failure) { try render(try EventName("user.left"), channel) }
    }
  }

  @Test func `name the value for want of which a part is empty`() throws {
    let scene = try TemplateScene(["t/email.fr.subject": "{{s}}", "t/email.fr.text": "{{b}}"])
    let failure = RenderFailure.unknown(
      "template t has no wording for event user.promoted_to_minister: "
        + "t/email.fr.subject is empty, nothing was given for {{s}}")
    #expect(throws: failure) { try scene.render(data: #"{"b": "x"}"#) }
  }

  @Test func `are told of somebody else's promotion in other words`() throws {
    for (locale, title) in [("fr", "Ada accède au rang"), ("en", "Ada is now")] {
      for event in [EventName.promotedToMinister, .promotedToSuperAdmin] {
        let mail = try render(
          event, locale: locale, data: #"{"name":"Ada"}"#, template: .promotionObserver)
        #expect(mail.title.hasPrefix(title) && mail.text.contains(title))
        #expect(mail.html?.contains(title) == true)
      }
    }
    let nameless = try render(template: .promotionObserver)
    #expect(nameless.title == "Un membre accède au rang de ministre")
  }

  @Test func `are written as a letter is, with a signature and without a gap`() throws {
    let mail = try render(data: #"{"name":"Ada","targetUrl":"/a"}"#)
    #expect(
      mail.text == """
        Bonjour Ada,

        Félicitations\u{202F}! Vous accédez au rang de ministre.

        Membre → Ministre
        Le 6 novembre 1994 à 09:49

        Vos nouveaux droits sont actifs dès maintenant\u{A0}: vous les trouverez dans le \
        back-office à votre prochaine visite.

        Ouvrir le back-office\u{A0}:
        https://bo.example.org/a

        --\u{20}
        Ce message vous est adressé parce que vos droits ont changé. Si ce changement vous \
        surprend, prévenez votre administration.

        """)
    #expect(!(mail.html ?? "{{").contains("{{"))
    #expect(scene.log.take().entries.isEmpty)
  }
}

struct `Target addresses` {
  @Test func `open what the vectors say`() throws {
    let document = try Vectors.load("target-url.json")
    let origin = try #require(document["origin"]?.asString)
    for example in try Vectors.objects("target-url.json", "cases") {
      // What is no text never reaches the resolver.
      guard let target = example["targetUrl"]?.asString else { continue }
      let opens = try #require(example["opens"]?.asString)
      #expect(TargetURL.resolve(target, origin: origin) == (opens == "default" ? nil : opens))
    }
  }

  @Test(arguments: [
    ("https://BO.example.org:443/x", "https://bo.example.org/x"),
    ("admin", "https://bo.example.org/admin"),
    ("?a=1", "https://bo.example.org/?a=1"), ("https://bo.example.org", "https://bo.example.org/"),
    ("/minist\u{E8}re", "https://bo.example.org/minist%C3%A8re"),
    ("/a:b", "https://bo.example.org/a:b"),
  ])
  func `stay at home`(target: String, opens: String) {
    #expect(TargetURL.resolve(target, origin: "https://bo.example.org") == opens)
  }

  @Test(arguments: ["https:///evil.example", "https:\\\\evil.example", "http:x", "/a\tb", "1:x"])
  func `refuse what browsers would repair or leave for`(target: String) {
    let found = TargetURL.resolve(target, origin: "https://bo.example.org")
    #expect(found == nil || found?.hasPrefix("https://bo.example.org/") == true)
    if target != "1:x" { #expect(found == nil) }
  }
}
