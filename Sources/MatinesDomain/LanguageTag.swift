// SPDX-License-Identifier: MIT

/// A BCP 47 language tag, checked before it takes part in any file or key name, and in the one
/// case that RFC 5646, 2.1.1, recommends: `zh-Hant-TW`.
package struct LanguageTag: Hashable, Sendable {
  /// What RFC 5646, 4.4.1, asks everybody to have room for.
  private static let limit = 35

  package let text: String

  /// `_` is accepted as `-`, on input only (RFC 4647 speaks of `-`).
  package init(_ text: String, field: String = "locale") throws(InvalidValue) {
    let parts = text.utf8.split(
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
    guard text.utf8.count <= Self.limit, let primary = parts.first,
      (2...8).contains(primary.count), primary.allSatisfy(Self.isLetter),
      parts.dropFirst().allSatisfy({ part in
        (1...8).contains(part.count) && part.allSatisfy { Self.isLetter($0) || Self.isDigit($0) }
      })
    else { throw InvalidValue(field, .malformed("not a language tag such as fr or fr-CA")) }
    self.text = Self.inItsCase(parts.map { String(Substring($0)).lowercased() })
  }

  /// A script like `Hant`, a region like `TW`, all else small; so is all after a single letter.
  private static func inItsCase(_ parts: [String]) -> String {
    var (cased, isExtension) = ("", false)
    for part in parts {
      let isFirst = cased.isEmpty
      if !isFirst { cased += "-" }
      switch part.utf8.count {
      case 2 where !isFirst && !isExtension: cased += part.uppercased()
      case 4 where !isFirst && !isExtension: cased += part.prefix(1).uppercased() + part.dropFirst()
      default: cased += part
      }
      if part.utf8.count == 1 { isExtension = true }
    }
    return cased
  }

  init(constant: StaticString) { text = "\(constant)" }

  package static let french = LanguageTag(constant: "fr")
  package static let english = LanguageTag(constant: "en")

  /// RFC 4647, 3.4 (lookup): `fr-CA-x-a` is tried as `fr-CA-x-a`, `fr-CA`, `fr`; a dangling single
  /// letter is dropped with what followed it.
  package var fallbacks: [String] {
    var parts = text.split(separator: "-").map(String.init)
    var tags: [String] = []
    while !parts.isEmpty {
      tags.append(parts.joined(separator: "-"))
      parts.removeLast()
      if let last = parts.last, last.utf8.count == 1 { parts.removeLast() }
    }
    return tags
  }

  /// `fr` of `fr-CA`.
  package var language: String { String(text.prefix { $0 != "-" }) }

  private static func isLetter(_ octet: UInt8) -> Bool {
    (octet | 0x20) >= UInt8(ascii: "a") && (octet | 0x20) <= UInt8(ascii: "z")
  }
  private static func isDigit(_ octet: UInt8) -> Bool {
    octet >= UInt8(ascii: "0") && octet <= UInt8(ascii: "9")
  }
}
