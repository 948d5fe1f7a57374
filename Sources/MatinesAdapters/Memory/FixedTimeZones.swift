// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// Zones that a test makes up: UTC, and those it sets.
package final class FixedTimeZones: TimeZones {
  /// From this moment on local time is so many seconds ahead of UTC.
  package struct Transition: Hashable, Sendable {
    package let at: Instant
    package let secondsEast: Int

    package init(at: Instant, secondsEast: Int) {
      self.at = at
      self.secondsEast = secondsEast
    }
  }

  private struct Zone {
    var first: Int
    var transitions: [Transition]
  }

  private let zones = Mutex<[String: Zone]>(["UTC": Zone(first: 0, transitions: [])])

  package init() {}

  /// Before the first transition the zone is `first` seconds ahead of UTC.
  package func set(_ zone: ZoneName, first: Int, transitions: [Transition] = []) {
    let sorted = transitions.sorted { $0.at < $1.at }
    zones.withLock { $0[zone.text] = Zone(first: first, transitions: sorted) }
  }

  package func isKnown(_ zone: ZoneName) -> Bool { zones.withLock { $0[zone.text] != nil } }

  package func secondsEast(at instant: Instant, in zone: ZoneName) -> Int? {
    zones.withLock { zones in
      guard let zone = zones[zone.text] else { return nil }
      return zone.transitions.last { $0.at <= instant }?.secondsEast ?? zone.first
    }
  }
}
