// SPDX-License-Identifier: MIT

/// Writes a character with those of ASCII.
package protocol Transliteration: Sendable {
  /// The closest ASCII for the text of one character, which may be several letters or none: `oe`
  /// for `œ`, nothing for a soft hyphen. What has none, as an emoji, comes back unchanged.
  func plain(_ text: String) -> String
}
