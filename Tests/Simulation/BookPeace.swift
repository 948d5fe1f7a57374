// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Hours of rest, pauses, and channels that somebody does not want. A delivery is judged by what
/// its person wanted when the store last showed it, at one of the moments its sender read from its
/// clock between then and the first octet: when at none of them it was allowed, it was forbidden.
extension Book {
  private static let rule = "peace"

  /// What somebody wanted when a delivery was last looked at, and who looked.
  struct Look {
    let preferences: Preferences
    let zone: ZoneName?
    /// Whether they belonged to the audience.
    let isMember: Bool
    private let user: UserID
    private let seat: Seat
    private let (first, told): (Int, Int)

    init(_ person: Person, isMember: Bool, _ seat: Seat) {
      (preferences, zone, user) = (person.preferences, person.zone, person.id)
      self.isMember = isMember
      self.seat = seat
      (first, told) = (seat.readings.count, seat.presences.count)
    }

    /// Of the clock, since then.
    var readings: ArraySlice<Instant> { seat.readings.dropFirst(first) }

    /// Whether the person was said to be somewhere since then that fits.
    func wasTold(_ fits: (Presence) -> Bool) -> Bool {
      seat.presences.dropFirst(told).contains { $0.user == user && fits($0.presence) }
    }
  }

  func look(_ at: Int, _ claim: Claim, _ seat: Seat) {
    let message = messages[rows[at].message]
    let person = people[message.person]
    looks[at] = Look(person, isMember: isStill(message), seat)
    demand(
      (claim.preferences ?? Preferences()) == person.preferences, Self.rule,
      "\(claim.delivery.token.text) is judged by what nobody wants")
  }

  func adjusted(
    _ user: UserID, _ change: (Preferences) -> Preferences, answer: Preferences
  ) {
    guard let person = places[user] else { return violate(Self.rule, "nobody wants something") }
    let after = change(people[person].preferences)
    demand(after == answer, Self.rule, "what somebody wants is not what they said")
    people[person].preferences = after
    people[person].zone = after.timeZone ?? people[person].zone
  }

  /// Before the first octet.
  func checkPeace(_ at: Int) {
    guard let look = looks[at] else { return }
    let (row, category) = (rows[at], messages[rows[at].message].category)
    guard category.kind != .security, row.channel != .realtime else { return }
    demand(
      !isQuiet(look), Self.rule, "delivery \(row.id) was sent in the hours of its person's rest")
    demand(
      category.isInsistent || !isPaused(look, throughout: true), Self.rule,
      "delivery \(row.id) was sent to somebody who makes a pause")
    demand(
      category.isInsistent
        || !look.preferences.chosen(false, in: category.name).contains(row.channel), Self.rule,
      "delivery \(row.id) was sent on a channel its person has switched off")
  }

  func isPaused(_ look: Look, throughout: Bool) -> Bool {
    guard let end = look.preferences.pausedUntil else { return false }
    return throughout
      ? look.readings.allSatisfy { $0 < end } : look.readings.contains { $0 < end }
  }

  /// At every moment the clock on the wall showed a time of their quiet hours. Where clocks change,
  /// rest is longer than that, and never shorter.
  private func isQuiet(_ look: Look) -> Bool {
    guard let hours = look.preferences.quietHours, let zone = look.zone else { return false }
    return look.readings.allSatisfy { isShown(hours, at: $0, zone) }
  }

  private func isShown(_ hours: QuietHours, at moment: Instant, _ zone: ZoneName) -> Bool {
    guard let east = zones.secondsEast(at: moment, in: zone) else { return false }
    let local = moment.milliseconds + Int64(east) * 1_000
    let day = Int64((Double(local) / 86_400_000).rounded(.down))
    let minute = Int((local - day * 86_400_000) / 60_000)
    func begins(_ day: Int64) -> Bool {
      hours.days.contains(Weekday.allCases[Int((day % 7 + 10) % 7)])
    }
    if hours.to > hours.from {
      return begins(day) && (hours.from.minutes..<hours.to.minutes).contains(minute)
    }
    return begins(day) && minute >= hours.from.minutes
      || begins(day - 1) && minute < hours.to.minutes
  }

  /// Put off: until the hours of rest end, or its cap leaves room again.
  func checkMove(_ at: Int, to end: Instant) {
    let (row, category) = (rows[at], messages[rows[at].message].category)
    if let room = row.roomAt {
      return demand(
        end == room, "T28", "delivery \(row.id) waits for another time than its cap says")
    }
    guard let look = looks[at] else { return }
    let isRest = look.readings.contains { moment in
      let rest = look.preferences.rest(at: moment, in: look.zone) { [zones] in
        zones.secondsEast(at: $0, in: $1)
      }
      return rest.map { $0.begins <= .zero && moment + $0.ends == end } ?? false
    }
    demand(
      isRest && category.kind != .security && row.channel != .realtime, Self.rule,
      "delivery \(row.id) waits for the end of hours in which nobody rests")
  }
}
