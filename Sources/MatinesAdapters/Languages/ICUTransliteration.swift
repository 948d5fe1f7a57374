// SPDX-License-Identifier: MIT
import CICU
import MatinesApplication
import Synchronization

/// CLDR's `Latin-ASCII`, read from the system's ICU when the first character needs it.
package final class ICUTransliteration: Transliteration {
  private let opened = Mutex(OpenedRules())

  package init() {}

  package func plain(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    let written = opened.withLock { $0.rules?.applied(to: text) }
    guard let written, written.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return written
  }
}

/// Opened once; where ICU lacks them it is not asked again.
private struct OpenedRules {
  lazy var rules = ASCIIRules()
}

/// A transliterator of ICU, which one thread at a time uses.
private final class ASCIIRules {
  private let transliterator: UnsafeMutableRawPointer
  /// Of a character in UTF-16, before and after: no rule makes more of one.
  private static let limit = 128

  /// CLDR writes « as <<, a soft hyphen as a hyphen, and keeps thin spaces, what has no width and
  /// what stands raised: `n°`, `m²`.
  private static let rules = #"""
    [\u00AB\u00BB\u201E\u201F] > \";
    [\u00AD\u200B-\u200D\u2060\uFEFF] > ;
    \u2022 > \-;
    [\u00B0\u00BA] > o;
    \u00AA > a;
    \u00B2 > 2;
    \u00B3 > 3;
    [:Zs:] > ' ';
    :: Latin-ASCII;
    """#

  init?() {
    let rules = Array(Self.rules.utf16)
    guard
      let transliterator = matines_icu_transliterator_open(rules, Int32(clamping: rules.count))
    else { return nil }
    self.transliterator = transliterator
  }

  deinit { matines_icu_transliterator_close(transliterator) }

  func applied(to text: String) -> String? {
    var units = Array(text.utf16)
    var length = Int32(clamping: units.count)
    guard units.count <= Self.limit else { return nil }
    units.append(contentsOf: repeatElement(0, count: Self.limit - units.count))
    guard
      matines_icu_transliterate(transliterator, &units, Int32(clamping: Self.limit), &length) != 0
    else { return nil }
    return String(decoding: units.prefix(Int(length)), as: UTF16.self)
  }
}
