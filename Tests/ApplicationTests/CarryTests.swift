// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `A delivery the host carries` {
  private func house() throws -> (House, CarryDeliveries, UserID, Receipt) {
    let house = try House(
      policy: #"""
        {"ladders": {"standard": [{"channel": "email", "when": "any", "unless": ["seen"]}]}}
        """#, hostCarried: [.email])
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    return (house, CarryDeliveries(parts: house.parts, wording: .plain), jeanne, receipt)
  }

  @Test func `is taken, begun and settled once`() throws {
    let (house, carry, _, _) = try house()
    #expect(try house.work().delivered == 0)
    let taken = try #require(try carry.take([.email]))
    #expect(taken.words?.title.contains("ministre") == true)
    #expect(taken.locale == .french)
    #expect(try carry.take([.email]) == nil)
    let token = taken.delivery.token
    #expect(try carry.begin(token))
    try carry.settle(token, .delivered(reference: nil))
    #expect(throws: ApplicationFailure.self) {
      try carry.settle(token, .delivered(reference: nil))
    }
    #expect(throws: ApplicationFailure.self) { try carry.begin(token) }
  }

  @Test func `is cancelled at the last moment when it was seen meanwhile`() throws {
    let (house, carry, jeanne, receipt) = try house()
    let taken = try #require(try carry.take([.email]))
    _ = try house.mark(.read, receipt, of: jeanne)
    #expect(try !carry.begin(taken.delivery.token))
    let reasons = try house.store.history(of: receipt.notification, for: jeanne).deliveries
    #expect(reasons.contains { $0.note == Reason.seen.rawValue })
    #expect(throws: ApplicationFailure.self) { try carry.begin(taken.delivery.token) }
  }

  @Test func `goes to another when the lease ends, and the old token is worth nothing`() throws {
    let (house, carry, _, _) = try house()
    let first = try #require(try carry.take([.email]))
    house.clock.advance(.seconds(15))
    try carry.extend(first.delivery.token)
    house.clock.advance(.seconds(15))
    #expect(try carry.take([.email]) == nil)
    house.clock.advance(.seconds(6))
    let second = try #require(try carry.take([.email]))
    #expect(second.delivery.token.id == first.delivery.token.id)
    #expect(second.delivery.token.fence > first.delivery.token.fence)
    #expect(throws: ApplicationFailure.self) {
      try carry.settle(first.delivery.token, .failed(why: ""))
    }
    try carry.settle(second.delivery.token, .delivered(reference: nil))
  }

  @Test func `handed over to the host's own queue, waits until it expires`() throws {
    let (house, carry, _, _) = try house()
    let taken = try #require(try carry.take([.email]))
    try carry.handOver(taken.delivery.token)
    house.clock.advance(.seconds(3_600))
    #expect(try carry.take([.email]) == nil)
    #expect(try carry.begin(taken.delivery.token))
    try carry.settle(taken.delivery.token, .later(why: "full", after: nil))
    #expect(try carry.take([.email])?.delivery.attempt == 2)
  }

  @Test func `is of a channel the host carries, or is refused`() throws {
    let (_, carry, _, _) = try house()
    #expect(throws: ApplicationFailure.self) { try carry.take([.sms]) }
  }
}
