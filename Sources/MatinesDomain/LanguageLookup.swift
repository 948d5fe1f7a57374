// SPDX-License-Identifier: MIT

/// Which of some languages somebody reads who asks for others (RFC 4647, 3.4).
package struct LanguageLookup: Sendable {
  private let available: [String: LanguageTag]
  private let fallback: LanguageTag

  /// `fallback` is for those who ask for none of the `available`.
  package init(available: some Sequence<LanguageTag>, fallback: LanguageTag) {
    self.available = Dictionary(available.map { ($0.text, $0) }, uniquingKeysWith: { $1 })
    self.fallback = fallback
  }

  /// Of the first range that any language matches. `*` asks for nothing in particular and is
  /// skipped, as is what is no range at all.
  package func tag(for ranges: [String]) -> LanguageTag {
    for range in ranges {
      guard let wanted = try? LanguageTag(range) else { continue }
      if let found = tag(for: wanted) { return found }
    }
    return fallback
  }

  /// The closest one without the default; nil when none matches.
  package func tag(for wanted: LanguageTag) -> LanguageTag? {
    wanted.fallbacks.lazy.compactMap { available[$0] }.first
  }
}
