// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

struct `A ladder` {
  @Test func `refuses a rung that is due before the one below it`() throws {
    do {
      _ = try Ladder(
        [
          Rung(channel: .email, when: .any, after: .seconds(10)),
          Rung(channel: .sms, when: .any, after: .seconds(9)),
        ], field: "policy.ladders.standard")
      Issue.record("accepted decreasing dues")
    } catch {
      #expect(
        error.description == "policy.ladders.standard[1].after: earlier than the rung before it")
    }
  }

  @Test func `has at least one rung and at most thirty-two`() {
    let rung = Rung(channel: .email, when: .any)
    #expect(throws: InvalidValue.self) { try Ladder([]) }
    #expect(throws: InvalidValue.self) { try Ladder(Array(repeating: rung, count: 33)) }
    #expect(throws: Never.self) { try Ladder(Array(repeating: rung, count: 32)) }
  }

  @Test func `gives the hub a minute and the others no limit of their own`() {
    #expect(Rung(channel: .realtime, when: .online).patience(.transactional) == .seconds(60))
    #expect(Rung(channel: .email, when: .any).patience(.transactional) == nil)
    let patient = Rung(channel: .realtime, when: .online, timeout: .seconds(5))
    #expect(patient.patience(.transactional) == .seconds(5))
  }
}

struct `A policy` {
  private let ladder: Ladder
  init() throws { ladder = try Ladder([Rung(channel: .email, when: .any)]) }

  @Test func `names the rule whose category, and the category whose ladder, is missing`() throws {
    let rule = Policy.Rule(event: try EventName("x"), category: .role, template: .promotion)
    #expect(throws: InvalidPolicy([fault("rules.x.category", "no category of that name")])) {
      try Policy(rules: [rule], categories: [], ladders: [:])
    }
    #expect(throws: InvalidPolicy([fault("categories.role.ladder", "no ladder of that name")])) {
      try Policy(
        rules: [], categories: [Policy.Category(name: .role, ladder: .standard)], ladders: [:])
    }
  }

  private func fault(_ path: String, _ why: String) -> InvalidPolicy.Fault {
    InvalidPolicy.Fault(path, why, hint: "there are none")
  }

  @Test func `finds the ladder of a category`() throws {
    let policy = try Policy(
      rules: [], categories: [Policy.Category(name: .role, ladder: .standard)],
      ladders: [.standard: ladder])
    #expect(policy.treatment(of: .role)?.ladder == ladder)
    #expect(policy.treatment(of: .general) == nil)
  }
}

struct `A point in time` {
  @Test func `saturates where adding would overflow`() {
    let late = Instant(milliseconds: .max - 5) + .seconds(60)
    #expect(late == .distantFuture)
    #expect(Instant.Span(milliseconds: -5) == .zero)
    #expect(Instant.Span.seconds(.max).milliseconds == .max)
  }
}

struct `Text from a peer` {
  @Test func `becomes one bounded line without controls`() {
    #expect(PlainText.oneLine("550 no\r\nsuch\u{1B}[31m user") == "550 no such [31m user")
    #expect(PlainText.oneLine(String(repeating: "é", count: 600)).utf8.count <= 513)
  }
}
