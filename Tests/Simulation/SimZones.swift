// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesDomain

/// Zones of the simulated world: two change their clocks during a run, in either direction.
enum SimZones {
  static let names = ["Sim/West", "Sim/East", "Sim/Odd"].compactMap { try? ZoneName($0) }

  static func make(_ start: Int64, _ dice: Dice) -> FixedTimeZones {
    let zones = FixedTimeZones()
    let seconds = [(-18_000, -14_400), (7_200, 3_600), (20_700, 20_700)]
    for (name, (first, then)) in zip(names, seconds) {
      let change = Instant(milliseconds: start + dice.between(0, 6) * 1_800_000)
      zones.set(
        name, first: first,
        transitions: [FixedTimeZones.Transition(at: change, secondsEast: then)])
    }
    return zones
  }
}
