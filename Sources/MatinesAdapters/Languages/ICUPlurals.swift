// SPDX-License-Identifier: MIT
import CICU
import MatinesDomain
import Synchronization

/// CLDR's classes of cardinal numbers, by the system's ICU.
package final class ICUPlurals: Sendable {
  static let limit = 64
  /// ICU asks its rules about floating-point numbers, which have no room for more.
  private static let mostDigits = 15
  private let desk = Mutex(PluralDesk(limit: limit))

  package init() {}

  /// `other` for what is no number as JSON writes them, for one of more than 15 digits before the
  /// point, and for every number of a language that ICU does not know.
  package func category(of number: String, in language: LanguageTag) -> PluralClass {
    guard let written = WrittenNumber(number), written.wholeDigits <= Self.mostDigits
    else { return .other }
    return desk.withLock { $0.category(of: written, language) } ?? .other
  }

  /// How many languages are open.
  var held: Int { desk.withLock { $0.rules.count } }
}

private struct PluralDesk {
  var rules: Shelf<LanguageTag, PluralRules>
  /// By the digits of a fraction they show; the last shows at least so many.
  private var numbers: [Int: ICUNumbers] = [:]
  private static let mostDigits = 6

  init(limit: Int) { rules = Shelf(limit: limit) }

  mutating func category(of written: WrittenNumber, _ language: LanguageTag) -> PluralClass? {
    guard let rules = rules.value(of: language, make: PluralRules.init),
      let numbers = numbers(showing: min(written.fractionDigits, Self.mostDigits)),
      numbers.set(written)
    else { return nil }
    return rules.category(of: numbers)
  }

  private mutating func numbers(showing digits: Int) -> ICUNumbers? {
    if let known = numbers[digits] { return known }
    let skeleton =
      digits == 0 ? "precision-integer" : "." + String(repeating: "0", count: digits)
    let made = ICUNumbers(
      skeleton: digits == Self.mostDigits ? "\(skeleton)+" : skeleton, locale: "root")
    numbers[digits] = made
    return made
  }
}

/// The rules of a language, for one thread at a time.
private final class PluralRules {
  private let rules: UnsafeMutableRawPointer

  init?(_ language: LanguageTag) {
    guard let rules = matines_icu_plurals_open(ICULocale(language).name) else { return nil }
    self.rules = rules
  }

  deinit { matines_icu_plurals_close(rules) }

  func category(of numbers: ICUNumbers) -> PluralClass? {
    ICUText.read(limit: 16) { matines_icu_plural(rules, numbers.number, $0, $1) }
      .flatMap(PluralClass.init(rawValue:))
  }
}
