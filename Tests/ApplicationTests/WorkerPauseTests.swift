// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

private let mailOnly = #"{"ladders": {"standard": [{"channel": "email", "when": "any"}]}}"#
private let request = TransferRequest.http(HTTPRequest(url: "https://x", headers: [], body: []))

struct `A worker that is called now and then` {
  @Test func `does not take its own transfers for abandoned, however long the pause`() throws {
    let slow = Prepared.begins(.transfer(request) { _ in .delivered(reference: nil) })
    let house = try House(policy: mailOnly, email: [slow])
    _ = try house.promote(house.addJeanne())
    let worker = house.worker()
    _ = try worker.work(budget: .zero)
    for _ in 0..<5 {
      house.clock.advance(.seconds(60))
      let report = try worker.work(budget: .zero)
      #expect(report.recovered == 0)
      #expect(report.inFlight == 1)
    }
    house.transfers.end(1, .answered(Answer(status: 250)))
    #expect(try worker.work(budget: .zero).delivered == 1)
    #expect(house.email.recorded.count == 1)
  }

  @Test func `sends nothing that became another's while its claim came back`() throws {
    let house = try House(policy: mailOnly)
    _ = try house.promote(house.addJeanne())
    let (parts, hand) = (house.parts, house.clock)
    let clock = StallingClock(clock: hand) {
      (try? parts.store.nextDue(.library, channels: [.email])) == .some(nil)
    } stall: {
      hand.advance(.seconds(30))
      _ = try? Worker(parts: parts, transfers: ScriptedTransfers()).work(budget: .zero)
    }
    let stalled = WorkerParts(
      store: parts.store, presence: parts.presence, policies: parts.policies,
      channels: parts.channels, clock: clock, randomness: parts.randomness,
      wakeUp: parts.wakeUp, log: parts.log, retry: parts.retry, limits: parts.limits,
      fallbackLocale: parts.fallbackLocale)
    _ = try Worker(parts: stalled, transfers: house.transfers).work(budget: .zero)
    #expect(house.email.recorded.map(\.attempt) == [2])
  }

  @Test func `sends nothing whose time ran out while its lease was renewed`() throws {
    let brief = #"""
      {"ladders": {"standard": [{"channel": "email", "when": "any", "timeout": "PT10S"}]}}
      """#
    let house = try House(policy: brief)
    _ = try house.promote(house.addJeanne())
    let (parts, hand) = (house.parts, house.clock)
    let clock = StallingClock(clock: hand) {
      (try? parts.store.nextDue(.library, channels: [.email])) == .some(nil)
    } stall: {
      hand.advance(.seconds(15))
    }
    let stalled = WorkerParts(
      store: parts.store, presence: parts.presence, policies: parts.policies,
      channels: parts.channels, clock: clock, randomness: parts.randomness,
      wakeUp: parts.wakeUp, log: parts.log, retry: parts.retry, limits: parts.limits,
      fallbackLocale: parts.fallbackLocale)
    let report = try Worker(parts: stalled, transfers: house.transfers).work(budget: .zero)
    #expect(house.email.recorded.isEmpty)
    #expect(report.cancelled == 1)
  }

  @Test func `does all that is due when it has no budget`() throws {
    let house = try House(policy: mailOnly)
    let jeanne = try house.addJeanne()
    for _ in 0..<200 { _ = try house.promote(jeanne) }
    let report = try house.work()
    #expect(report.delivered == 200)
    #expect(report.nextDue == nil)
  }

  @Test func `leaves a clock that stands still where it is`() throws {
    let house = try House(policy: mailOnly)
    _ = try house.promote(house.addJeanne())
    #expect(try house.worker().work(budget: .seconds(3_600)).delivered == 1)
    #expect(house.transfers.longestWait <= .seconds(1))
  }

  @Test func `runs the host's functions one by one and keeps every lease meanwhile`() throws {
    let clock = ManualClock()
    let blocking = Prepared.blocking(atMost: .seconds(60)) {
      clock.advance(.seconds(30))
      return .delivered(reference: nil)
    }
    let house = try House(
      policy: mailOnly, email: Array(repeating: blocking, count: 4), clock: clock)
    for name in ["a", "b", "c", "d"] {
      let user = User(id: try UserID(name), email: try EmailAddress("\(name)@example.org"))
      try house.store.put(user, now: clock.now())
      _ = try house.promote(user.id)
    }
    let report = try house.work()
    #expect(report.delivered == 4)
    #expect(report.recovered == 0)
    #expect(house.email.recorded.allSatisfy { $0.attempt == 1 })
  }
}

/// Stands still once, at the first look at the boot clock after something has happened.
private final class StallingClock: Clock {
  private let clock: ManualClock
  private let isTime: @Sendable () -> Bool
  private let stall: @Sendable () -> Void
  private let hasStalled = Mutex(false)

  init(
    clock: ManualClock, isTime: @escaping @Sendable () -> Bool,
    stall: @escaping @Sendable () -> Void
  ) {
    self.clock = clock
    self.isTime = isTime
    self.stall = stall
  }

  var runs: Bool { false }
  func now() -> Instant { clock.now() }

  func boot() -> BootTime {
    let stalls =
      isTime()
      && hasStalled.withLock { done in
        defer { done = true }
        return !done
      }
    if stalls { stall() }
    return clock.boot()
  }
}

struct `A rung whose channel is being tried` {
  @Test func `waits for the earlier one, and takes over when that comes to nothing`() throws {
    let house = try House(
      policy: #"""
        {"ladders": {"standard": [
          {"channel": "email", "when": "offline", "after": "PT1M"},
          {"channel": "email", "when": "online", "after": "PT1M"}]}}
        """#, email: [.done(.later(why: "busy", after: .seconds(10)))])
    let jeanne = try house.addJeanne()
    _ = try house.promote(jeanne)
    house.clock.advance(.seconds(60))
    try house.work()
    #expect(house.email.recorded.count == 1)
    try house.ping(jeanne, visible: true)
    house.clock.advance(.seconds(11))
    try house.work()
    #expect(house.email.recorded.count == 1)
    house.clock.advance(.seconds(15))
    try house.work()
    #expect(house.email.recorded.count == 2)
  }
}

struct `A text the host carries` {
  private let textOnly = #"{"ladders": {"standard": [{"channel": "sms", "when": "any"}]}}"#

  @Test func `is begun once, also when the host's queue delivers its job twice`() throws {
    let house = try House(policy: textOnly, hostCarried: [.sms])
    _ = try house.promote(house.addJeanne())
    let carry = CarryDeliveries(parts: house.parts, wording: .plain)
    let token = try #require(try carry.take([.sms])).delivery.token
    try carry.handOver(token)
    #expect(try carry.begin(token))
    #expect(throws: ApplicationFailure.self) { try carry.begin(token) }
  }

  @Test func `is never given back as ready by a process that has no texts`() throws {
    let house = try House(policy: textOnly, hostCarried: [.sms])
    _ = try house.promote(house.addJeanne())
    let carry = CarryDeliveries(parts: house.parts, wording: .plain)
    let token = try #require(try carry.take([.sms])).delivery.token
    #expect(try carry.begin(token))
    house.clock.advance(.seconds(30))
    let other = ChannelBook()
    _ = try house.store.recover(
      now: house.clock.now(), boot: house.clock.boot(), crashes: 3,
      atMostOnce: other.atMostOnce)
    #expect(try carry.take([.sms]) == nil)
    #expect(try house.store.failed(limit: 5).map(\.state) == [.unknown])
  }
}
