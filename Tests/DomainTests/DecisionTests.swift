// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

/// The built-in ladder, written out again: the tests must notice when the policy drifts.
enum Standard {
  static func treatment(
    kind: Policy.Class = .transactional, options: [ChannelName] = []
  ) throws -> Policy.Treatment {
    let ladder = try Ladder([
      Rung(channel: .realtime, when: .online),
      Rung(channel: .webpush, when: .notVisible),
      Rung(channel: .webpush, when: .any, after: .seconds(20), unless: [.seen]),
      Rung(channel: .email, when: .offline, after: .seconds(120), unless: [.seen]),
      Rung(
        channel: .email, when: .online, after: .seconds(120), unless: [.seen], optional: true),
      Rung(
        channel: .sms, when: .any, after: .seconds(900), unless: [.seen, .acked],
        optional: true),
    ])
    return Policy.Treatment(
      category: Policy.Category(name: .role, kind: kind, ladder: .standard, optedIn: options),
      ladder: ladder)
  }

  static let everywhere: [Facts.Address] = [
    .init(.realtime, [0]), .init(.webpush, [7]), .init(.email, [0]), .init(.sms, [0]),
  ]

  static func facts(_ presence: Presence, _ addresses: [Facts.Address] = everywhere) -> Facts {
    Facts(presence: presence, addresses: addresses, locale: .french)
  }
}

struct `The decision about one person` {
  private func fates(_ decision: Decision) -> [Decision.Fate] { decision.steps.map(\.fate) }

  @Test func `rings the bell at once for somebody who looks, and keeps the rest for later`() throws
  {
    let plan = decide(try Standard.treatment(), Standard.facts(.visible))
    #expect(
      fates(plan) == [
        .planned(after: .zero), .dropped(.visible), .planned(after: .seconds(20)),
        .planned(after: .seconds(120)), .dropped(.optionalOff), .dropped(.optionalOff),
      ])
  }

  @Test func `pushes at once to somebody away and rings no bell`() throws {
    let plan = decide(try Standard.treatment(), Standard.facts(.offline))
    #expect(
      fates(plan) == [
        .dropped(.notOnline), .planned(after: .zero), .planned(after: .seconds(20)),
        .planned(after: .seconds(120)), .dropped(.optionalOff), .dropped(.optionalOff),
      ])
  }

  @Test func `does both for somebody whose tab is hidden`() throws {
    let plan = decide(try Standard.treatment(), Standard.facts(.hidden))
    #expect(fates(plan).prefix(2) == [.planned(after: .zero), .planned(after: .zero)])
  }

  @Test func `plans optional rungs that the category or the person switched on`() throws {
    let byCategory = decide(try Standard.treatment(options: [.sms]), Standard.facts(.offline))
    #expect(fates(byCategory).last == .planned(after: .seconds(900)))
    var facts = Standard.facts(.offline)
    facts.optedIn = [.sms]
    #expect(fates(decide(try Standard.treatment(), facts)).last == .planned(after: .seconds(900)))
  }

  @Test func `tells a channel that is not configured from a person without an address`() throws {
    let facts = Standard.facts(.offline, [.init(.email, []), .init(.webpush, [1, 2])])
    let plan = decide(try Standard.treatment(), facts)
    #expect(
      fates(plan) == [
        .dropped(.notConfigured), .planned(after: .zero), .planned(after: .seconds(20)),
        .dropped(.noAddress), .dropped(.noAddress), .dropped(.notConfigured),
      ])
    #expect(plan.steps[1].destinations == [1, 2])
  }
}

struct `Judging a due delivery again` {
  private let transactional = Policy.Category(name: .role, ladder: .standard)
  private let security = Policy.Category(name: .role, kind: .security, ladder: .standard)
  private let email = Rung(
    channel: .email, when: .offline, after: .seconds(120), unless: [.seen])
  private let sms = Rung(
    channel: .sms, when: .any, after: .seconds(900), unless: [.seen, .acked])

  @Test func `drops what was seen, acknowledged, received, or is under way already`() {
    var facts = Standard.facts(.offline)
    facts.seen = true
    #expect(judge(email, transactional, facts) == .drop(.seen))
    facts.seen = false
    facts.acked = true
    #expect(judge(email, transactional, facts) == .send)
    #expect(judge(sms, transactional, facts) == .drop(.acked))
    facts.reached = [.email]
    #expect(judge(email, transactional, facts) == .drop(.reached))
    facts.reached = []
    facts.trying = [.email]
    #expect(judge(email, transactional, facts) == .drop(.trying))
  }

  @Test(arguments: [
    (Rung.Condition.online, [Verdict.drop(.notOnline), .send, .send]),
    (.offline, [.send, .drop(.online), .drop(.online)]),
    (.visible, [.drop(.notVisible), .drop(.notVisible), .send]),
    (.notVisible, [.send, .send, .drop(.visible)]),
    (.any, [.send, .send, .send]),
  ])
  func `follows presence as the rung says`(condition: Rung.Condition, verdicts: [Verdict]) {
    let rung = Rung(channel: .webpush, when: condition)
    let judged = [Presence.offline, .hidden, .visible].map {
      judge(rung, transactional, Standard.facts($0))
    }
    #expect(judged == verdicts)
  }

  @Test func `never lets presence or a look suppress a security e-mail`() {
    var facts = Standard.facts(.visible)
    facts.seen = true
    #expect(judge(email, security, facts) == .send)
    facts.reached = [.email]
    #expect(judge(email, security, facts) == .drop(.reached))
  }
}

struct `The policy read back as a table` {
  @Test func `is the brief's matrix`() throws {
    let table = PolicyTable(
      try Standard.treatment(), channels: [.realtime, .webpush, .email, .sms])
    let printed = table.rows.map { row in
      [ChannelName.realtime, .webpush, .email, .sms].map { row.cells[$0]?.rawValue ?? "?" }
    }
    #expect(table.rows.map(\.context) == PolicyTable.Context.allCases)
    #expect(
      printed == [
        ["at_once", "yes", "option", "option"],
        ["no", "yes", "yes", "option"],
        ["no", "yes", "yes", "option"],
      ])
  }
}
