// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Synchronization

/// Numbers and times as they are written where the reader lives, by the system's ICU. What is
/// neither has no text.
package final class ICUFormats: Sendable {
  package enum Form: String, CaseIterable, Sendable {
    /// With the digits of a fraction that it is written with, six at most.
    case number
    /// A hundred times as much, with two digits of a fraction at most.
    case percent
    /// The day; with a time in words, where the text tells one and the form asks for it.
    case date, time, datetime
  }

  static let limit = 64
  private let zones: any TimeZones
  private let fallback: LanguageTag
  private let dates = Mutex(Shelf<DateKey, ICUDates>(limit: limit))
  private let numbers = Mutex(Shelf<NumberKey, ICUNumbers>(limit: limit))

  /// `fallback` is for readers whose language ICU does not know.
  package init(zones: any TimeZones, fallback: LanguageTag) {
    self.zones = zones
    self.fallback = fallback
  }

  package func text(_ form: Form, of value: JSON, for reader: Reader) -> String? {
    let text: String? =
      switch form {
      case .number, .percent: number(form, value, reader)
      case .date, .time, .datetime: WrittenMoment(value).flatMap { moment(form, $0, reader) }
      }
    return reader.hasPlainSpaces ? text.map(Self.withPlainSpaces) : text
  }

  /// How many formatters are open.
  var held: Int { dates.withLock { $0.count } + numbers.withLock { $0.count } }

  private func number(_ form: Form, _ value: JSON, _ reader: Reader) -> String? {
    guard let digits = value.asNumber?.text ?? value.asString.flatMap(JSONNumber.init)?.text
    else { return nil }
    // Too many for ICU and for anybody's eyes.
    guard let written = WrittenNumber(digits) else { return digits }
    let key = NumberKey(
      language: reader.language, isPercent: form == .percent,
      digits: form == .percent ? 2 : min(written.fractionDigits, NumberKey.mostDigits + 1))
    return numbers.withLock { shelf in
      shelf.value(of: key) {
        ICUNumbers(skeleton: $0.skeleton, locale: ICULocale.known($0.language, fallback).name)
      }?.text(written)
    } ?? digits
  }

  private static func withPlainSpaces(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      plain.append(scalar.properties.generalCategory == .spaceSeparator ? " " : scalar)
    }
    return String(plain)
  }
}

extension ICUFormats {
  private func moment(_ form: Form, _ moment: WrittenMoment, _ reader: Reader) -> String? {
    switch moment {
    case .day(let milliseconds):
      return form == .time ? nil : date(.date, milliseconds, reader)
    case .wall(let milliseconds): return date(form, milliseconds, reader)
    case .instant(let instant):
      let east = reader.zone.flatMap { zones.secondsEast(at: instant, in: $0) }
      let local = instant.milliseconds + Int64(east ?? 0) * 1_000
      guard let text = date(form, local, reader) else { return nil }
      // Nobody may take it for the time on their own wall.
      return east == nil && form != .date ? "\(text)\u{A0}UTC" : text
    }
  }

  private func date(_ form: Form, _ milliseconds: Int64, _ reader: Reader) -> String? {
    dates.withLock { shelf in
      shelf.value(of: DateKey(language: reader.language, form: form)) {
        ICUDates($0.form, locale: ICULocale.known($0.language, fallback).name)
      }?.text(milliseconds)
    }
  }
}

private struct DateKey: Hashable {
  let language: LanguageTag
  let form: ICUFormats.Form
}

private struct NumberKey: Hashable {
  static let mostDigits = 6

  let language: LanguageTag
  let isPercent: Bool
  /// Of a fraction; one more than the most stands for rounding.
  let digits: Int

  /// ICU's words for it.
  var skeleton: String {
    if isPercent { return "percent scale/100 ." + String(repeating: "#", count: digits) }
    if digits > Self.mostDigits { return "." + String(repeating: "#", count: Self.mostDigits) }
    return digits == 0 ? "precision-integer" : "." + String(repeating: "0", count: digits)
  }
}
