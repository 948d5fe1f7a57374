// SPDX-License-Identifier: MIT
import MatinesDomain

/// A delivery as a host gets it that sends it itself: with words, or with what its own words need.
package struct Offer: Sendable {
  package let delivery: Delivery
  /// Nil for a template whose words only the host may have.
  package let words: Rendered?
  package let locale: LanguageTag
  /// The address behind which its reader ends such messages; nil where nothing can be ended.
  package let unsubscribe: String?

  package init(
    _ delivery: Delivery, words: Rendered?, locale: LanguageTag, unsubscribe: String? = nil
  ) {
    self.delivery = delivery
    self.words = words
    self.locale = locale
    self.unsubscribe = unsubscribe
  }
}
