// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A simulated event` {
  private let policy = #"""
    {"prices": {"sms": {"+33": "0.065"}},
     "categories": {"role": {"mandatory": true, "severity": "success", "options": ["sms"]}}}
    """#

  private func event(_ document: String) throws -> Event {
    try EventDocument().event(.promotedToMinister, id: nil, document: document)
  }

  @Test func `decides as the real one does, and writes nothing`() throws {
    let house = try House(policy: policy)
    let jeanne = try house.addJeanne()
    let simulate = SimulateEvent(house.orchestrator)
    let forecast = try simulate(event(#"{"user_id": "42"}"#))
    #expect(try house.store.counts(of: jeanne) == Counts())
    #expect(try house.work() == WorkReport())
    let receipt = try house.promote(jeanne)
    let history = try house.store.history(of: receipt.notification, for: jeanne)
    let recipient = try #require(forecast.parts.first?.recipients.first)
    #expect(recipient.facts == history.facts)
    let planned = recipient.steps.filter { $0.due != nil }
    #expect(planned.map(\.due) == history.deliveries.map(\.due))
    #expect(planned.map(\.step.channel) == history.deliveries.map(\.channel))
  }

  @Test func `tells what a text would cost, and the same thing twice in the same octets`() throws {
    let house = try House(policy: policy)
    _ = try house.addJeanne()
    let simulate = SimulateEvent(house.orchestrator)
    let told = try (0..<2).map { _ in
      ForecastDocument.write(try simulate(event(#"{"user_id": "42"}"#)), in: .english)
    }
    #expect(told[0] == told[1])
    let text = #""sentence":"SMS: in 15\#u{A0}min, if still needed.","cost":"0.065""#
    #expect(told[0].contains(text))
    #expect(told[0].contains(#""reason":"not_online""#))
  }

  @Test func `knows the people it brings along and those it also informs`() throws {
    let house = try House()
    let lea = User(
      id: try UserID("lea"), email: try EmailAddress("lea@example.org"), roles: [.superAdmin])
    try house.store.put(lea, now: house.clock.now())
    let forecast = try SimulateEvent(house.orchestrator)(
      event(#"{"user_id": "7", "users": [{"id": "7", "email": "k@example.org"}]}"#))
    #expect(forecast.parts.map { $0.recipients.map(\.user.id.text) } == [["7"], ["lea"]])
    #expect(forecast.parts.last?.treatment.template == .promotionObserver)
    #expect(try house.store.stored(UserID("7")) == nil)
    #expect(throws: ApplicationFailure.store(.unknownUser(try UserID("8")))) {
      try SimulateEvent(house.orchestrator)(event(#"{"user_id": "8"}"#))
    }
  }
}
