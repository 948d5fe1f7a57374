// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Synchronization
import Testing

@testable import MatinesAdapters

struct `The plural class of a number` {
  private let plurals = ICUPlurals()

  private func category(_ number: String, _ language: String) throws -> PluralClass {
    try plurals.category(of: number, in: LanguageTag(language))
  }

  @Test func `is that of the vectors`() throws {
    let vectors = try Vectors.objects("plurals.json", "cases")
    #expect(vectors.count == 21)
    for vector in vectors {
      let (number, locale) = (Vectors.text(vector["number"]), Vectors.text(vector["locale"]))
      #expect(
        try category(number, locale).rawValue == Vectors.text(vector["expect"]),
        "\(number) in \(locale)")
    }
  }

  @Test(arguments: [
    ("ar", "0", PluralClass.zero), ("ar", "1", .one), ("ar", "2", .two), ("ar", "3", .few),
    ("ar", "11", .many), ("ar", "100", .other), ("ar-EG", "2.0", .two), ("pl", "1", .one),
    ("pl", "22", .few), ("pl", "12", .many), ("pl", "1.5", .other), ("ru", "21", .one),
    ("ja", "1", .other), ("cy", "6", .many), ("zh-Hant-TW", "1", .other), ("ln", "0", .one),
  ])
  func `is any that the language has`(language: String, number: String, expected: PluralClass)
    throws
  {
    #expect(try category(number, language) == expected)
  }

  @Test(arguments: [
    ("1e0", PluralClass.one), ("10e-1", .other), ("0.1e1", .one), ("1.0e0", .other),
    ("1.0e1", .other), ("1E+0", .one), ("1.00000000", .other), ("1.00000001", .other),
    ("-0", .other), ("1e-40", .other),
  ])
  func `goes by the digits that are seen`(number: String, expected: PluralClass) throws {
    #expect(try category(number, "en") == expected)
  }

  @Test func `of millions in French is many, however they are written`() throws {
    #expect(try category("1e6", "fr") == .many)
    #expect(try category("1.5e6", "fr") == .other)
    #expect(try category("10.0e5", "fr") == .many)
    #expect(try category("100000000000000", "fr") == .many)
    #expect(try category("1e14", "fr") == .many)
  }

  @Test(arguments: [
    "", " 1", "1 ", "+1", "01", "1.", ".5", "0x1", "NaN", "Infinity", "un", "1,5", "1\u{0}", "١",
    "1e15", "1000000000000000", "-1000000000000000", "1e41", "1e-41", "1e99999999999999999999",
    "1e400", "10000000000000000000000000000000000000000",
  ])
  func `is other for what nobody reads as a number`(text: String) throws {
    #expect(try category(text, "fr") == .other)
    #expect(try category(text, "en") == .other)
  }

  @Test func `is other in a language that ICU does not know`() throws {
    for number in ["0", "1", "2", "1.5"] { #expect(try category(number, "xx") == .other) }
  }

  @Test func `is right in more languages than are kept`() throws {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    for first in letters.prefix(8) {
      for second in letters { _ = try category("1", "\(first)\(second)") }
    }
    #expect(plurals.held == ICUPlurals.limit)
    #expect(try category("0", "fr") == .one)
    #expect(plurals.held == ICUPlurals.limit)
  }

  @Test func `is the same in several threads`() throws {
    let polish = try LanguageTag("pl")
    let wrong = Mutex(0)
    let threads = (0..<4).map { _ in
      PlainThread {
        for number in 0..<500 {
          let isRight =
            plurals.category(of: "\(number % 2)", in: .french) == .one
            && plurals.category(of: "22", in: polish) == .few
            && plurals.category(of: "1.0", in: .english) == .other
          if !isRight { wrong.withLock { $0 += 1 } }
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(wrong.withLock { $0 } == 0)
  }
}
