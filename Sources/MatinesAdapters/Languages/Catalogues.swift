// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The messages of every language of a set.
package struct Catalogues: Sendable {
  private let byLanguage: [String: Catalogue]

  /// Two of one language: the later one counts.
  package init(_ catalogues: some Sequence<Catalogue>) {
    byLanguage = Dictionary(
      catalogues.map { ($0.language.text, $0) }, uniquingKeysWith: { $1 })
  }

  /// For a reader of the languages, the dearest first. Each message is looked up for itself: what
  /// Canadian French lacks, French has.
  package func messages(for languages: [LanguageTag], _ plurals: ICUPlurals) -> Messages {
    var tags: [String] = []
    for tag in languages.flatMap(\.fallbacks) where !tags.contains(tag) { tags.append(tag) }
    return Messages(catalogues: tags.compactMap { byLanguage[$0] }, plurals: plurals)
  }
}

/// The messages of one reader.
package struct Messages: Sendable {
  let catalogues: [Catalogue]
  let plurals: ICUPlurals

  /// Nil when no language has it.
  package func message(_ name: String, in context: MustacheContext) -> Mustache? {
    for catalogue in catalogues {
      if let found = catalogue.message(name, in: context, plurals) { return found }
    }
    return nil
  }

  /// Every text of the message, in the language that has it.
  func texts(of name: String) -> [Mustache] {
    catalogues.lazy.map { $0.texts(of: name) }.first { !$0.isEmpty } ?? []
  }
}
