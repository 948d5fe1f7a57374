// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `An event` {
  private func event(_ name: String, _ document: String, id: String? = nil) throws -> Event {
    try EventDocument().event(
      EventName(name), id: id.map { try EventID($0) }, document: document)
  }

  @Test func `is accepted once`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    let first = try house.promote(jeanne, id: "evt-1")
    let second = try house.promote(jeanne, id: "evt-1")
    #expect(!first.repeated)
    #expect(second.repeated)
    #expect(second.notification == first.notification)
    #expect(try house.store.counts(of: jeanne).unread == 1)
  }

  @Test func `conflicts with another of the same id`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    _ = try house.promote(jeanne, id: "evt-1")
    #expect(throws: ApplicationFailure.self) {
      try EmitEvent(house.orchestrator)(
        event("user.promoted_to_minister", #"{"user_id": "42"}"#, id: "evt-1"))
    }
    #expect(try house.store.counts(of: jeanne).unread == 1)
  }

  @Test func `without a rule is refused by name`() throws {
    let house = try House()
    _ = try house.addJeanne()
    #expect(throws: ApplicationFailure.unknownEvent(try EventName("user.retired"))) {
      try EmitEvent(house.orchestrator)(event("user.retired", #"{"user_id": "42"}"#))
    }
  }

  @Test func `about nobody known is refused unless it brings the person along`() throws {
    let house = try House()
    let id = try UserID("7")
    #expect(throws: ApplicationFailure.store(.unknownUser(id))) {
      try EmitEvent(house.orchestrator)(
        event("user.promoted_to_minister", #"{"user_id": "7"}"#))
    }
    let receipt = try EmitEvent(house.orchestrator)(
      event(
        "user.promoted_to_minister",
        #"{"user_id": "7", "users": [{"id": "7", "email": "k@example.org"}]}"#))
    #expect(receipt.recipients == 1)
    #expect(try house.store.stored(id)?.email?.text == "k@example.org")
  }

  @Test func `without a person is refused where the policy speaks to that person`() throws {
    let house = try House(
      policy: #"{"rules": {"house.closed": {"audience": {"role": "member"}}}}"#)
    let missing = ApplicationFailure.invalid(InvalidValue("user_id", .missing))
    #expect(throws: missing) {
      try EmitEvent(house.orchestrator)(event("user.promoted_to_minister", "{}"))
    }
    let receipt = try EmitEvent(house.orchestrator)(event("house.closed", "{}"))
    #expect(receipt.recipients == 0)
    #expect(receipt.isExpanding)
  }

  @Test func `finds its subject in the host's directory`() throws {
    struct Directory: UserReadModel {
      func user(_ id: UserID) throws(DirectoryFailure) -> User? { User(id: id) }
    }
    struct Broken: UserReadModel {
      func user(_ id: UserID) throws(DirectoryFailure) -> User? {
        throw DirectoryFailure("down")
      }
    }
    let house = try House()
    house.directory = Directory()
    #expect(try house.promote(try UserID("9")).recipients == 1)
    house.directory = Broken()
    #expect(throws: ApplicationFailure.directory("down")) {
      try house.promote(try UserID("10"))
    }
  }
}

struct `A staged event` {
  private func staging(_ house: House) -> StageEvent {
    StageEvent(
      store: house.store, reader: EventDocument(), policies: house.policies,
      emit: EmitEvent(house.orchestrator), clock: house.clock)
  }
  private let document = #"{"user_id": "42"}"#

  @Test func `sends nothing before it is confirmed, and is confirmed once`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    let id = try EventID("evt-1")
    let staging = staging(house)
    try staging.stage(.promotedToMinister, id: id, document: document)
    try staging.stage(.promotedToMinister, id: id, document: document)
    #expect(try house.store.counts(of: jeanne).unread == 0)
    let first = try staging.confirm(id)
    let second = try staging.confirm(id)
    #expect(second.repeated)
    #expect(first.notification == second.notification)
    #expect(try house.store.counts(of: jeanne).unread == 1)
    #expect(throws: ApplicationFailure.self) { try staging.discard(id) }
  }

  @Test func `stays discarded`() throws {
    let house = try House()
    _ = try house.addJeanne()
    let id = try EventID("evt-2")
    let staging = staging(house)
    try staging.stage(.promotedToMinister, id: id, document: document)
    try staging.discard(id)
    try staging.discard(id)
    #expect(throws: ApplicationFailure.self) { try staging.confirm(id) }
    #expect(throws: ApplicationFailure.self) {
      try staging.stage(.promotedToMinister, id: id, document: document)
    }
  }

  @Test func `is unknown when it never was`() throws {
    let house = try House()
    #expect(throws: ApplicationFailure.store(.notFound("event_id"))) {
      try staging(house).confirm(try EventID("evt-3"))
    }
  }

  @Test func `is offered to the host after a minute, to one at a time`() throws {
    let house = try House()
    _ = try house.addJeanne()
    let id = try EventID("evt-4")
    try staging(house).stage(.promotedToMinister, id: id, document: document)
    let carry = CarryDeliveries(parts: house.parts, wording: .plain)
    #expect(try carry.takeStage() == nil)
    house.clock.advance(.seconds(61))
    #expect(try carry.takeStage()?.id == id)
    #expect(try carry.takeStage() == nil)
    house.clock.advance(.seconds(21))
    #expect(try carry.takeStage()?.id == id)
  }
}

extension Wording {
  static let plain = Wording(
    renderer: MustacheTemplateRenderer(
      ShippedSet(), origin: nil, fallback: .french, zones: FixedTimeZones(),
      log: KeptLog(clock: ManualClock())), fallback: .french)
}
