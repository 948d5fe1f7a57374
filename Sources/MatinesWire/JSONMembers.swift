// SPDX-License-Identifier: MIT

/// The members of an object as they were written: each name with the raw text of its value, so
/// that a value can be kept to the last digit and space.
package struct JSONMembers: Sendable {
  package struct Member: Sendable {
    package let key: String
    /// One complete, valid JSON value, as it stands in the document.
    package let raw: Substring
  }

  package let members: [Member]

  /// Validates the whole document, nested values included; its top must be an object.
  package init(_ text: String, limits: JSONLimits = .data) throws(JSONError) {
    var members: [Member] = []
    let octets = text.utf8.span
    var scanner = JSONScanner(limits: limits, top: .object)
    var key = ""
    var start = 0
    reading: while true {
      switch try scanner.next(octets) {
      case .end: break reading
      case .key(let run):
        if scanner.depth == 1 { key = run.string(octets) }
        continue reading
      case .beginObject, .beginArray:
        if scanner.depth == 2 { start = scanner.tokenStart }
        continue reading
      case .endObject, .endArray: break
      case .string, .number, .bool, .null:
        if scanner.depth == 1 { start = scanner.tokenStart }
      }
      guard scanner.depth == 1 else { continue }
      members.append(Member(key: key, raw: Self.part(of: text, start..<scanner.position)))
    }
    self.members = members
  }

  package var keys: [String] { members.map(\.key) }

  /// The raw text of a value; nil when there is no such member.
  package subscript(key: String) -> Substring? {
    members.first { sameOctets($0.key, key) }?.raw
  }

  /// The value as a tree; nil when there is no such member.
  package func value(_ key: String) -> JSON? {
    guard let raw = self[key] else { return nil }
    if let plain = Self.plainText(raw) { return .string(plain) }
    // Already validated as part of the whole, with the limits of the whole.
    let limits = JSONLimits(octets: .max, depth: .max, members: .max, keyOctets: .max)
    return try? JSON.parse(String(raw), limits: limits, top: .any)
  }

  /// What stands between the quotes of a string without escapes.
  private static func plainText(_ raw: Substring) -> String? {
    let (octets, quote) = (raw.utf8, UInt8(ascii: "\""))
    guard octets.first == quote, octets.last == quote, !octets.contains(UInt8(ascii: "\\"))
    else { return nil }
    // By octets: as a character, a quote may have taken a mark that follows it along.
    let start = octets.index(after: octets.startIndex)
    return String(raw[start..<octets.index(before: octets.endIndex)])
  }

  private static func part(of text: String, _ range: Range<Int>) -> Substring {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.utf8.index(start, offsetBy: range.count)
    return text[start..<end]
  }
}
