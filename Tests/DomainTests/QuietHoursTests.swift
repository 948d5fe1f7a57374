// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

/// 2026 in Paris: +1 h, from 29 March 01:00 UTC to 25 October 01:00 UTC +2 h.
private func paris(_ instant: Instant) -> Int {
  (1_774_746_000_000..<1_792_890_000_000).contains(instant.milliseconds) ? 7_200 : 3_600
}

private let minute: Int64 = 60_000

/// A moment of UTC in 2026, as `month, day, hour, minute`.
private func utc(_ month: Int, _ day: Int, _ hour: Int, _ minutes: Int = 0) -> Instant {
  let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
  let days = Int64(20_454 + before + day - 1)
  return Instant(milliseconds: (days * 1_440 + Int64(hour * 60 + minutes)) * minute)
}

struct `Quiet hours` {
  @Test func `are written as they are read`() throws {
    let quiet = try QuietHours(from: "22:00", to: "07:05", days: ["fri", "sat", "fri"])
    #expect(quiet.from.text == "22:00" && quiet.from.minutes == 1_320)
    #expect(quiet.to.text == "07:05" && quiet.to.minutes == 425)
    #expect(quiet.days == [.friday, .saturday])
    #expect(try QuietHours(from: "00:00", to: "23:59", days: nil).days.count == 7)
  }

  @Test(arguments: [
    "", "7:00", "24:00", "12:60", "12:0a", "12-00", "12:000", "+1:00", "١٢:٠٠", "12:00 ", " 2:00",
  ])
  func `refuse what no clock shows, naming it`(text: String) {
    let from = #expect(throws: InvalidValue.self) {
      try QuietHours(from: text, to: "07:00", days: nil)
    }
    let to = #expect(throws: InvalidValue.self) {
      try QuietHours(from: "07:00", to: text, days: nil, field: "users[0].quiet")
    }
    #expect(from?.field == "quiet_hours.from" && to?.field == "users[0].quiet.to")
  }

  @Test func `refuse an empty day, no days, and days that do not exist`() {
    let fields = [("22:00", nil), ("07:00", []), ("07:00", ["mon", "Tue"])]
      .map { to, days in
        #expect(throws: InvalidValue.self) {
          try QuietHours(from: "22:00", to: to, days: days)
        }?.field
      }
    #expect(fields == ["quiet_hours.to", "quiet_hours.days", "quiet_hours.days[1]"])
  }

  @Test func `hold from the first minute to before the last`() throws {
    let quiet = try QuietHours(from: "22:00", to: "07:00", days: nil)
    let night = utc(6, 10, 20)..<utc(6, 11, 5)
    #expect(quiet.window(at: utc(6, 10, 19, 59), secondsEast: paris) == nil)
    for inside in [utc(6, 10, 20), utc(6, 10, 23, 30), utc(6, 11, 4, 59)] {
      #expect(quiet.window(at: inside, secondsEast: paris) == night)
    }
    #expect(quiet.window(at: utc(6, 11, 5), secondsEast: paris) == nil)
    let lunch = try QuietHours(from: "12:00", to: "14:00", days: nil)
    #expect(lunch.window(at: utc(1, 1, 12), secondsEast: paris) == utc(1, 1, 11)..<utc(1, 1, 13))
    let midnight = try QuietHours(from: "20:00", to: "00:00", days: nil)
    #expect(
      midnight.window(at: utc(1, 1, 20), secondsEast: paris) == utc(1, 1, 19)..<utc(1, 1, 23))
  }

  @Test func `belong to the day on which they begin`() throws {
    // 12 June 2026 is a Friday.
    let quiet = try QuietHours(from: "22:00", to: "07:00", days: ["fri"])
    let night = utc(6, 12, 20)..<utc(6, 13, 5)
    #expect(quiet.window(at: utc(6, 13, 3), secondsEast: paris) == night)
    #expect(quiet.window(at: utc(6, 12, 3), secondsEast: paris) == nil)
    #expect(quiet.window(at: utc(6, 13, 22), secondsEast: paris) == nil)
    let week = Instant.Span.seconds(7 * 86_400)
    #expect(
      quiet.window(at: utc(6, 13, 5), within: week, secondsEast: paris)
        == utc(6, 19, 20)..<utc(6, 20, 5))
  }

  @Test func `are looked for no further than asked`() throws {
    let quiet = try QuietHours(from: "22:00", to: "07:00", days: nil)
    let hour = Instant.Span.seconds(3_600)
    let night = utc(6, 10, 20)..<utc(6, 11, 5)
    #expect(quiet.window(at: utc(6, 10, 19), within: hour, secondsEast: paris) == night)
    #expect(quiet.window(at: utc(6, 10, 18, 59), within: hour, secondsEast: paris) == nil)
  }

  @Test func `survive hostile moments, spans and offsets`() throws {
    let quiet = try QuietHours(from: "22:00", to: "07:00", days: nil)
    let endless = Instant.Span(milliseconds: .max)
    for moment in [Int64.min, -62_167_219_200_001, 253_402_300_800_000, .max] {
      let instant = Instant(milliseconds: moment)
      #expect(quiet.window(at: instant, within: endless) { _ in .max } == nil)
    }
    for moment in [-62_167_219_200_000, 0, 253_402_300_799_999] as [Int64] {
      let instant = Instant(milliseconds: moment)
      #expect(quiet.window(at: instant, within: endless) { _ in .min } != nil)
      #expect(quiet.window(at: instant, within: endless) { Int($0.milliseconds % 90_000) } != nil)
    }
  }
}

struct `Quiet hours when clocks change` {
  private func window(_ from: String, _ to: String, at moment: Instant) throws -> Range<Instant>? {
    try QuietHours(from: from, to: to, days: nil).window(at: moment, secondsEast: paris)
  }

  @Test func `last an hour less in spring and an hour more in autumn`() throws {
    // Paris, 29 March: 01:00 UTC is 02:00, then 03:00.
    #expect(
      try window("22:00", "07:00", at: utc(3, 29, 0)) == utc(3, 28, 21)..<utc(3, 29, 5))
    // Paris, 25 October: 01:00 UTC is 03:00, then 02:00.
    #expect(
      try window("22:00", "07:00", at: utc(10, 25, 0)) == utc(10, 24, 20)..<utc(10, 25, 6))
  }

  @Test func `begin and end at the change when their time is skipped`() throws {
    #expect(try window("02:30", "07:00", at: utc(3, 29, 1)) == utc(3, 29, 1)..<utc(3, 29, 5))
    #expect(try window("02:30", "07:00", at: utc(3, 29, 0, 59)) == nil)
    #expect(try window("22:00", "02:30", at: utc(3, 29, 0, 59)) == utc(3, 28, 21)..<utc(3, 29, 1))
    #expect(try window("22:00", "02:30", at: utc(3, 29, 1)) == nil)
    #expect(try window("02:00", "03:00", at: utc(3, 29, 1)) == nil)
    #expect(try window("02:15", "02:45", at: utc(3, 29, 0, 30)) == nil)
  }

  @Test func `begin at the first and end at the last of a time that is shown twice`() throws {
    let untilHalfPast = utc(10, 24, 20)..<utc(10, 25, 1, 30)
    for inside in [utc(10, 25, 0, 15), utc(10, 25, 0, 45), utc(10, 25, 1, 15)] {
      #expect(try window("22:00", "02:30", at: inside) == untilHalfPast)
    }
    let fromHalfPast = utc(10, 25, 0, 30)..<utc(10, 25, 6)
    for inside in [utc(10, 25, 0, 45), utc(10, 25, 1, 15), utc(10, 25, 2)] {
      #expect(try window("02:30", "07:00", at: inside) == fromHalfPast)
    }
    #expect(
      try window("02:15", "02:45", at: utc(10, 25, 1, 10))
        == utc(10, 25, 0, 15)..<utc(10, 25, 1, 45))
  }

  @Test func `join the nights around a day that was skipped`() throws {
    // Apia: on 30 December 2011 at 10:00 UTC the 30th began, and was the 31st.
    let change: Int64 = 1_325_239_200_000
    let apia = { (instant: Instant) in
      instant.milliseconds < change ? -10 * 3_600 : 14 * 3_600
    }
    let quiet = try QuietHours(from: "22:00", to: "07:00", days: nil)
    let night =
      Instant(milliseconds: change - 120 * minute)..<Instant(milliseconds: change + 420 * minute)
    for inside in [-120, -1, 0, 419] {
      let moment = Instant(milliseconds: change + Int64(inside) * minute)
      #expect(quiet.window(at: moment, secondsEast: apia) == night)
    }
    // The 30th was a Friday: its own night has only a morning.
    let friday = try QuietHours(from: "22:00", to: "07:00", days: ["fri"])
    #expect(
      friday.window(at: Instant(milliseconds: change), secondsEast: apia)
        == Instant(milliseconds: change)..<night.upperBound)
  }
}
