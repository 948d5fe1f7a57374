// SPDX-License-Identifier: MIT

/// The hours of the day in which somebody wants peace, on the clock of their wall.
///
/// When clocks change, peace is longer rather than shorter: a time that is shown twice begins it
/// when first shown and ends it when last shown; a time that is skipped does both at the change.
package struct QuietHours: Hashable, Sendable {
  package let from: TimeOfDay
  /// Of the next day, unless later than `from`.
  package let to: TimeOfDay
  /// The days on which quiet hours begin.
  package let days: Set<Weekday>

  package init(
    from: TimeOfDay, to: TimeOfDay, days: Set<Weekday> = Set(Weekday.allCases),
    field: String = "quiet_hours"
  ) throws(InvalidValue) {
    guard from != to else {
      throw InvalidValue("\(field).to", .malformed("the same as from: no hour, or all of them?"))
    }
    guard !days.isEmpty else { throw InvalidValue("\(field).days", .empty) }
    self.from = from
    self.to = to
    self.days = days
  }

  /// As written: `22:00`, `07:00`, `["fri", "sat"]`; no days at all mean every day.
  package init(
    from: String, to: String, days: [String]?, field: String = "quiet_hours"
  ) throws(InvalidValue) {
    var chosen: Set<Weekday> = days == nil ? Set(Weekday.allCases) : []
    for (index, day) in (days ?? []).enumerated() {
      chosen.insert(try Weekday(day, field: "\(field).days[\(index)]"))
    }
    try self.init(
      from: TimeOfDay(from, field: "\(field).from"), to: TimeOfDay(to, field: "\(field).to"),
      days: chosen, field: field)
  }

  private static let day: Int64 = 86_400_000
  /// Longer than two windows that a change of clocks has joined.
  private static let margin = 4 * day
  /// Every day of the week begins within, even where one was skipped.
  private static let furthest = Instant.Span(milliseconds: 15 * day)
  /// The years 0 to 9999: no sum below overflows, and no other moment is a date.
  private static let dates: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  /// The window that `instant` lies in, or else the first that begins within `span`, which counts
  /// up to 15 days. At its end nobody is disturbed by having waited: no other window begins there.
  ///
  /// `secondsEast` tells how far the clock on the wall is ahead of UTC at a moment; it is asked
  /// some ten times, for moments up to four days from the two.
  package func window(
    at instant: Instant, within span: Instant.Span = .zero, secondsEast: (Instant) -> Int
  ) -> Range<Instant>? {
    guard Self.dates.contains(instant.milliseconds) else { return nil }
    let now = instant.milliseconds
    let latest = now + min(span, Self.furthest).milliseconds
    let wall = WallClock(
      from: now - Self.margin, to: latest + Self.margin, secondsEast: secondsEast)
    let next = windows(on: wall).first { $0.upperBound > now }
    guard let next, next.lowerBound <= latest else { return nil }
    return Instant(milliseconds: next.lowerBound)..<Instant(milliseconds: next.upperBound)
  }

  /// In order; those that touch are one.
  private func windows(on wall: WallClock) -> [Range<Int64>] {
    let localDays = wall.first / Self.day - 2...wall.last / Self.day + 2
    let found = localDays.filter { days.contains(Weekday(day: $0)) }
      .compactMap { wall.moments(showing: hours(of: $0)) }
      .sorted { $0.lowerBound < $1.lowerBound }
    var joined: [Range<Int64>] = []
    for window in found {
      guard let last = joined.last, window.lowerBound <= last.upperBound else {
        joined.append(window)
        continue
      }
      joined[joined.count - 1] =
        last.lowerBound..<max(last.upperBound, window.upperBound)
    }
    return joined
  }

  /// The local times of the window that begins on a day.
  private func hours(of day: Int64) -> Range<Int64> {
    let end = to > from ? to.minutes : to.minutes + 1_440
    let midnight = day * Self.day
    return midnight + Int64(from.minutes) * 60_000..<midnight + Int64(end) * 60_000
  }
}
