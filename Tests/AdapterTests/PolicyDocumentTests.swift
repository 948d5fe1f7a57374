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
      #expect(error.description == message)
    }
  }
}
