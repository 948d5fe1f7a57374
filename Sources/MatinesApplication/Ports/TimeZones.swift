// SPDX-License-Identifier: MIT
import MatinesDomain

/// Knows the clocks on the walls of the world: the zone database.
package protocol TimeZones: Sendable {
  /// Whether the database has the zone; names made up from an offset, as `GMT+2`, are not in it.
  func isKnown(_ zone: ZoneName) -> Bool
  /// How far local time is ahead of UTC at that moment, negative in the west; nil for an unknown
  /// zone.
  func secondsEast(at instant: Instant, in zone: ZoneName) -> Int?
}

extension TimeZones {
  /// Refuses somebody whose zone is not in the database; `path` names them in their document.
  package func check(_ user: User, at path: String) throws(InvalidValue) {
    try check(user.timeZone, "\(path).time_zone")
  }

  package func check(_ zone: ZoneName?, _ field: String) throws(InvalidValue) {
    guard let zone, !isKnown(zone) else { return }
    throw InvalidValue(field, .malformed("not in the zone database"))
  }
}
