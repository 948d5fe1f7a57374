// SPDX-License-Identifier: MIT
import MatinesWire

/// RFC 2047: text beyond ASCII in header fields, as words of at most 75 octets on lines of at most
/// 76, each decodable alone.
enum EncodedWords {
  private static let prefix = "=?UTF-8?B?"
  private static let suffix = "?="

  /// `used` octets of the first line are taken already, the space before the first word included.
  static func encode(_ text: String, used: Int) -> String {
    var words: [String] = []
    var octets: [UInt8] = []
    var room = capacity(line: 76 - used)
    for scalar in text.unicodeScalars {
      guard let next = UTF8.encode(scalar) else { continue }
      if octets.count + next.count > room, !octets.isEmpty {
        words.append(word(octets))
        octets = []
        room = capacity(line: 75)
      }
      octets.append(contentsOf: next)
    }
    if !octets.isEmpty { words.append(word(octets)) }
    return words.joined(separator: "\r\n ")
  }

  /// How many octets of text fit in a word on a line with that much room.
  private static func capacity(line: Int) -> Int {
    let room = min(line, 75) - prefix.utf8.count - suffix.utf8.count
    return max(4, room / 4 * 3)
  }

  private static func word(_ octets: [UInt8]) -> String { prefix + Base64.encode(octets) + suffix }
}
