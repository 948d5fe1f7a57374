// SPDX-License-Identifier: MIT
import MatinesDomain

/// Makes texts ready to be sent as SMS, by one set of rules.
package struct TextFitting: Sendable {
  package let rules: SMSRules
  private let transliteration: any Transliteration

  package init(_ rules: SMSRules, transliteration: any Transliteration) {
    self.rules = rules
    self.transliteration = transliteration
  }

  package func fit(_ text: String) throws(InvalidValue) -> SMSText {
    try rules.fit(text, plain: transliteration.plain)
  }

  /// How many parts are paid; nil for what would not be sent.
  package func parts(of text: String) -> Int? { (try? fit(text))?.measure.parts }
}
