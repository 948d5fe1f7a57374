// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesDomain
import Testing

@testable import MatinesApplication

private let mailOnly = #"{"ladders": {"standard": [{"channel": "email", "when": "any"}]}}"#
private let request = TransferRequest.http(HTTPRequest(url: "https://x", headers: [], body: []))
private let crowded = Prepared.crowded(peer: "x:443", wait: .seconds(1))
private let slow = Prepared.begins(.transfer(request) { _ in .delivered(reference: nil) })

struct `A delivery whose peer has enough to do` {
  private func house(
    _ script: [Prepared], people: Int, clock: ManualClock = ManualClock()
  ) throws -> House {
    let house = try House(policy: mailOnly, email: script, clock: clock)
    for number in 0..<people {
      let user = User(
        id: try UserID("\(number)"), email: try EmailAddress("p\(number)@example.org"))
      try house.store.put(user, now: house.clock.now())
      _ = try house.promote(user.id)
    }
    return house
  }

  @Test func `is tried again when something under way has ended`() throws {
    let house = try house([slow, crowded, crowded], people: 2)
    let worker = house.worker()
    #expect(try worker.work(budget: .zero).inFlight == 1)
    #expect(house.email.recorded.count == 2)
    house.transfers.end(1, .answered(Answer(status: 201)))
    // Claimed anew it is still one too many; then the answer comes in.
    let report = try worker.work(budget: .zero)
    #expect(report.delivered == 2)
    #expect(house.email.recorded.map(\.attempt) == [1, 1, 1, 1])
  }

  @Test func `goes back when the call ends, and no attempt is counted`() throws {
    let house = try house([slow, crowded], people: 2)
    let worker = house.worker()
    _ = try worker.work(budget: .zero)
    let other = try house.worker().work(budget: .zero)
    #expect(other.delivered == 1)
    #expect(house.email.recorded.last?.attempt == 1)
  }

  @Test func `is put off when too many wait already`() throws {
    var limits = WorkLimits()
    limits.inFlight = 2
    let house = try house([slow] + Array(repeating: crowded, count: 9), people: 8)
    house.limits = limits
    let worker = house.worker()
    let report = try worker.work(budget: .zero)
    #expect(report.delivered == 0)
    #expect(report.inFlight == 1)
    // One is under way, some wait in the worker's hands; the others are not due before a second.
    let due = try #require(report.nextDue)
    #expect(due <= house.clock.now() + .seconds(1))
    house.clock.advance(.seconds(2))
    house.transfers.end(1, .answered(Answer(status: 201)))
    var delivered = 0
    for _ in 0..<10 {
      delivered += try worker.work(budget: .zero).delivered
      house.clock.advance(.seconds(2))
    }
    #expect(delivered == 8)
    #expect(house.email.recorded.allSatisfy { $0.attempt == 1 })
  }

  @Test func `is not begun beyond what may be under way at once`() throws {
    let others = ["x", "x", "y", "y", "z"].map { Prepared.crowded(peer: $0, wait: .seconds(1)) }
    let house = try house([slow] + others + Array(repeating: slow, count: 9), people: 6)
    house.limits.inFlight = 2
    let transfers = LateTransfers(endsAt: 5)
    _ = try Worker(parts: house.parts, transfers: transfers).work(budget: .zero)
    #expect(transfers.most == 2)
  }

  /// A suspended process may have lost its leases when it goes on.
  @Test func `is not begun with a lease that a pause before it has cost`() throws {
    let clock = ManualClock()
    let pause = Prepared.ready(
      Departure {
        clock.advance(.seconds(60))
        return .done(.delivered(reference: nil))
      })
    let script = [slow, crowded, crowded, crowded, crowded, pause]
    let house = try house(script, people: 3, clock: clock)
    let worker = house.worker()
    _ = try worker.work(budget: .zero)
    house.transfers.end(1, .answered(Answer(status: 201)))
    _ = try worker.work(budget: .zero)
    _ = try worker.work(budget: .zero)
    let fences = house.email.recorded.filter { $0.token.id == 3 }.map(\.token.fence)
    #expect(fences == [1, 2, 3])
  }

  @Test func `leaves room in the worker's hands for other peers`() throws {
    let house = try house([], people: 1)
    let claim = try #require(
      try house.store.claim(
        ClaimRequest(
          owner: 1, carrier: .library, channels: nil, limit: 1, lease: .seconds(20),
          now: house.clock.now(), boot: house.clock.boot(), fallbackLocale: .french)
      ).first)
    var held = HeldClaims(limit: 2)
    let taken = ["x", "x", "x", "y", "y", "y", "a", "b", "c", "d", "e"].map {
      held.add(claim, for: $0, since: house.clock.boot())
    }
    let yes = [true, true, false, true, true, false, true, true, true, true, false]
    #expect(taken == yes)
  }

  @Test func `whose peer is paused waits that long, and no attempt is counted`() throws {
    let until = ManualClock().now() + .seconds(30)
    let paused = try house([.postponed(until: until)], people: 1)
    #expect(try paused.work().nextDue == until)
    paused.clock.advance(.seconds(29))
    #expect(try paused.work().delivered == 0)
    paused.clock.advance(.seconds(1))
    #expect(try paused.work().delivered == 1)
    #expect(paused.email.recorded.map(\.attempt) == [1, 1])
  }

  @Test func `is cancelled when its time runs out meanwhile`() throws {
    let patient = #"""
      {"ladders": {"standard": [{"channel": "email", "when": "any", "timeout": "PT10S"}]}}
      """#
    let house = try House(policy: patient, email: [slow, crowded, crowded])
    for name in ["a", "b"] {
      let user = User(id: try UserID(name), email: try EmailAddress("\(name)@example.org"))
      try house.store.put(user, now: house.clock.now())
      _ = try house.promote(user.id)
    }
    let worker = house.worker()
    _ = try worker.work(budget: .zero)
    house.clock.advance(.seconds(10))
    let report = try worker.work(budget: .zero)
    #expect(report.cancelled == 1)
    #expect(house.email.recorded.count == 2)
  }
}

/// The first transfer ends with a later pump, the others never.
private final class LateTransfers: Transfers {
  private let end: Int
  private var pumps = 0
  private var started = 0
  private(set) var most = 0

  init(endsAt end: Int) { self.end = end }

  var inFlight: Int { started - (pumps >= end ? 1 : 0) }

  func start(_ request: TransferRequest) -> Int {
    started += 1
    most = max(most, inFlight)
    return started
  }

  func pump(
    waiting: Instant.Span, wake: Int32?
  ) -> [(ticket: Int, result: TransferResult)] {
    pumps += 1
    return pumps == end ? [(1, .answered(Answer(status: 201)))] : []
  }
}
