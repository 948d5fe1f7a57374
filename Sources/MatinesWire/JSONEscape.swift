// SPDX-License-Identifier: MIT

/// Backslash sequences, RFC 8259, section 7, minus what no text of ours may hold: lone
/// surrogates and U+0000.
enum JSONEscape {
  /// Checks the sequence that starts at `backslash` and answers where the text goes on.
  static func end(_ text: Span<UInt8>, backslash: Int) throws(JSONError) -> Int {
    guard backslash + 1 < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
    let letter = text[backslash + 1]
    if letter != UInt8(ascii: "u") {
      guard meaning(letter) != nil else { throw JSONError(.badEscape, at: backslash) }
      return backslash + 2
    }
    guard let unit = unit(text, backslash: backslash) else {
      throw JSONError(.badEscape, at: backslash)
    }
    guard unit != 0 else { throw JSONError(.nulCharacter, at: backslash) }
    guard unit & 0xF800 == 0xD800 else { return backslash + 6 }
    guard unit & 0x0400 == 0, let low = self.unit(text, backslash: backslash + 6),
      low & 0xFC00 == 0xDC00
    else { throw JSONError(.loneSurrogate, at: backslash) }
    return backslash + 12
  }

  /// Appends the character of a sequence that `end` has accepted; answers where the text goes on.
  static func append(_ text: Span<UInt8>, backslash: Int, to result: inout [UInt8]) -> Int {
    guard backslash + 1 < text.count else { return text.count }
    if let plain = meaning(text[backslash + 1]) {
      result.append(plain)
      return backslash + 2
    }
    guard let first = unit(text, backslash: backslash) else { return backslash + 2 }
    var value = first
    var next = backslash + 6
    if first & 0xFC00 == 0xD800, let low = unit(text, backslash: next) {
      value = 0x10000 + (first & 0x3FF) << 10 + (low & 0x3FF)
      next += 6
    }
    if let scalar = Unicode.Scalar(value) { result.append(contentsOf: scalar.utf8) }
    return next
  }

  private static func meaning(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The UTF-16 unit of `\uXXXX`, or nil when something else stands there.
  private static func unit(_ text: Span<UInt8>, backslash: Int) -> UInt32? {
    guard backslash + 6 <= text.count, text[backslash] == UInt8(ascii: "\\"),
      text[backslash + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for at in backslash + 2..<backslash + 6 {
      guard let digit = Hexadecimal.value(text[at]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
