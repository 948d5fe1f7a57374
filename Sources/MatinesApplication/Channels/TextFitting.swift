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
    try rules.limited(rules.written(text, plain: transliteration.plain))
  }

  /// How many parts are paid; nil for what would not be sent.
  package func parts(of text: String) -> Int? { (try? fit(text))?.measure.parts }

  /// Refuses what no rules would let pass.
  package func estimate(_ text: String) throws(InvalidValue) -> SMSEstimate {
    let written = try rules.written(text, plain: transliteration.plain)
    do throws(InvalidValue) {
      return SMSEstimate(text: try rules.limited(written), refusal: nil)
    } catch {
      return SMSEstimate(text: written, refusal: error.reason)
    }
  }

  /// The same under other rules.
  package func following(_ rules: SMSRules) -> TextFitting {
    TextFitting(rules, transliteration: transliteration)
  }
}

/// What would be sent, or why it would not.
package struct SMSEstimate: Equatable, Sendable {
  package let text: SMSText
  /// Set when the text has too many parts.
  package let refusal: String?
}
