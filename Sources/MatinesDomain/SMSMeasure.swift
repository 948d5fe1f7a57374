// SPDX-License-Identifier: MIT

/// How the characters of a text message travel.
package enum SMSEncoding: String, Sendable {
  /// Septets: 160 in a single message, 153 in each part of a longer one (3GPP TS 23.040,
  /// 9.2.3.24.1).
  case gsm7 = "GSM-7"
  /// UTF-16 units: 70, and 67 in each part.
  case ucs2 = "UCS-2"

  /// Units of a message that is not cut.
  package var single: Int { self == .gsm7 ? 160 : 70 }
  /// Units beside the six octets that say which part of which message it is.
  package var part: Int { self == .gsm7 ? 153 : 67 }

  package func units(_ character: Unicode.Scalar) -> Int {
    switch self {
    case .gsm7: GSMAlphabet.septets(character)
    case .ucs2: character.value > 0xFFFF ? 2 : 1
    }
  }
}

/// The first character outside the 7-bit alphabet: without it a message may hold twice as much.
package struct SMSCulprit: Equatable, Sendable {
  package let character: Unicode.Scalar
  /// How many code points stand before it.
  package let position: Int

  /// As it is shown to a reader: what leaves no mark on its own goes by its number.
  package var name: String {
    switch character.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .control, .format, .surrogate, .privateUse,
      .unassigned, .spaceSeparator, .lineSeparator, .paragraphSeparator:
      codePoint
    default: "'\(character)'"
    }
  }

  package var codePoint: String {
    let digits = String(character.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

/// What a text takes as text messages. Whatever the text: this counts what a telephone would be
/// sent, and judges nothing.
package struct SMSMeasure: Equatable, Sendable {
  package let encoding: SMSEncoding
  /// Septets or UTF-16 units, without the headers of the parts.
  package let units: Int
  /// 0 for the empty text.
  package let parts: Int
  /// Why it is UCS-2.
  package let culprit: SMSCulprit?

  package init(_ text: String) {
    culprit = Self.culprit(in: text)
    encoding = culprit == nil ? .gsm7 : .ucs2
    var packing = SMSPacking(encoding.part)
    for character in text.unicodeScalars { packing.add(encoding.units(character)) }
    units = packing.units
    parts = units <= encoding.single ? min(units, 1) : packing.parts
  }

  private static func culprit(in text: String) -> SMSCulprit? {
    var position = 0
    for character in text.unicodeScalars {
      if GSMAlphabet.septets(character) == 0 {
        return SMSCulprit(character: character, position: position)
      }
      position += 1
    }
    return nil
  }

  /// What each part says: no escape pair and no surrogate pair is cut.
  package static func split(_ text: String) -> [Substring] {
    let measure = Self(text)
    guard measure.parts > 1 else { return text.isEmpty ? [] : [text[...]] }
    var packing = SMSPacking(measure.encoding.part)
    var parts: [Substring] = []
    var start = text.startIndex
    for place in text.unicodeScalars.indices {
      let before = packing.parts
      packing.add(measure.encoding.units(text.unicodeScalars[place]))
      guard packing.parts > before, place > start else { continue }
      parts.append(text[start..<place])
      start = place
    }
    return parts + [text[start...]]
  }
}

/// Fills parts one after the other; what does not fit into one begins the next.
struct SMSPacking {
  private let limit: Int
  private var filled = 0
  private(set) var parts = 1
  private(set) var units = 0

  init(_ limit: Int) { self.limit = limit }

  mutating func add(_ cost: Int) {
    if filled + cost > limit {
      parts += 1
      filled = 0
    }
    filled += cost
    units += cost
  }
}
