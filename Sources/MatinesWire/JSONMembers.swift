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
    try Self.read(text, limits) { key, raw in
      members.append(Member(key: key, raw: raw))
      return true
    }
    self.members = members
  }

  /// The value of one member of a document that is known to be valid: nothing behind it is read.
  package static func value(_ key: String, in text: String) -> JSON? {
    var found: Substring?
    try? read(text, .data) { name, raw in
      guard sameOctets(name, key) else { return true }
      found = raw
      return false
    }
    return found.flatMap(value)
  }

  /// Hands over one member after the other, until it is told that they are enough.
  private static func read(
    _ text: String, _ limits: JSONLimits, _ take: (String, Substring) -> Bool
  ) throws(JSONError) {
    let octets = text.utf8.span
    var scanner = JSONScanner(limits: limits, top: .object)
    var key = ""
    var start = 0
    while true {
      switch try scanner.next(octets) {
      case .end: return
      case .key(let run):
        if scanner.depth == 1 { key = run.string(octets) }
        continue
      case .beginObject, .beginArray:
        if scanner.depth == 2 { start = scanner.tokenStart }
        continue
      case .endObject, .endArray: break
      case .string, .number, .bool, .null:
        if scanner.depth == 1 { start = scanner.tokenStart }
      }
      guard scanner.depth == 1 else { continue }
      guard take(key, part(of: text, start..<scanner.position)) else { return }
    }
  }

  package var keys: [String] { members.map(\.key) }

  /// The raw text of a value; nil when there is no such member.
  package subscript(key: String) -> Substring? {
    members.first { sameOctets($0.key, key) }?.raw
  }

  /// The value as a tree; nil when there is no such member.
  package func value(_ key: String) -> JSON? {
    self[key].flatMap(Self.value)
  }

  private static func value(_ raw: Substring) -> JSON? {
    if let plain = plainText(raw) { return .string(plain) }
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
