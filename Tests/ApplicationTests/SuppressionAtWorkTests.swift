// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `An address on the list of suppressions` {
  private static let policy = #"""
    {"ladders": {"standard": [
       {"channel": "email", "when": "any"}, {"channel": "sms", "when": "any", "unless": ["seen"]}]},
     "categories": {"alarm": {"class": "security", "ladder": "standard"}},
     "rules": {"to.alarm": {"category": "alarm", "template": "promotion"}}}
    """#

  private func suppress(
    _ address: String, _ cause: Suppression.Cause, in house: House
  ) throws {
    try house.store.put(
      Suppression(address: SuppressedAddress(address), cause: cause, since: house.clock.now()))
  }

  private func alarm(_ house: House) throws {
    let event = try EventDocument().event(
      EventName("to.alarm"), id: nil, document: #"{"user_id": "42", "data": {"name": "J"}}"#)
    _ = try EmitEvent(house.orchestrator)(event)
  }

  @Test(arguments: Suppression.Cause.allCases)
  func `gets nothing, and the ladder goes on`(cause: Suppression.Cause) throws {
    let house = try House(policy: Self.policy)
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    // When it is due is what counts, not when it was planned.
    try suppress("JEANNE@example.org", cause, in: house)
    #expect(try house.work().cancelled == 1)
    #expect(house.email.recorded.isEmpty)
    #expect(house.sms.recorded.count == 1)
    let rows = try house.store.history(of: receipt.notification, for: jeanne).deliveries
    #expect(rows.map(\.note) == ["suppressed", nil])
  }

  @Test func `is warned where its owner complained, and not where nobody is`() throws {
    for (cause, warned) in [(Suppression.Cause.complaint, 1), (.manual, 1), (.bounce, 0)] {
      let house = try House(policy: Self.policy)
      _ = try house.addJeanne()
      try suppress("jeanne@example.org", cause, in: house)
      try alarm(house)
      _ = try house.work()
      #expect(house.email.recorded.count == warned, "\(cause)")
    }
  }

  @Test func `of a telephone keeps no e-mail back, and is nobody's after it was removed`() throws {
    let house = try House(policy: Self.policy)
    let jeanne = try house.addJeanne()
    try suppress("+33612345678", .bounce, in: house)
    _ = try house.promote(jeanne)
    _ = try house.work()
    #expect(house.email.recorded.count == 1)
    #expect(house.sms.recorded.isEmpty)
    #expect(try house.store.spending(limit: 9).isEmpty)
    try house.store.removeSuppression(of: SuppressedAddress("+33612345678"))
    _ = try house.promote(jeanne)
    _ = try house.work()
    #expect(house.sms.recorded.count == 1)
  }

  @Test func `is told by a simulation as it would be by an explanation`() throws {
    let house = try House(policy: Self.policy)
    let jeanne = try house.addJeanne()
    try suppress("jeanne@example.org", .complaint, in: house)
    let event = try EventDocument().event(
      .promotedToMinister, id: nil, document: #"{"user_id": "42", "data": {"name": "J"}}"#)
    let forecast = try SimulateEvent(house.orchestrator)(event)
    let steps = try #require(forecast.parts.first?.recipients.first?.steps)
    #expect(steps.map(\.step.fate) == [.dropped(.suppressed), .planned(after: .zero)])
    #expect(steps.map { $0.due == nil } == [true, false])
    let receipt = try house.promote(jeanne)
    _ = try house.work()
    let lines = try ExplainNotification(store: house.store, policies: house.policies)(
      receipt.notification, for: jeanne, in: .french
    ).lines
    #expect(lines.first?.reason == "suppressed")
    #expect(lines.first?.sentence.contains("liste de suppression") == true)
  }

  @Test func `is compared without case, and is an address`() throws {
    let plain = SuppressedAddress(try EmailAddress("a.b@example.org"))
    #expect(try SuppressedAddress("A.B@Example.ORG") == plain)
    #expect(try SuppressedAddress("+1@example.org").text == "+1@example.org")
    for wrong in ["", "+", "0612345678", "a@b@c", "a@example.org ", "a\n@example.org"] {
      #expect(throws: InvalidValue.self) { try SuppressedAddress(wrong) }
    }
  }
}
