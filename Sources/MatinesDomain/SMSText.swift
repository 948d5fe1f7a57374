// SPDX-License-Identifier: MIT

/// Something a text message may say: it is not empty, and LF is its only control character.
package struct SMSText: Equatable, Sendable {
  package let text: String
  package let measure: SMSMeasure

  /// CR LF becomes LF, and HT, which no telephone shows, a space.
  package init(_ text: String, field: String = "text") throws(InvalidValue) {
    let text = Self.withPlainSpaces(text)
    guard !text.isEmpty else { throw InvalidValue(field, .empty) }
    if let control = Self.control(in: text) {
      throw InvalidValue(
        field, .malformed("\(control.codePoint) at \(control.position) cannot be sent in an SMS"))
    }
    self.init(checked: text)
  }

  private init(checked text: String) {
    self.text = text
    measure = SMSMeasure(text)
  }

  private static func withPlainSpaces(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x0D || $0 == 0x09 }) else { return text }
    var plain = String.UnicodeScalarView()
    for character in text.unicodeScalars {
      if character == "\n", plain.last == "\r" { plain.removeLast() }
      plain.append(character == "\t" ? " " : character)
    }
    return String(plain)
  }

  private static func control(in text: String) -> SMSCulprit? {
    var position = 0
    for character in text.unicodeScalars {
      let value = character.value
      if value < 0x20 && value != 0x0A || (0x7F...0x9F).contains(value) {
        return SMSCulprit(character: character, position: position)
      }
      position += 1
    }
    return nil
  }
}
