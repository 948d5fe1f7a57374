// SPDX-License-Identifier: MIT

/// The last touch to what a template gave.
enum RenderedText {
  static let titleLimit = 512

  /// One line, as a subject is: controls and line ends become spaces, and no two of those follow
  /// each other. Cut at 512 octets, between characters.
  static func title(_ octets: [UInt8]) -> String {
    if isTidy(octets) { return String(decoding: octets, as: UTF8.self) }
    var line = String.UnicodeScalarView()
    var (length, owesSpace) = (0, false)
    for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars {
      if isSpace(scalar) {
        owesSpace = length > 0
        continue
      }
      length += scalar.utf8.count + (owesSpace ? 1 : 0)
      if length > titleLimit { break }
      if owesSpace { line.append(" ") }
      owesSpace = false
      line.append(scalar)
    }
    return String(line)
  }

  /// Controls in the data of an event must not stop its message: but for line ends and tabs they
  /// become spaces. A short text ends with its last word, a letter with its line.
  static func text(_ octets: [UInt8], isLetter: Bool) -> String {
    var octets = octets
    for at in octets.indices where isControl(octets[at]) { octets[at] = 0x20 }
    while let last = octets.last, last == 0x20 || last == 0x0A || last == 0x0D || last == 0x09 {
      octets.removeLast()
    }
    if isLetter, !octets.isEmpty { octets.append(UInt8(ascii: "\n")) }
    return String(decoding: octets, as: UTF8.self)
  }

  /// True only for what is such a line already, which most titles are.
  private static func isTidy(_ octets: [UInt8]) -> Bool {
    guard octets.count <= titleLimit else { return false }
    var last: UInt8 = 0x20
    for octet in octets {
      let isDoubled = octet == 0x20 && last == 0x20
      // U+0080 to U+009F begin with C2; the separators of lines and paragraphs end so.
      let isSpace = last == 0xC2 && octet < 0xA0 || last == 0x80 && (octet | 1) == 0xA9
      if octet < 0x20 || octet == 0x7F || isDoubled || isSpace { return false }
      last = octet
    }
    return last != 0x20
  }

  private static func isControl(_ octet: UInt8) -> Bool {
    octet < 0x20 && octet != 0x0A && octet != 0x0D && octet != 0x09 || octet == 0x7F
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x20, 0x7F...0x9F, 0x2028, 0x2029: true
    default: false
    }
  }
}
