// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// People say what they want, and change their minds.
extension World {
  func wish(_ person: Int, _ process: SimProcess) {
    let (life, hindrances) = (process.life, process.life.hindrances)
    do throws(ApplicationFailure) {
      try process.wishes.change(users[person], wish(person))
      note(life, "hears what person # wants", person)
    } catch {
      var isRefused = false
      if case .invalid = error { isRefused = true }
      book.demand(
        isRefused || !life.isAlive || life.hindrances > hindrances, "R14",
        "nobody heard what somebody wants although nothing was wrong: \(error)")
    }
  }

  private func wish(_ person: Int) -> PreferenceChange {
    var change = PreferenceChange()
    switch dice.below(9) {
    case 0...2: change.quietHours = quietHours(person).map { .set($0) } ?? .clear
    case 3: change.quietHours = .clear
    case 4:
      let end = machine.wall + dice.between(20_000, 1_200_000)
      change.pausedUntil = .set(Instant(milliseconds: end))
    case 5: change.pausedUntil = .clear
    case 6:
      change.timeZone = dice.oneIn(3) ? .clear : dice.pick(SimZones.names).map { .set($0) } ?? .keep
    default:
      let category = dice.pick(SimPolicy.categories).flatMap { try? CategoryName($0) }
      if let category, let channel = dice.pick(ChannelName.builtIn) {
        let wanted = dice.pick([true, false, nil]) ?? nil
        change.choices = [PreferenceChange.Choice(category, channel, wanted)]
      }
    }
    return change
  }

  /// Not far from now, on the clock of their wall.
  private func quietHours(_ person: Int) -> QuietHours? {
    guard let zone = book.people[person].zone,
      let east = zones.secondsEast(at: Instant(milliseconds: machine.wall), in: zone)
    else { return nil }
    let minute = (machine.wall / 1_000 + Int64(east)) / 60
    let from = minute + dice.between(-40, 30)
    let days = dice.oneIn(4) ? ["mon", "wed", "fri", "sat"] : nil
    return try? QuietHours(
      from: Self.time(from), to: Self.time(from + dice.between(3, 200)), days: days)
  }

  private static func time(_ minute: Int64) -> String {
    let ofDay = Int((minute % 1_440 + 1_440) % 1_440)
    let (hours, minutes) = (ofDay / 60, ofDay % 60)
    return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
  }
}
