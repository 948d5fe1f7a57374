// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `The explanation` {
  private func explain(
    _ house: House, _ receipt: Receipt, _ user: UserID, _ language: Sentences.Language = .french
  ) throws -> ExplainNotification.Explanation {
    try ExplainNotification(store: house.store, policies: house.policies)(
      receipt.notification, for: user, in: language)
  }

  @Test func `names a reason for every rung, taken or not`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    _ = try house.mark(.seen, receipt, of: jeanne)
    let lines = try explain(house, receipt, jeanne).lines
    #expect(lines.map(\.rung) == [0, 1, 2, 3, 4, 5])
    #expect(
      lines.map(\.reason) == [
        "not_online", "no_address", "no_address", "seen", "optional_off", "optional_off",
      ])
    #expect(lines.allSatisfy { !$0.sentence.isEmpty })
  }

  @Test func `speaks French and English`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    #expect(
      try explain(house, receipt, jeanne).lines.first?.sentence
        == "Cloche\u{202F}: pas envoyé, la personne n’était pas dans le back-office.")
    #expect(
      try explain(house, receipt, jeanne, .english).lines.first?.sentence
        == "Bell: not sent, the person was not in the back-office.")
  }

  @Test func `is replayed from what was true then, whatever has become of the person`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    let before = try explain(house, receipt, jeanne).lines.map(\.sentence)
    try house.store.put(User(id: jeanne, locale: .english), now: house.clock.now())
    try house.ping(jeanne, visible: true)
    #expect(try explain(house, receipt, jeanne).lines.map(\.sentence) == before)
  }

  @Test func `is not for others`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    try house.store.put(User(id: try UserID("7")), now: house.clock.now())
    #expect(throws: ApplicationFailure.self) {
      try explain(house, receipt, try UserID("7"))
    }
  }

  @Test func `has a sentence for every reason and state in both languages`() {
    for language in [Sentences.Language.french, .english] {
      let sentences = Sentences(language)
      let reasons = Reason.allCases.map { sentences.dropped(.email, $0) }
      #expect(Set(reasons).count == Reason.allCases.count)
      for state in DeliveryState.allCases {
        #expect(!sentences.sentence(.email, state, nil, nil).isEmpty)
      }
    }
  }

  @Test func `never says that nothing was sent where something may have been`() {
    let said = "SMS: left, without an answer, and taken off the list."
    #expect(Sentences(.english).dropped(.sms, .doubtDropped) == said)
    #expect(!Sentences(.french).dropped(.sms, .doubtDropped).contains("pas envoyé"))
  }
}
