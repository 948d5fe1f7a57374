// SPDX-License-Identifier: MIT

/// A BCP 47 language tag, checked before it takes part in any file or key name.
package struct LanguageTag: Hashable, Sendable {
  package let text: String

  /// `_` is accepted as `-`, on input only (RFC 4647 speaks of `-`).
  package init(_ text: String, field: String = "locale") throws(InvalidValue) {
    let normal = String(text.map { $0 == "_" ? "-" : $0 })
    let parts = normal.split(separator: "-", omittingEmptySubsequences: false)
    guard normal.utf8.count <= 64, let primary = parts.first,
      (2...8).contains(primary.utf8.count), primary.utf8.allSatisfy(Self.isLetter),
      parts.dropFirst().allSatisfy({ part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { Self.isLetter($0) || Self.isDigit($0) }
      })
    else { throw InvalidValue(field, .malformed("not a language tag such as fr or fr-CA")) }
    self.text = normal
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

  private static func isLetter(_ octet: UInt8) -> Bool {
    (octet | 0x20) >= UInt8(ascii: "a") && (octet | 0x20) <= UInt8(ascii: "z")
  }
  private static func isDigit(_ octet: UInt8) -> Bool {
    octet >= UInt8(ascii: "0") && octet <= UInt8(ascii: "9")
  }
}
