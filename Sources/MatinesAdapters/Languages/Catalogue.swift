// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The messages of one language: words that templates share, and what is said of one and of many.
package struct Catalogue: Sendable {
  enum Message: Sendable {
    case text(Mustache)
    /// By the class of the number that `of` names.
    case plural(of: MustachePath, texts: [PluralClass: Mustache], other: Mustache)
  }

  package let language: LanguageTag
  let messages: [String: Message]

  package var names: [String] { messages.keys.sorted() }

  /// Nil when the language has no such message. What is no number is said as `other`, and so is a
  /// class that has no words of its own.
  package func message(
    _ name: String, in context: MustacheContext, _ plurals: ICUPlurals
  ) -> Mustache? {
    switch messages[name] {
    case nil: return nil
    case .text(let text): return text
    case .plural(let path, let texts, let other):
      let number: String? =
        switch context.value(path) {
        case .number(let number): number.text
        case .string(let text): text
        case nil, .null, .bool, .array, .object: nil
        }
      guard let number else { return other }
      return texts[plurals.category(of: number, in: language)] ?? other
    }
  }

  /// Every text there is, for whoever has to look at all of them.
  package func texts(of name: String) -> [Mustache] {
    switch messages[name] {
    case nil: []
    case .text(let text): [text]
    case .plural(_, let texts, let other):
      PluralClass.allCases.compactMap { texts[$0] } + [other]
    }
  }
}
