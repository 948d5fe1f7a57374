// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A scheduled event` {
  private func schedule(_ house: House, after seconds: Int64, user: String = "42") throws {
    try house.staging.stage(
      .promotedToMinister, id: EventID("evt-9"), document: "{\"user_id\": \"\(user)\"}",
      due: house.clock.now() + .seconds(seconds))
  }

  @Test func `is accepted at its time, by what is true then`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    try schedule(house, after: 3_600)
    #expect(try house.work().nextDue == house.clock.now() + .seconds(3_600))
    house.clock.advance(.seconds(3_599))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 0)
    house.clock.advance(.seconds(1))
    try house.ping(jeanne, visible: true)
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 1)
    #expect(house.realtime.recorded.count == 1)
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 1)
  }

  @Test func `is cancelled by discarding it, and brought forward by confirming it`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    try schedule(house, after: 60)
    try house.staging.discard(EventID("evt-9"))
    house.clock.advance(.seconds(61))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 0)

    let other = try House()
    let karim = try other.addJeanne()
    try schedule(other, after: 60)
    _ = try other.staging.confirm(EventID("evt-9"))
    other.clock.advance(.seconds(61))
    try other.work()
    #expect(try other.store.counts(of: karim).unread == 1)
  }

  @Test func `that cannot be accepted is told, and tried again until it can`() throws {
    let house = try House()
    try schedule(house, after: 1)
    house.clock.advance(.seconds(2))
    try house.work()
    #expect(house.log.lines.contains { $0.contains("evt-9") })
    let jeanne = try house.addJeanne()
    house.clock.advance(.seconds(61))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 1)
  }

  @Test func `that is refused for an hour is given up, with one alarm`() throws {
    let house = try House()
    try schedule(house, after: 1)
    house.clock.advance(.seconds(2))
    for _ in 0..<120 {
      try house.work()
      house.clock.advance(.seconds(61))
    }
    #expect(house.log.alarms.count == 1)
    #expect(house.log.alarms.first?.contains("evt-9") == true)
    #expect(house.log.lines.count == 2)
    #expect(try house.work().nextDue == nil)
  }

  @Test func `is tried twice however late it is first tried`() throws {
    let house = try House()
    try schedule(house, after: 1)
    house.clock.advance(.seconds(86_400))
    try house.work()
    #expect(house.log.alarms.isEmpty)
    let jeanne = try house.addJeanne()
    house.clock.advance(.seconds(61))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 1)
  }

  @Test func `is not given up for a queue that is full for hours`() throws {
    let house = try House()
    house.limits.waiting = 0
    let jeanne = try house.addJeanne()
    try schedule(house, after: 1)
    for _ in 0..<200 {
      house.clock.advance(.seconds(61))
      try house.work()
    }
    house.limits.waiting = 1
    house.clock.advance(.seconds(61))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 1)
    #expect(house.log.alarms.isEmpty)
  }

  @Test func `in hundreds is accepted by one call, and moved by scheduling it again`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    for number in 0..<200 {
      try house.staging.stage(
        .promotedToMinister, id: EventID("evt-\(number)"), document: "{\"user_id\": \"42\"}",
        due: house.clock.now() + .seconds(60))
    }
    try house.staging.stage(
      .promotedToMinister, id: EventID("evt-7"), document: "{\"user_id\": \"42\"}",
      due: house.clock.now() + .seconds(7_200))
    house.clock.advance(.seconds(61))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 199)
    house.clock.advance(.seconds(7_200))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 200)
  }

  @Test func `waits for its new time when it is moved as a worker is about to accept it`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    try schedule(house, after: 1)
    house.clock.advance(.seconds(2))
    let later = try #require(try house.store.staged(EventID("evt-9")))
    house.directory = Moving(
      store: house.store, now: house.clock.now(),
      event: StagedEvent(
        id: later.id, name: later.name, document: later.document, fingerprint: later.fingerprint,
        due: house.clock.now() + .seconds(600)))
    try house.work()
    house.directory = nil
    #expect(try house.store.counts(of: jeanne).unread == 0)
    #expect(house.log.lines.isEmpty)
    house.clock.advance(.seconds(599))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 0)
    house.clock.advance(.seconds(1))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 1)
  }

  /// Asked between the two: somebody changes the time in that very moment.
  private struct Moving: UserReadModel {
    let store: MemoryStore
    let now: Instant
    let event: StagedEvent

    func user(_ id: UserID) throws(DirectoryFailure) -> User? {
      try? store.stage(event, now: now)
      return nil
    }
  }

  @Test func `waits while the queue is full, and does not keep it from being emptied`() throws {
    let house = try House()
    house.limits.waiting = 1
    let jeanne = try house.addJeanne()
    _ = try house.promote(jeanne)
    try schedule(house, after: 1)
    house.clock.advance(.seconds(130))
    #expect(try house.work().delivered == 1)
    #expect(house.log.lines.contains { $0.contains("evt-9") })
    house.clock.advance(.seconds(61))
    try house.work()
    #expect(try house.store.counts(of: jeanne).unread == 2)
  }

  @Test func `is not taken for a stage the host forgot`() throws {
    let house = try House()
    try schedule(house, after: 7_200)
    house.clock.advance(.seconds(3_600))
    #expect(
      try house.store.takeStage(
        before: house.clock.now(), now: house.clock.now(), lease: .seconds(20)) == nil)
  }

  @Test(arguments: [-86_400, 86_400, -3_600, 3_600] as [Int64])
  func `survives a clock that jumps, and is late by no more than the jump`(jump: Int64) throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    try schedule(house, after: 600)
    house.clock.set(now: moved(house.clock.now(), jump))
    for _ in 0..<2 { try house.work() }
    house.clock.set(now: moved(house.clock.now(), -jump))
    house.clock.advance(.seconds(600))
    for _ in 0..<2 { try house.work() }
    #expect(try house.store.counts(of: jeanne).unread == 1)
  }

  private func moved(_ instant: Instant, _ seconds: Int64) -> Instant {
    Instant(milliseconds: instant.milliseconds + seconds * 1_000)
  }
}
