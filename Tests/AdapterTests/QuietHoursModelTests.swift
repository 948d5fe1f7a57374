// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

@testable import MatinesAdapters

/// Quiet hours told minute by minute from the wall clock alone: a minute is quiet when the day it
/// belongs to has shown a quiet time and will show one again, or shows one now.
private struct MinuteByMinute {
  private static let minute: Int64 = 60_000
  let first: Int64
  private(set) var isQuiet: [Bool]

  init(_ quiet: QuietHours, from start: Int64, minutes: Int, secondsEast: (Instant) -> Int) {
    first = start
    isQuiet = Array(repeating: false, count: minutes)
    var shown: [Int64: (first: Int, last: Int)] = [:]
    for at in 0..<minutes {
      let instant = Instant(milliseconds: start + Int64(at) * Self.minute)
      let local = instant.milliseconds / Self.minute + Int64(secondsEast(instant) / 60)
      guard let day = Self.day(of: local, quiet) else { continue }
      shown[day] = (shown[day]?.first ?? at, at)
    }
    for span in shown.values {
      for at in span.first...span.last { isQuiet[at] = true }
    }
  }

  /// The day whose window shows this local minute.
  private static func day(of local: Int64, _ quiet: QuietHours) -> Int64? {
    let (day, time) = (local / 1_440, Int(local % 1_440))
    let (from, to) = (quiet.from.minutes, quiet.to.minutes)
    let crosses = to < from
    if time >= from, crosses || time < to { return isChosen(day, quiet) ? day : nil }
    if crosses, time < to { return isChosen(day - 1, quiet) ? day - 1 : nil }
    return nil
  }

  private static func isChosen(_ day: Int64, _ quiet: QuietHours) -> Bool {
    let names = ["thu", "fri", "sat", "sun", "mon", "tue", "wed"]
    return quiet.days.contains { $0.rawValue == names[Int(day % 7)] }
  }

  /// The window at a minute, or the first that begins within so many more.
  func window(at index: Int, within minutes: Int) -> Range<Instant>? {
    guard let inside = (index...index + minutes).first(where: { isQuiet[$0] }) else { return nil }
    let start = (isQuiet[..<inside].lastIndex(of: false) ?? -1) + 1
    let end = isQuiet[inside...].firstIndex(of: false) ?? isQuiet.endIndex
    return moment(start)..<moment(end)
  }

  func moment(_ index: Int) -> Instant {
    Instant(milliseconds: first + Int64(index) * Self.minute)
  }
}

struct `Quiet hours in the zones of the world` {
  private static let names = [
    "Europe/Paris", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Gaza",
    "Pacific/Apia", "Pacific/Kwajalein", "Africa/Casablanca", "America/Caracas", "Asia/Pyongyang",
    "Asia/Kathmandu", "Antarctica/Casey", "Antarctica/Troll", "America/Sao_Paulo", "Asia/Tehran",
    "Pacific/Chatham", "Europe/Moscow", "Asia/Kolkata", "America/Godthab", "UTC",
  ]

  /// A moment of 1974 to 2036, every second time within two days of a change of the clock.
  private func moment(
    _ dice: inout SystemRandomNumberGenerator, _ secondsEast: (Instant) -> Int
  ) -> Int64 {
    let minutes: Int64 = 33_000_000
    let chosen = (Int64.random(in: 0..<minutes, using: &dice) + 2_200_000) * 60_000
    guard Bool.random(using: &dice) else { return chosen }
    let east = secondsEast(Instant(milliseconds: chosen))
    for day in Int64(1)..<400 {
      let later = chosen + day * 86_400_000
      guard secondsEast(Instant(milliseconds: later)) != east else { continue }
      return later + Int64.random(in: -2_880...1_440, using: &dice) * 60_000
    }
    return chosen
  }

  private func quietHours(_ dice: inout SystemRandomNumberGenerator) throws -> QuietHours {
    let text = { (minutes: Int) in
      let (hour, minute) = (minutes / 60, minutes % 60)
      return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
    let from = Int.random(in: 0..<1_440, using: &dice)
    let length = Int.random(in: 1..<1_440, using: &dice)
    let days = Weekday.allCases.filter { _ in Bool.random(using: &dice) }
    return try QuietHours(
      from: text(from), to: text((from + length) % 1_440),
      days: days.isEmpty ? nil : days.map(\.rawValue))
  }

  @Test(arguments: names)
  func `are those of the wall, minute by minute`(name: String) throws {
    let zones = ICUTimeZones()
    let zone = try ZoneName(name)
    let secondsEast = { (instant: Instant) in zones.secondsEast(at: instant, in: zone) ?? 0 }
    var dice = SystemRandomNumberGenerator()
    let around = 4 * 1_440
    for _ in 0..<8 {
      let quiet = try quietHours(&dice)
      let middle = moment(&dice, secondsEast)
      let model = MinuteByMinute(
        quiet, from: middle - Int64(around) * 60_000, minutes: 2 * around,
        secondsEast: secondsEast)
      for _ in 0..<40 {
        let index = around + Int.random(in: -600...600, using: &dice)
        let within = Bool.random(using: &dice) ? 0 : Int.random(in: 0...1_440, using: &dice)
        let window = quiet.window(
          at: model.moment(index), within: .seconds(Int64(within) * 60), secondsEast: secondsEast)
        #expect(
          window == model.window(at: index, within: within),
          "\(quiet) at \(model.moment(index).milliseconds) within \(within) min")
      }
    }
  }
}
