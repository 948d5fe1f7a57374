// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesDomain
import Testing

struct `A policy document` {
  private let columns: [ChannelName] = [.realtime, .webpush, .email, .sms]

  @Test func `that says nothing is the built-in policy, whose table is the brief's`() throws {
    let policy = try PolicyDocument.read("{}").policy
    let treatment = try #require(policy.treatment(of: .role))
    let rows = PolicyTable(treatment, channels: columns).rows.map { row in
      columns.map { row.cells[$0]?.rawValue ?? "?" }
    }
    #expect(
      rows == [
        ["at_once", "yes", "option", "option"],
        ["no", "yes", "yes", "option"],
        ["no", "yes", "yes", "option"],
      ])
    #expect(policy.rules[.promotedToMinister]?.template == .promotion)
    #expect(policy.rules[.promotedToSuperAdmin]?.category == .role)
  }

  @Test func `written out and read back is the same policy, octet for octet`() throws {
    let first = try PolicyDocument.read(
      #"""
      {"categories": {"alerts": {"class": "security", "severity": "error", "options": ["sms"],
        "expires": "PT1H", "ladder": "loud"}},
       "rules": {"door.opened": {"category": "alerts", "template": "door"}},
       "ladders": {"loud": [{"channel": "sms", "when": "any", "after": "PT1M",
        "unless": ["seen", "acked"], "optional": true, "timeout": "PT5M"}]}}
      """#)
    #expect(try PolicyDocument.read(first.text).text == first.text)
    let alerts = try #require(first.policy.treatment(of: CategoryName("alerts")))
    #expect(alerts.category.kind == .security)
    #expect(alerts.category.expires == .seconds(3_600))
    #expect(alerts.ladder.rungs.first?.timeout == .seconds(300))
    #expect(first.policy.ladders[.standard] != nil)
  }

  @Test func `reads the literal policy of the built-in ladder as the built-in ladder`() throws {
    let literal = try PolicyDocument.read(
      #"""
      {"ladders": {"standard": [
        {"channel": "realtime", "when": "online"},
        {"channel": "webpush",  "when": "not_visible"},
        {"channel": "webpush",  "when": "any",     "after": "PT20S", "unless": ["seen"]},
        {"channel": "email",    "when": "offline", "after": "PT2M",  "unless": ["seen"]},
        {"channel": "email",    "when": "online",  "after": "PT2M",  "unless": ["seen"],
         "optional": true},
        {"channel": "sms",      "when": "any",     "after": "PT15M", "unless": ["seen", "acked"],
         "optional": true}]}}
      """#)
    #expect(literal.text == (try PolicyDocument.read("{}")).text)
  }

  @Test(arguments: [
    (#"{"ladder": {}}"#, "policy.ladder: unknown member"),
    (#"{"version": 2}"#, "policy.version: not an integer from 1 to 1"),
    (#"{"ladders": {"x": []}}"#, "policy.ladders.x: empty"),
    (#"{"ladders": {"x": [{}]}}"#, "policy.ladders.x[0].channel: missing"),
    (
      #"{"ladders": {"x": [{"channel": "email", "when": "never"}]}}"#,
      "policy.ladders.x[0].when: not one of online, offline, visible, not_visible, any"
    ),
    (
      #"{"ladders": {"x": [{"channel": "email", "after": "soon"}]}}"#,
      "policy.ladders.x[0].after: not a duration such as PT20S, PT2M or P1D"
    ),
    (
      #"{"ladders": {"x": [{"channel": "email", "unless": ["read"]}]}}"#,
      "policy.ladders.x[0].unless[0]: not one of seen, acked"
    ),
    (
      #"{"rules": {"a.b": {"category": "none"}}}"#,
      "policy.rules.a.b.category: no category of that name"
    ),
    (
      #"{"categories": {"c": {"severity": "loud"}}}"#,
      "policy.categories.c.severity: not one of info, success, warning, error"
    ),
    ("[]", "policy: not an object at octet 0"),
  ])
  func `is refused with the path of what is wrong`(text: String, message: String) {
    do {
      _ = try PolicyDocument.read(text)
      Issue.record("accepted \(text)")
    } catch {
      #expect(error.faults.map(\.value.description) == [message])
    }
  }

  @Test func `tells everything that is wrong at once, each with its path and a hint`() throws {
    let text = #"""
      {"channels": ["pager"], "roles": ["minister"], "colour": 1,
       "audiences": {"chiefs": [{"audience": "deputies"}],
         "deputies": [{"audience": "chiefs"}, {"role": "ministre"}]},
       "ladders": {"loud": [{"channel": "emial"}, {"channel": "pager", "wen": "any"}],
         "endless": [{"channel": "sms", "after": "P2D"}]},
       "categories": {"ads": {"class": "promotional", "mandatory": true, "ladder": "loudly"},
         "slow": {"ladder": "endless", "options": ["sms"]}},
       "rules": {"a": {"category": "slov", "audience": {"audience": "nobody"}},
         "b": {"observers": [{"audience": "subject"}, {"template": "x"}]}},
       "caps": {"sms": {"count": 3}}}
      """#
    var faults: [InvalidPolicy.Fault] = []
    do {
      _ = try PolicyDocument.read(text)
    } catch { faults = error.faults }
    let told = faults.map { "\($0.value.description)\($0.hint.isEmpty ? "" : "; \($0.hint)")" }
    let expected = [
      "policy.colour: unknown member; there are audiences, caps, categories, channels, flood, "
        + "ladders, prices, roles, rules, version",
      "policy.audiences.deputies[0].audience: a circle: chiefs > deputies > chiefs",
      "policy.audiences.deputies[1].role: no role of that name; did you mean 'minister'?",
      "policy.ladders.loud[1].wen: unknown member; did you mean 'when'?",
      "policy.rules.a.audience.audience: no audience of that name; there are chiefs, deputies",
      "policy.rules.b.observers[1].audience: missing", "policy.caps.sms.per: missing",
      "policy.rules.a.category: no category of that name; did you mean 'slow'?",
      "policy.rules.b.observers[0].audience: the subject cannot observe itself; "
        + "name a role, a domain or people",
      "policy.categories.ads.ladder: no ladder of that name; did you mean 'loud'?",
      "policy.categories.slow.options[0]: its ladder has no optional rung of this channel; "
        + "mark a rung of 'endless' as optional",
      "policy.categories.slow.expires: rung 0 of 'endless' is due later, and never sent; "
        + "expire after P2D",
    ]
    #expect(told == expected)
  }

  @Test func `keeps audiences, observers, caps, budgets and prices through archiving`() throws {
    let text = #"""
      {"audiences": {"chiefs": {"users": ["1", "2"]}}, "flood": 0,
       "caps": {"sms": {"count": 3, "per": "P1D"}},
       "prices": {"currency": "EUR", "sms": {"+33": "0.065", "default": "0.08"}},
       "categories": {"news": {"class": "promotional", "retention": "P30D",
         "budget": {"person": 2, "category": 100}}},
       "rules": {"a": {"category": "news", "collapse": "a", "ladder": "standard",
         "audience": ["subject", {"audience": "chiefs"}, {"role": "r", "domain": "d"}],
         "observers": [{"audience": {"domain": "d"}, "template": "seen", "category": "role"}]}}}
      """#
    let first = try PolicyDocument.read(text)
    let again = try PolicyDocument.read(first.text)
    #expect(again.text == first.text)
    let rule = try #require(again.policy.rules[EventName("a")])
    #expect(
      rule.audience.parts == [
        .subject, .users([try UserID("1"), try UserID("2")]),
        .holders(role: try RoleName("r"), domain: try DomainName("d")),
      ])
    #expect(again.policy.treatment(of: rule.event, part: 1)?.category.name == .role)
    #expect(again.policy.caps[.sms] == Policy.Cap(count: 3, per: .day))
    #expect(again.policy.flood == nil)
    let prices = try #require(again.policy.prices)
    #expect(prices.price(of: try PhoneNumber("+33612345678")) == 65_000)
    #expect(prices.price(of: try PhoneNumber("+4915112345678")) == 80_000)
    let news = try #require(again.policy.categories[CategoryName("news")])
    #expect(news.budget == Policy.Budget(person: 2, category: 100))
    #expect(news.retention == Instant.Span.seconds(30 * 86_400))
  }

  @Test func `of audiences that name each other over and over is read in a moment`() throws {
    let names = (0..<15).map { "\"a\($0)\": [\(Self.many("a\($0 + 1)"))]" }
    let text = "{\"audiences\": {\(names.joined(separator: ",")), \"a15\": {\"role\": \"r\"}}}"
    #expect(throws: Never.self) { try PolicyDocument.read(text) }
  }

  @Test func `of audiences in a chain of thousands is refused, as are two audiences in one`() {
    let links = (0..<20_000).map { "\"a\($0)\": {\"audience\": \"a\($0 + 1)\"}" }
    #expect(throws: InvalidPolicy.self) {
      try PolicyDocument.read("{\"audiences\": {\(links.joined(separator: ","))}}")
    }
    #expect(throws: InvalidPolicy.self) {
      try PolicyDocument.read(#"{"audiences": {"a": {"role": "r", "users": ["7"]}}}"#)
    }
  }

  private static func many(_ name: String) -> String {
    Array(repeating: "{\"audience\": \"\(name)\"}", count: 60).joined(separator: ",")
  }

  @Test func `of ten megabytes is refused by its size`() {
    let text = "{\"roles\": [\"" + String(repeating: "a", count: 10_000_000) + "\"]}"
    do {
      _ = try PolicyDocument.read(text)
      Issue.record("accepted ten megabytes")
    } catch {
      #expect(error.summary == InvalidValue("policy", .tooLong(octets: 1_048_576)))
    }
  }
}
