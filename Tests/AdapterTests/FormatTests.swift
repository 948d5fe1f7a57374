// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Synchronization
import Testing

@testable import MatinesAdapters

struct `What a reader sees` {
  private let formats = ICUFormats(zones: ICUTimeZones(), fallback: .french)
  private static let springForward = JSON.integer(1_774_746_000_000)

  private func reader(
    _ language: String, _ zone: String? = "Europe/Paris", hasPlainSpaces: Bool = false
  ) throws -> Reader {
    let tag = try LanguageTag(language)
    return Reader(
      person: tag, words: tag, zone: try zone.map { try ZoneName($0) },
      hasPlainSpaces: hasPlainSpaces)
  }

  private func number(_ text: String) throws -> JSON {
    .number(try #require(JSONNumber(text: text)))
  }

  @Test(arguments: [
    ("fr", "29 mars 2026", "03:00", "29 mars 2026 à 03:00"),
    ("fr-CD", "29 mars 2026", "03:00", "29 mars 2026 à 03:00"),
    ("en", "March 29, 2026", "3:00 AM", "March 29, 2026 at 3:00 AM"),
    ("en-GB", "29 March 2026", "03:00", "29 March 2026 at 03:00"),
    ("de", "29. März 2026", "03:00", "29. März 2026 um 03:00"),
  ])
  func `of a moment is the wall where they live, in their words`(
    language: String, date: String, time: String, both: String
  ) throws {
    let reader = try reader(language, hasPlainSpaces: true)
    #expect(formats.text(.date, of: Self.springForward, for: reader) == date)
    #expect(formats.text(.time, of: Self.springForward, for: reader) == time)
    #expect(formats.text(.datetime, of: Self.springForward, for: reader) == both)
  }

  /// The text before the last is remembered.
  @Test func `of moments one after another is each its own`() throws {
    let reader = try reader("fr", "Etc/UTC")
    for (milliseconds, day, time) in [
      (-60_001, "31 décembre 1969", "23:58"), (-1, "31 décembre 1969", "23:59"),
      (0, "1 janvier 1970", "00:00"), (59_999, "1 janvier 1970", "00:00"),
      (60_000, "1 janvier 1970", "00:01"), (86_399_999, "1 janvier 1970", "23:59"),
      (86_400_000, "2 janvier 1970", "00:00"), (0, "1 janvier 1970", "00:00"),
    ] as [(Int64, String, String)] {
      let moment = JSON.integer(milliseconds)
      #expect(formats.text(.date, of: moment, for: reader)?.replacing("1er", with: "1") == day)
      #expect(formats.text(.time, of: moment, for: reader) == time)
    }
  }

  @Test func `of a moment changes with the zone, to the other day`() throws {
    let tokyo = try reader("fr", "Asia/Tokyo")
    let honolulu = try reader("fr", "Pacific/Honolulu")
    #expect(
      formats.text(.datetime, of: Self.springForward, for: tokyo) == "29 mars 2026 à 10:00")
    #expect(
      formats.text(.datetime, of: Self.springForward, for: honolulu) == "28 mars 2026 à 15:00")
  }

  @Test(arguments: [
    "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00", "2026-03-28t20:00:00.999999-0500",
    "2026-03-29 06:45:00,5+05:45", "2026-03-29T03:00+02",
  ])
  func `of a text of ISO 8601 is the same moment`(text: String) throws {
    let seen = try formats.text(.datetime, of: .string(text), for: reader("fr"))
    #expect(seen == "29 mars 2026 à 03:00")
  }

  @Test func `of a time without an offset is that time, wherever they live`() throws {
    let tokyo = try reader("fr", "Asia/Tokyo")
    let wall = JSON.string("2026-03-29T14:05:09")
    #expect(formats.text(.datetime, of: wall, for: tokyo) == "29 mars 2026 à 14:05")
    #expect(try formats.text(.time, of: wall, for: reader("fr", nil)) == "14:05")
  }

  @Test func `of a day is the day, which has no time`() throws {
    let day = JSON.string("2024-02-29")
    let honolulu = try reader("fr", "Pacific/Honolulu")
    #expect(formats.text(.date, of: day, for: honolulu) == "29 février 2024")
    #expect(formats.text(.datetime, of: day, for: honolulu) == "29 février 2024")
    #expect(formats.text(.time, of: day, for: honolulu) == nil)
  }

  @Test(arguments: [nil, "Nowhere/Land"])
  func `of a moment is UTC and says so, when nobody knows their zone`(zone: String?) throws {
    let reader = try reader("fr", zone)
    #expect(formats.text(.time, of: Self.springForward, for: reader) == "01:00\u{A0}UTC")
    #expect(
      formats.text(.datetime, of: Self.springForward, for: reader)
        == "29 mars 2026 à 01:00\u{A0}UTC")
    #expect(formats.text(.date, of: Self.springForward, for: reader) == "29 mars 2026")
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-3-29", "20260329",
    "2026-03-29T", "2026-03-29T24:00", "2026-03-29T23:60", "2026-03-29T23:59:61Z",
    "2026-03-29T01:00:00.Z", "2026-03-29T01:00:00Zz", "2026-03-29T01:00:00+24:00",
    "2026-03-29T01:00:00+1", "2026-03-29T01:00:00+01:60", "2026-03-29T01:00:00+01:00:00", "", "now",
    "1774746000000", "2026-03-29T01:00:00\u{0}",
  ])
  func `of any other text is no time`(text: String) throws {
    for form in [ICUFormats.Form.date, .time, .datetime] {
      #expect(try formats.text(form, of: .string(text), for: reader("fr")) == nil)
    }
  }

  @Test func `of times beyond the years 1 to 9999 is nothing`() throws {
    let reader = try reader("en", "UTC")
    for text in [
      "-62135596800001", "253402300800000", "9223372036854775807", "1e300", "-1e300",
    ] {
      #expect(try formats.text(.date, of: number(text), for: reader) == nil)
    }
    #expect(
      try formats.text(.date, of: number("253402300799999"), for: reader) == "December 31, 9999")
    #expect(
      formats.text(.date, of: .string("9999-12-31T23:59:60Z"), for: reader) == nil)
    #expect(try formats.text(.date, of: number("1774746000000.5"), for: reader) == "March 29, 2026")
  }

  @Test(arguments: [
    ("0", "0", "0"), ("1234567", "1\u{202F}234\u{202F}567", "1,234,567"),
    ("-1234.5", "-1\u{202F}234,5", "-1,234.5"), ("12.50", "12,50", "12.50"),
    ("1e3", "1\u{202F}000", "1,000"), ("0.30000000000000004", "0,3", "0.3"),
    ("1.2345675", "1,234568", "1.234568"), ("1e300", "1e300", "1e300"),
  ])
  func `of a number has its digits, up to six of a fraction`(
    text: String, french: String, english: String
  ) throws {
    for value in [try number(text), .string(text)] {
      #expect(try formats.text(.number, of: value, for: reader("fr")) == french)
      #expect(try formats.text(.number, of: value, for: reader("en")) == english)
    }
  }

  @Test(arguments: [
    ("0.0425", "4,25\u{A0}%", "4.25%"), ("1", "100\u{A0}%", "100%"),
    ("0.123456", "12,35\u{A0}%", "12.35%"), ("-0.5", "-50\u{A0}%", "-50%"),
  ])
  func `of a part is percent`(text: String, french: String, english: String) throws {
    #expect(try formats.text(.percent, of: number(text), for: reader("fr")) == french)
    #expect(try formats.text(.percent, of: number(text), for: reader("en")) == english)
  }

  @Test func `in a text message has plain spaces only`() throws {
    let reader = try reader("fr", nil, hasPlainSpaces: true)
    #expect(try formats.text(.number, of: number("1234567.5"), for: reader) == "1 234 567,5")
    #expect(try formats.text(.percent, of: number("0.5"), for: reader) == "50 %")
    #expect(formats.text(.time, of: Self.springForward, for: reader) == "01:00 UTC")
  }

  @Test func `of anything else is nothing`() throws {
    let values: [JSON] = [.null, .bool(true), .array([]), .object([:]), .string("douze")]
    for form in ICUFormats.Form.allCases {
      for value in values { #expect(try formats.text(form, of: value, for: reader("fr")) == nil) }
    }
  }
}

struct `The language of numbers and times` {
  private func date(_ person: String, _ words: String, fallback: LanguageTag) throws -> String? {
    let formats = ICUFormats(zones: FixedTimeZones(), fallback: fallback)
    let reader = Reader(
      person: try LanguageTag(person), words: try LanguageTag(words), zone: nil)
    return formats.text(.date, of: .integer(1_774_746_000_000), for: reader)
  }

  @Test func `is the person's form of the language that the text is in`() throws {
    #expect(try date("en-GB", "en", fallback: .french) == "29 March 2026")
    #expect(try date("ja", "fr", fallback: .english) == "29 mars 2026")
  }

  @Test func `is the engine's where ICU does not know the person's, and nobody's at last`() throws {
    #expect(try date("xx", "xx", fallback: .english) == "March 29, 2026")
    #expect(try date("xx", "xx", fallback: LanguageTag("yy")) == "2026 M03 29")
  }

  @Test func `brings no calendar and no digits of its own`() throws {
    #expect(
      try date("fr-u-ca-buddhist-nu-thai", "fr", fallback: .english) == "29 mars 2026")
  }

  @Test func `is opened for 64 languages at a time, and right beyond`() throws {
    let formats = ICUFormats(zones: FixedTimeZones(), fallback: .french)
    let value = JSON.integer(1_774_746_000_000)
    for letter in "abcdefghijklmnopqrstuvwxyz" {
      for region in ["FR", "CA", "CD"] {
        let tag = try LanguageTag("f\(letter)-\(region)")
        let reader = Reader(person: tag, words: tag, zone: nil)
        #expect(formats.text(.date, of: value, for: reader) != nil)
        #expect(formats.text(.number, of: value, for: reader) != nil)
      }
    }
    #expect(formats.held == 2 * ICUFormats.limit)
    let french = Reader(person: .french, words: .french, zone: nil)
    #expect(formats.text(.date, of: value, for: french) == "29 mars 2026")
  }

  @Test func `is each thread's own`() throws {
    let formats = ICUFormats(zones: ICUTimeZones(), fallback: .french)
    let paris = try ZoneName("Europe/Paris")
    let wrong = Mutex(0)
    let threads = [LanguageTag.french, .english, .french, .english].map { tag in
      PlainThread {
        let reader = Reader(person: tag, words: tag, zone: paris)
        for day in Int64(0)..<300 {
          let value = JSON.integer(1_774_746_000_000 + day % 2 * 86_400_000)
          let date = tag == .french ? "\(29 + day % 2) mars 2026" : "March \(29 + day % 2), 2026"
          let number = formats.text(.number, of: .integer(1_000 + day), for: reader)
          let isRight =
            formats.text(.date, of: value, for: reader) == date
            && number?.first == "1" && number?.last == "\(day % 10)".last
          if !isRight { wrong.withLock { $0 += 1 } }
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(wrong.withLock { $0 } == 0)
  }
}
