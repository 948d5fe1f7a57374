// SPDX-License-Identifier: MIT

/// A day of the week: `mon` to `sun`.
package enum Weekday: String, CaseIterable, Hashable, Sendable {
  case monday = "mon"
  case tuesday = "tue"
  case wednesday = "wed"
  case thursday = "thu"
  case friday = "fri"
  case saturday = "sat"
  case sunday = "sun"

  package init(_ text: String, field: String) throws(InvalidValue) {
    guard let day = Weekday(rawValue: text) else {
      throw InvalidValue(field, .malformed("not a day from mon to sun"))
    }
    self = day
  }

  /// Of a day counted from 1 January 1970, which was a Thursday.
  init(day: Int64) {
    let sinceMonday = Int((day % 7 + 10) % 7)
    self = Self.allCases[sinceMonday]
  }
}
