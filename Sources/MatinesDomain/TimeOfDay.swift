// SPDX-License-Identifier: MIT

/// A minute of the day on a clock of 24 hours: `07:00`.
package struct TimeOfDay: Hashable, Comparable, Sendable {
  /// Since midnight, 0 to 1439.
  package let minutes: Int

  package init(_ text: String, field: String) throws(InvalidValue) {
    let octets = Array(text.utf8)
    guard octets.count == 5, octets[2] == UInt8(ascii: ":"),
      let hour = Self.number(octets[0], octets[1]), hour < 24,
      let minute = Self.number(octets[3], octets[4]), minute < 60
    else { throw InvalidValue(field, .malformed("not a time of day from 00:00 to 23:59")) }
    minutes = hour * 60 + minute
  }

  package var text: String {
    "\(Self.twoDigits(minutes / 60)):\(Self.twoDigits(minutes % 60))"
  }

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    left.minutes < right.minutes
  }

  private static func number(_ tens: UInt8, _ ones: UInt8) -> Int? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard digits.contains(tens), digits.contains(ones) else { return nil }
    return Int(tens - digits.lowerBound) * 10 + Int(ones - digits.lowerBound)
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
