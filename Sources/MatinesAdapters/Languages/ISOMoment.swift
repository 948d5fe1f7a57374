// SPDX-License-Identifier: MIT
import MatinesDomain

/// The forms of ISO 8601 that programs write: RFC 3339's, the same without an offset, with one as
/// `+0200` or `+02`, and days.
struct ISOMoment {
  private var rest: ArraySlice<UInt8>

  static func read(_ text: String) -> WrittenMoment? {
    guard (10...40).contains(text.utf8.count) else { return nil }
    var moment = ISOMoment(rest: ArraySlice(text.utf8))
    return moment.read()
  }

  private mutating func read() -> WrittenMoment? {
    guard let days = day() else { return nil }
    let midnight = days * 86_400_000
    if rest.isEmpty { return .day(milliseconds: midnight) }
    guard take("Tt "), let time = time() else { return nil }
    if rest.isEmpty { return .wall(milliseconds: midnight + time) }
    guard let east = offset(), rest.isEmpty else { return nil }
    return .instant(Instant(milliseconds: midnight + time - east))
  }

  private mutating func day() -> Int64? {
    guard let year = digits(4), year > 0, take("-"), let month = digits(2), take("-"),
      let day = digits(2), (1...12).contains(month)
    else { return nil }
    let first = CivilDate(year: year, month: month, day: 1, second: 0).days
    let next =
      month == 12
      ? CivilDate(year: year + 1, month: 1, day: 1, second: 0).days
      : CivilDate(year: year, month: month + 1, day: 1, second: 0).days
    return (1...next - first).contains(day) ? first + day - 1 : nil
  }

  /// Milliseconds since midnight; a leap second is the one after.
  private mutating func time() -> Int64? {
    guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60
    else { return nil }
    guard take(":") else { return (hour * 60 + minute) * 60_000 }
    guard let second = digits(2), second <= 60 else { return nil }
    var milliseconds: Int64 = 0
    if take(".,") {
      let fraction = rest.prefix(while: Self.isDigit)
      guard !fraction.isEmpty else { return nil }
      for place in 0..<3 {
        let digit = fraction.dropFirst(place).first.map { Int64($0 &- 0x30) } ?? 0
        milliseconds = milliseconds * 10 + digit
      }
      rest = rest.dropFirst(fraction.count)
    }
    return ((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds
  }

  /// Milliseconds east of UTC.
  private mutating func offset() -> Int64? {
    if take("Zz") { return 0 }
    let isWest = rest.first == UInt8(ascii: "-")
    guard take("+-"), let hour = digits(2), hour < 24 else { return nil }
    _ = take(":")
    guard let minute = rest.isEmpty ? 0 : digits(2), minute < 60 else { return nil }
    return (hour * 60 + minute) * (isWest ? -60_000 : 60_000)
  }

  private mutating func take(_ octets: StaticString) -> Bool {
    guard let first = rest.first, octets.withUTF8Buffer({ $0.contains(first) }) else {
      return false
    }
    rest = rest.dropFirst()
    return true
  }

  private mutating func digits(_ count: Int) -> Int64? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(Self.isDigit) else { return nil }
    rest = rest.dropFirst(count)
    return digits.reduce(0) { $0 * 10 + Int64($1 &- 0x30) }
  }

  private static func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }
}
