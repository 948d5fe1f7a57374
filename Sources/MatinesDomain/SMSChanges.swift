// SPDX-License-Identifier: MIT

extension SMSText {
  /// The same in the 7-bit alphabet; nil where it is so already, or cannot be put so as a whole.
  /// What is in the alphabet stays.
  func transliterated(_ plain: (String) -> String) -> SMSText? {
    guard measure.encoding == .ucs2 else { return nil }
    var result = ""
    for character in text {
      guard let part = Self.replacement(of: character, plain) else { return nil }
      result += part
    }
    // What was replaced by nothing may have been all there was.
    return try? SMSText(result)
  }

  private static func replacement(
    of character: Character, _ plain: (String) -> String
  ) -> String? {
    let written = String(character)
    if GSMAlphabet.holds(written.unicodeScalars) { return written }
    // Only the grave accent of ASCII is not in the alphabet.
    if character == "`" { return "'" }
    if let composed = accented[character] { return composed }
    let closest = plain(written)
    return GSMAlphabet.holds(closest.unicodeScalars) ? closest : nil
  }

  /// Characters compare by canonical equivalence, so that a letter and its combining accent find
  /// the one letter of the alphabet.
  private static let accented: [Character: String] = {
    var letters: [Character: String] = [:]
    for case let letter? in GSMAlphabet.characters where letter.value > 0x7F {
      letters[Character(letter)] = String(letter)
    }
    return letters
  }()

  /// As much of the beginning as fits before a mark of omission: `...` in the 7-bit alphabet, `…`
  /// outside it. No character is cut, and of the two encodings that is taken which keeps more: what
  /// stands before the culprit may be more than what fits with it. Nil where no character fits.
  func cut(toParts parts: Int) -> SMSText? {
    let narrow = beginning(toParts: parts, .gsm7)
    let wide = measure.culprit == nil ? "" : beginning(toParts: parts, .ucs2)
    let kept = narrow.utf8.count >= wide.utf8.count ? narrow : wide
    guard !kept.isEmpty else { return nil }
    return try? SMSText(kept + (narrow.utf8.count >= wide.utf8.count ? "..." : "…"))
  }

  /// Up to the last character that leaves room for the mark, or to the first outside the encoding;
  /// without white space at its end.
  private func beginning(toParts parts: Int, _ encoding: SMSEncoding) -> Substring {
    var packing = SMSPacking(parts == 1 ? encoding.single : encoding.part)
    var end = text.startIndex
    for place in text.indices {
      for scalar in text[place].unicodeScalars {
        let units = encoding.units(scalar)
        guard units > 0 else { return text[..<end] }
        packing.add(units)
      }
      var marked = packing
      for _ in 0..<(encoding == .gsm7 ? 3 : 1) { marked.add(1) }
      guard marked.parts <= parts else { break }
      if !text[place].isWhitespace { end = text.index(after: place) }
    }
    return text[..<end]
  }
}
