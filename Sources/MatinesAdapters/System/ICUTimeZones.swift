// SPDX-License-Identifier: MIT
import CICU
import MatinesApplication
import MatinesDomain
import Synchronization

/// The zone database of the system's ICU. Nothing of it is read before a zone is asked for.
package final class ICUTimeZones: TimeZones {
  static let limit = 64
  private let calendars = Mutex(Shelf<ZoneName, ZoneCalendar>(limit: limit))

  package init() {}

  package func isKnown(_ zone: ZoneName) -> Bool {
    calendars.withLock { $0.value(of: zone, make: ZoneCalendar.init) != nil }
  }

  package func secondsEast(at instant: Instant, in zone: ZoneName) -> Int? {
    calendars.withLock {
      $0.value(of: zone, make: ZoneCalendar.init)?.secondsEast(at: instant)
    }
  }

  /// How many zones are open: those asked for last.
  var held: Int { calendars.withLock { $0.count } }
}

/// A calendar of ICU, which one thread at a time may use.
private final class ZoneCalendar {
  private let calendar: UnsafeMutableRawPointer

  init?(_ zone: ZoneName) {
    guard !Self.isOnlyICUs(zone.text) else { return nil }
    let name = Array(zone.text.utf16)
    guard matines_icu_zone_is_listed(name, Int32(clamping: name.count)) != 0,
      let calendar = matines_icu_calendar_open(name, Int32(clamping: name.count))
    else { return nil }
    self.calendar = calendar
  }

  deinit { matines_icu_calendar_close(calendar) }

  func secondsEast(at instant: Instant) -> Int? {
    var milliseconds: Int32 = 0
    let moment = Double(instant.milliseconds)
    guard matines_icu_milliseconds_east(calendar, moment, &milliseconds) != 0 else { return nil }
    return Int(milliseconds) / 1000
  }

  /// Names that ICU keeps from the first Java, where `BST` is in Bangladesh and `PST` has summer
  /// time; the zone database has none of them.
  private static func isOnlyICUs(_ name: String) -> Bool {
    name.hasPrefix("SystemV/") || firstJava.contains(name)
  }

  private static let firstJava: Set<String> = [
    "ACT", "AET", "AGT", "ART", "AST", "BET", "BST", "CAT", "CNT", "CST", "CTT", "EAT", "ECT",
    "IET", "IST", "JST", "MIT", "NET", "NST", "PLT", "PNT", "PRT", "PST", "SST", "VST",
  ]
}
