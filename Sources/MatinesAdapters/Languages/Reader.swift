// SPDX-License-Identifier: MIT
import MatinesDomain

/// For whom numbers and times are written.
package struct Reader: Sendable {
  let language: LanguageTag
  let zone: ZoneName?
  let hasPlainSpaces: Bool

  /// A person reads a text in `words`, and numbers as in the same language where they live: `en-GB`
  /// and `en-US` differ in their dates. `hasPlainSpaces`: for text messages, where one no-break
  /// space more than doubles the price.
  package init(
    person: LanguageTag, words: LanguageTag, zone: ZoneName?, hasPlainSpaces: Bool = false
  ) {
    language = person.language == words.language ? person : words
    self.zone = zone
    self.hasPlainSpaces = hasPlainSpaces
  }
}
