// SPDX-License-Identifier: MIT
import CICU

/// Writes local times in one way, for one thread at a time.
final class ICUDates {
  private let dates: UnsafeMutableRawPointer

  init?(_ form: ICUFormats.Form, locale: String) {
    let date = form == .time ? UDAT_NONE : UDAT_LONG
    let time = form == .date ? UDAT_NONE : UDAT_SHORT
    guard let dates = matines_icu_dates_open(locale, date.rawValue, time.rawValue)
    else { return nil }
    self.dates = dates
  }

  deinit { matines_icu_dates_close(dates) }

  /// Of a local time as if it were UTC.
  func text(_ milliseconds: Int64) -> String? {
    ICUText.read(limit: 256) { matines_icu_date(dates, Double(milliseconds), $0, $1) }
  }
}
