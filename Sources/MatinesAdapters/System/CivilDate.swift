// SPDX-License-Identifier: MIT
import MatinesDomain

/// A moment as day, month and year of the proleptic Gregorian calendar, in UTC.
struct CivilDate: Equatable {
  var year: Int64
  var month: Int64
  var day: Int64
  /// Since midnight.
  var second: Int64

  static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  init(year: Int64, month: Int64, day: Int64, second: Int64) {
    (self.year, self.month, self.day, self.second) = (year, month, day, second)
  }

  /// From 1970 to 9999: what a mail header can show.
  init(_ instant: Instant) {
    let seconds = min(max(instant.milliseconds / 1000, 0), 253_402_300_799)
    // Days are counted from 1 March of year 0, so that a leap day ends its year.
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    second = seconds % 86_400
  }

  /// Days since 1 January 1970.
  var days: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear % 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  var seconds: Int64 { days * 86_400 + second }

  /// RFC 5322, 3.3, with the zone in digits.
  var mailText: String {
    let weekday = Self.weekdays[Int((days + 4) % 7)]
    let month = Self.months[Int(self.month - 1) % 12]
    return "\(weekday), \(day) \(month) \(Self.padded(year, 4)) "
      + "\(Self.padded(second / 3600, 2)):\(Self.padded(second / 60 % 60, 2)):"
      + "\(Self.padded(second % 60, 2)) +0000"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
