// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A worker with a broadcast` {
  private static let policy = """
    {"ladders": {"mail": [{"channel": "email", "when": "any"}]},
     "categories": {"general": {"ladder": "mail"},
       "alarm": {"class": "security", "ladder": "mail"}},
     "rules": {
       "user.promoted_to_minister": {"category": "general", "template": "promotion",
         "audience": [{"role": "clerk"}]},
       "minister.promoted_to_super_admin": {"category": "alarm", "template": "promotion"}}}
    """

  private func house(waiting: Int = 1_000) throws -> House {
    let house = try House(policy: Self.policy)
    house.limits.waiting = waiting
    for number in 0..<300 {
      let user = User(
        id: try UserID("c\(number)"), email: try EmailAddress("c\(number)@example.org"),
        roles: [try RoleName("clerk")])
      try house.store.put(user, now: house.clock.now())
    }
    return house
  }

  private func emit(_ house: House, _ name: EventName, _ document: String) throws -> Receipt {
    let event = try EventDocument().event(name, id: nil, document: document)
    return try EmitEvent(house.orchestrator)(event)
  }

  @Test func `reaches and tells everybody once`() throws {
    let house = try house()
    let receipt = try emit(house, .promotedToMinister, #"{"data": {"name": "all"}}"#)
    let report = try house.work()
    #expect(report.expanded == 300 && report.delivered == 300)
    #expect(Set(house.email.recorded.map(\.user.id)).count == 300)
    #expect(try house.store.progress(of: receipt.notification).state == .done)
    #expect(try house.work().expanded == 0)
  }

  @Test func `sends an alarm before most of it`() throws {
    let house = try house()
    _ = try emit(house, .promotedToMinister, #"{"data": {"name": "all"}}"#)
    _ = try emit(
      house, .promotedToSuperAdmin, #"{"user_id": "c299", "data": {"name": "Paul"}}"#)
    try house.work()
    let place = house.email.recorded.firstIndex {
      $0.notification.type == .promotedToSuperAdmin
    }
    #expect(try #require(place) < 64)
    #expect(house.email.recorded.count == 301)
  }

  @Test func `tells nobody who lost the role meanwhile, and the subject in any case`() throws {
    let house = try House(
      policy: """
        {"ladders": {"mail": [{"channel": "email", "after": "PT2M"}]},
         "categories": {"general": {"ladder": "mail"}}, "roles": ["clerk"],
         "rules": {"user.promoted_to_minister": {"category": "general", "template": "promotion",
           "audience": ["subject", {"role": "clerk"}]}}}
        """)
    func put(_ id: String, _ roles: [String]) throws {
      try house.store.put(
        User(
          id: UserID(id), email: EmailAddress("\(id)@example.org"),
          roles: roles.map { try RoleName($0) }), now: house.clock.now())
    }
    for id in ["s", "a", "b"] { try put(id, ["clerk"]) }
    let receipt = try emit(
      house, .promotedToMinister, #"{"user_id": "s", "data": {"name": "S"}}"#)
    try house.work()
    for id in ["s", "b"] { try put(id, []) }
    house.clock.advance(.seconds(120))
    try house.work()
    #expect(Set(house.email.recorded.map(\.user.id.text)) == ["s", "a"])
    let dropped = try house.store.history(of: receipt.notification, for: UserID("b"))
    #expect(dropped.deliveries.map(\.note) == [Reason.leftAudience.rawValue])
  }

  @Test func `sends nothing more of it once it is cancelled`() throws {
    let house = try house(waiting: 50)
    let receipt = try emit(house, .promotedToMinister, #"{"data": {"name": "all"}}"#)
    let expansion = try #require(try house.store.expansion())
    #expect(expansion.part == 0 && expansion.subject == nil)
    try house.store.cancel(receipt.notification, now: house.clock.now())
    let report = try house.work()
    #expect(report.expanded == 0 && report.delivered == 0)
    #expect(house.email.recorded.isEmpty)
  }
}
