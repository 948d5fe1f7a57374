// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

private let mailOnly = #"{"ladders": {"standard": [{"channel": "email", "when": "any"}]}}"#
private let textOnly = #"{"ladders": {"standard": [{"channel": "sms", "when": "any"}]}}"#
private let request = TransferRequest.http(HTTPRequest(url: "https://x", headers: [], body: []))

private func transfer(_ outcome: Outcome) -> Prepared {
  .begins(.transfer(request) { _ in outcome })
}

struct `A worker` {
  @Test func `retries with back-off what may succeed later`() throws {
    let house = try House(
      policy: mailOnly, email: [.done(.later(why: "busy", after: .seconds(30)))])
    _ = try house.promote(house.addJeanne())
    #expect(try house.work().retried == 1)
    house.clock.advance(.seconds(29))
    #expect(try house.work().delivered == 0)
    house.clock.advance(.seconds(1))
    #expect(try house.work().delivered == 1)
    #expect(house.email.recorded.map(\.attempt) == [1, 2])
    #expect(Set(house.email.recorded.map(\.notification.id)).count == 1)
  }

  @Test func `lists what it gives up, and sends it when told to`() throws {
    let house = try House(policy: mailOnly, email: [.done(.failed(why: "550 no such user"))])
    _ = try house.promote(house.addJeanne())
    #expect(try house.work().failed == 1)
    let listed = try house.store.failed(limit: 10)
    #expect(listed.map(\.note) == ["550 no such user"])
    let id = try #require(listed.first?.id)
    try house.store.retry(id, now: house.clock.now(), expires: house.clock.now() + .day)
    #expect(try house.work().delivered == 1)
    #expect(try house.store.failed(limit: 10).isEmpty)
  }

  @Test func `gives up after ten attempts`() throws {
    let busy = [Prepared](repeating: .done(.later(why: "busy", after: nil)), count: 20)
    let house = try House(policy: mailOnly, email: busy)
    _ = try house.promote(house.addJeanne())
    for _ in 0..<20 { try house.work() }
    #expect(house.email.recorded.count == 10)
    #expect(try house.store.failed(limit: 10).count == 1)
  }

  @Test func `reports a wrong setting and keeps trying`() throws {
    let house = try House(
      policy: mailOnly, email: [.done(.misconfigured(why: "smtp.example.org: no STARTTLS"))])
    _ = try house.promote(house.addJeanne())
    let report = try house.work()
    #expect(report.misconfigured == 1)
    #expect(report.retried == 1)
    #expect(house.log.lines == ["email: smtp.example.org: no STARTTLS"])
  }

  @Test func `never repeats a text whose fate is unknown`() throws {
    let house = try House(policy: textOnly, sms: [.begins(.done(.unknown(why: "no answer")))])
    _ = try house.promote(house.addJeanne())
    #expect(try house.work().unknown == 1)
    house.clock.advance(.day)
    try house.work()
    #expect(house.sms.recorded.count == 1)
    #expect(try house.store.failed(limit: 10).map(\.state) == [.unknown])
  }

  @Test func `keeps transfers in flight over its calls and settles them when they end`() throws {
    let house = try House(
      policy: mailOnly, email: [transfer(.delivered(reference: "250 ok"))])
    _ = try house.promote(house.addJeanne())
    let worker = house.worker()
    #expect(try worker.work(budget: .zero).inFlight == 1)
    house.transfers.end(1, .answered(Answer(status: 250)))
    let report = try worker.work(budget: .zero)
    #expect(report.delivered == 1)
    #expect(report.inFlight == 0)
  }

  @Test func `holds no more in flight than its limit`() throws {
    let house = try House(
      policy: mailOnly,
      email: [Prepared](repeating: transfer(.delivered(reference: nil)), count: 9))
    house.limits.inFlight = 4
    let jeanne = try house.addJeanne()
    for _ in 0..<9 { _ = try house.promote(jeanne) }
    let worker = house.worker()
    for _ in 0..<3 { _ = try worker.work(budget: .zero) }
    #expect(house.transfers.started.count <= 4)
  }

  @Test func `takes back what a dead worker held, and counts the crash`() throws {
    let house = try House(
      policy: mailOnly, email: [transfer(.delivered(reference: nil))])
    _ = try house.promote(house.addJeanne())
    _ = try house.worker().work(budget: .zero)
    #expect(try house.work().delivered == 0)
    house.clock.advance(.seconds(21))
    let report = try house.work()
    #expect(report.recovered == 1)
    #expect(report.delivered == 1)
  }

  @Test func `ignores the result of a worker whose lease has ended`() throws {
    let house = try House(
      policy: mailOnly, email: [transfer(.failed(why: "too late to tell"))])
    _ = try house.promote(house.addJeanne())
    let slow = house.worker()
    _ = try slow.work(budget: .zero)
    house.clock.advance(.seconds(21))
    #expect(
      try Worker(parts: house.parts, transfers: ScriptedTransfers())
        .work(budget: .zero).delivered == 1)
    house.transfers.end(1, .answered(Answer(status: 550)))
    _ = try slow.work(budget: .zero)
    #expect(try house.store.failed(limit: 10).isEmpty)
  }

  @Test func `gives up what took three workers down`() throws {
    let house = try House(
      policy: mailOnly,
      email: [Prepared](repeating: transfer(.delivered(reference: nil)), count: 9))
    _ = try house.promote(house.addJeanne())
    for _ in 0..<4 {
      _ = try Worker(parts: house.parts, transfers: ScriptedTransfers()).work(budget: .zero)
      house.clock.advance(.seconds(21))
    }
    try house.work()
    #expect(house.email.recorded.count == 3)
    #expect(try house.store.failed(limit: 10).map(\.state) == [.failed])
  }

  @Test func `runs a host's function alone, its lease covering the time it declared`() throws {
    let blocking = Prepared.blocking(atMost: .seconds(60)) { .delivered(reference: nil) }
    let house = try House(policy: mailOnly, email: [blocking])
    _ = try house.promote(house.addJeanne())
    #expect(try house.work().delivered == 1)
  }

  @Test func `leaves alone what only another process can carry`() throws {
    let house = try House(policy: mailOnly)
    _ = try house.promote(house.addJeanne())
    let elsewhere = ChannelBook()
    try elsewhere.add(house.sms)
    let parts = WorkerParts(
      store: house.store, presence: house.presence, policies: house.policies,
      channels: elsewhere, clock: house.clock, randomness: FixedChance(),
      wakeUp: SilentBell(), log: house.log, retry: RetryPolicy(), limits: WorkLimits(),
      fallbackLocale: .french)
    #expect(
      try Worker(parts: parts, transfers: ScriptedTransfers()).work(budget: .zero)
        == WorkReport())
    #expect(try house.work().delivered == 1)
  }
}
