// SPDX-License-Identifier: MIT

/// Where the characters of a string stand in a document, without the quotes.
struct JSONRun {
  let start: Int
  let end: Int
  /// At least one backslash: the octets are not the characters.
  let escaped: Bool

  /// Reads the string whose opening quote is at `quote`; its closing quote is at `end`.
  static func scan(_ text: Span<UInt8>, quote: Int) throws(JSONError) -> JSONRun {
    let start = quote + 1
    var at = start
    var escaped = false
    while at < text.count {
      let octet = text[at]
      if octet == UInt8(ascii: "\"") { return JSONRun(start: start, end: at, escaped: escaped) }
      if octet == UInt8(ascii: "\\") {
        escaped = true
        at = try JSONEscape.end(text, backslash: at)
      } else {
        guard octet >= 0x20 else { throw JSONError(.controlCharacter, at: at) }
        at += 1
      }
    }
    throw JSONError(.unexpectedEnd, at: text.count)
  }

  /// The characters themselves, in UTF-8.
  func octets(_ text: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(end - start)
    var at = start
    while at < end, at < text.count {
      if escaped, text[at] == UInt8(ascii: "\\") {
        at = JSONEscape.append(text, backslash: at, to: &result)
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return result
  }

  func string(_ text: Span<UInt8>) -> String {
    if !escaped, let plain = text.text(start..<end) { return plain }
    return String(decoding: octets(text), as: UTF8.self)
  }

  func equals(_ other: JSONRun, in text: Span<UInt8>) -> Bool {
    if escaped || other.escaped { return octets(text) == other.octets(text) }
    guard end - start == other.end - other.start else { return false }
    var at = start
    var otherAt = other.start
    while at < end {
      guard text[at] == text[otherAt] else { return false }
      at += 1
      otherAt += 1
    }
    return true
  }
}
