// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A ladder behind a channel nobody takes` {
  private func house(hostCarried: [ChannelName] = [.sms]) throws -> House {
    try House(
      policy: """
        {"ladders": {"standard": [{"channel": "sms"},
          {"channel": "email", "after": "PT2M", "unless": ["seen"]}]}}
        """, hostCarried: hostCarried)
  }

  @Test func `goes on to the e-mail at its time, and the host may still take the first`() throws {
    let house = try house()
    let jeanne = try house.addJeanne()
    _ = try house.promote(jeanne)
    house.clock.advance(.seconds(119))
    try house.work()
    #expect(house.email.recorded.isEmpty)
    house.clock.advance(.seconds(1))
    try house.work()
    #expect(house.email.recorded.map(\.user.id) == [jeanne])
    try house.work()
    #expect(house.email.recorded.count == 1)
    let carry = CarryDeliveries(parts: house.parts, wording: .plain)
    #expect(try carry.take([.sms])?.delivery.user.id == jeanne)
  }

  @Test func `spares the e-mail when it was seen meanwhile`() throws {
    let house = try house()
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    house.clock.advance(.seconds(90))
    try house.work()
    _ = try house.mark(.seen, receipt, of: jeanne)
    house.clock.advance(.seconds(90))
    try house.work()
    #expect(house.email.recorded.isEmpty)
  }

  @Test func `reaches the host who takes only the later channel`() throws {
    let house = try house(hostCarried: [.sms, .email])
    let jeanne = try house.addJeanne()
    _ = try house.promote(jeanne)
    let carry = CarryDeliveries(parts: house.parts, wording: .plain)
    house.clock.advance(.seconds(119))
    #expect(try carry.take([.email]) == nil)
    house.clock.advance(.seconds(1))
    #expect(try carry.take([.email])?.delivery.channel == .email)
    #expect(try carry.take([.email]) == nil)
  }
}
