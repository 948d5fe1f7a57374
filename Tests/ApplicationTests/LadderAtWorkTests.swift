// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `The ladder at work` {
  @Test func `sends an e-mail after two minutes to somebody away who did not look`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    _ = try house.promote(jeanne)
    try house.work()
    #expect(house.realtime.recorded.isEmpty)
    house.clock.advance(.seconds(119))
    try house.work()
    #expect(house.email.recorded.isEmpty)
    house.clock.advance(.seconds(1))
    try house.work()
    #expect(house.email.recorded.map(\.user.id) == [jeanne])
    house.clock.advance(.seconds(3_600))
    try house.work()
    #expect(house.email.recorded.count == 1)
    #expect(house.sms.recorded.isEmpty)
  }

  @Test func `cancels the e-mail the moment the notification is seen`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    try house.work()
    let counts = try house.mark(.seen, receipt, of: jeanne)
    #expect(counts.unseen == 0)
    #expect(counts.unread == 1)
    house.clock.advance(.seconds(3_600))
    try house.work()
    #expect(house.email.recorded.isEmpty)
  }

  @Test func `rings the bell of somebody who is there, and spares them the e-mail`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    try house.ping(jeanne, visible: true)
    _ = try house.promote(jeanne)
    try house.work()
    #expect(house.realtime.recorded.count == 1)
    #expect(house.realtime.recorded.first?.counts.unseen == 1)
    house.clock.advance(.seconds(90))
    try house.ping(jeanne, visible: true)
    house.clock.advance(.seconds(30))
    let report = try house.work()
    #expect(house.email.recorded.isEmpty)
    #expect(report.cancelled == 1)
  }

  @Test func `judges by where the person is when it is due, not when it happened`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    try house.ping(jeanne, visible: true)
    _ = try house.promote(jeanne)
    try house.work()
    // The lease of the tab ends before the e-mail is due.
    house.clock.advance(.seconds(120))
    try house.work()
    #expect(house.email.recorded.count == 1)
  }

  @Test func `texts only where the category switched it on, and only after a quarter of an hour`()
    throws
  {
    let house = try House(
      policy: #"{"categories": {"role": {"severity": "success", "options": ["sms"]}}}"#)
    let jeanne = try house.addJeanne()
    _ = try house.promote(jeanne)
    for _ in 0..<15 {
      try house.work()
      #expect(house.sms.recorded.isEmpty)
      house.clock.advance(.seconds(60))
    }
    try house.work()
    #expect(house.sms.recorded.count == 1)
  }

  @Test func `does not ring for what is a minute old`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    try house.ping(jeanne, visible: true)
    _ = try house.promote(jeanne)
    house.clock.advance(.seconds(61))
    let report = try house.work()
    #expect(house.realtime.recorded.isEmpty)
    #expect(report.cancelled == 1)
  }

  @Test func `follows the policy of the moment an event was accepted`() throws {
    let house = try House(
      policy: #"{"ladders": {"standard": [{"channel": "email", "when": "any", "after": "PT5S"}]}}"#)
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    #expect(receipt.deliveries == 1)
    house.clock.advance(.seconds(5))
    try house.work()
    #expect(house.email.recorded.count == 1)
  }
}
