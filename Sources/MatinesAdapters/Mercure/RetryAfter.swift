// SPDX-License-Identifier: MIT
import MatinesDomain

/// The header by which a server says when to come back (RFC 9110, 10.2.3).
package enum RetryAfter {
  private static let longest: Int64 = 86_400

  /// Digits or one of the three date forms of RFC 9110, 5.6.7, clamped to a day; nil, "ignore it",
  /// for anything else.
  package static func parse(_ value: String, now: Instant) -> Instant.Span? {
    let text = value.trimmingSpaces
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return .seconds(min(Int64(text) ?? longest, longest))
    }
    guard let date = date(text, now) else { return nil }
    let wait = date.seconds - now.milliseconds / 1000
    return .seconds(min(max(wait, 0), longest))
  }

  /// The moment that a header Date or its like names.
  static func moment(_ value: String, now: Instant) -> Instant? {
    date(value.trimmingSpaces, now).map { Instant(milliseconds: $0.seconds * 1_000) }
  }

  private static func date(_ text: Substring, _ now: Instant) -> CivilDate? {
    let words = text.split(separator: " ")
    return standard(words) ?? obsolete(words, now) ?? asctime(words)
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`
  private static func standard(_ words: [Substring]) -> CivilDate? {
    guard words.count == 6, words[0].last == ",", words[5] == "GMT",
      CivilDate.weekdays.contains(String(words[0].dropLast())),
      let day = number(words[1], digits: 2), let year = number(words[3], digits: 4)
    else { return nil }
    return date(year, words[2], day, words[4])
  }

  /// `Sunday, 06-Nov-94 08:49:37 GMT`: a year more than 50 years ahead is of the last century.
  private static func obsolete(_ words: [Substring], _ now: Instant) -> CivilDate? {
    guard words.count == 4, words[0].last == ",", words[3] == "GMT",
      CivilDate.weekdays.contains(String(words[0].prefix(3))), words[0].hasSuffix("day,")
    else { return nil }
    let parts = words[1].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let day = number(parts[0], digits: 2),
      let short = number(parts[2], digits: 2)
    else { return nil }
    let current = CivilDate(now).year
    let year = current - current % 100 + short
    return date(year > current + 50 ? year - 100 : year, parts[1], day, words[2])
  }

  /// `Sun Nov  6 08:49:37 1994`
  private static func asctime(_ words: [Substring]) -> CivilDate? {
    guard words.count == 5, CivilDate.weekdays.contains(String(words[0])),
      let day = number(words[2], digits: words[2].utf8.count),
      let year = number(words[4], digits: 4)
    else { return nil }
    return date(year, words[1], day, words[3])
  }

  private static func date(
    _ year: Int64, _ monthName: Substring, _ day: Int64, _ time: Substring
  ) -> CivilDate? {
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard let month = CivilDate.months.firstIndex(of: String(monthName)), (1...31).contains(day),
      year >= 1970, parts.count == 3, let hour = number(parts[0], digits: 2), hour < 24,
      let minute = number(parts[1], digits: 2), minute < 60,
      let second = number(parts[2], digits: 2), second <= 60
    else { return nil }
    return CivilDate(
      year: year, month: Int64(month) + 1, day: day, second: hour * 3600 + minute * 60 + second)
  }

  private static func number(_ text: Substring, digits: Int) -> Int64? {
    guard text.utf8.count == digits, digits <= 4,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int64(text)
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  fileprivate var trimmingSpaces: Substring {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return text
  }
}
