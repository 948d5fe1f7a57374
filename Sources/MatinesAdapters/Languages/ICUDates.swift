// SPDX-License-Identifier: MIT
import CICU

/// Writes local times in one way, for one thread at a time.
final class ICUDates {
  private let dates: UnsafeMutableRawPointer
  /// In milliseconds: a day, or a minute, within which the text stays the same.
  private let span: Int64
  /// Most messages of one hour tell the same day.
  private var last: (start: Int64, text: String)?

  init?(_ form: ICUFormats.Form, locale: String) {
    let date = form == .time ? UDAT_NONE : UDAT_LONG
    let time = form == .date ? UDAT_NONE : UDAT_SHORT
    guard let dates = matines_icu_dates_open(locale, date.rawValue, time.rawValue)
    else { return nil }
    self.dates = dates
    span = form == .date ? 86_400_000 : 60_000
  }

  deinit { matines_icu_dates_close(dates) }

  /// Of a local time as if it were UTC.
  func text(_ milliseconds: Int64) -> String? {
    let start = milliseconds &- ((milliseconds % span) + span) % span
    if let last, last.start == start { return last.text }
    let text = ICUText.read(limit: 256) {
      matines_icu_date(dates, Double(milliseconds), $0, $1)
    }
    last = text.map { (start, $0) }
    return text
  }
}
