// SPDX-License-Identifier: MIT
import CICU
import MatinesDomain

/// A language by the name ICU has for it.
struct ICULocale {
  let name: String

  /// Language, script and region: what a tag says beyond them could change calendars and digits.
  init(_ tag: LanguageTag) {
    let parts = tag.text.split(separator: "-").prefix { $0.utf8.count > 1 }
    name = parts.joined(separator: "_")
  }

  private init(name: String) { self.name = name }

  var isKnown: Bool { matines_icu_locale_is_known(name) != 0 }

  /// The first of them that ICU knows; else CLDR's own forms, which are nobody's.
  static func known(_ tags: LanguageTag...) -> ICULocale {
    tags.lazy.map(ICULocale.init).first(where: \.isKnown) ?? ICULocale(name: "root")
  }
}
