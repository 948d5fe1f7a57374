// SPDX-License-Identifier: MIT

/// What is done with a text before it is sent as text messages.
package struct SMSRules: Equatable, Sendable {
  package enum TooLong: String, CaseIterable, Sendable { case refuse, cut }

  /// As many as the header of a part can count.
  package static let protocolParts = 255

  /// Characters outside the 7-bit alphabet are replaced where that makes the whole text 7-bit.
  package let transliterates: Bool
  package let maxParts: Int
  package let tooLong: TooLong

  /// Six parts, refused above, no character replaced.
  package static let standard = SMSRules(transliterates: false, checkedParts: 6, tooLong: .refuse)

  package init(
    transliterates: Bool, maxParts: Int, tooLong: TooLong, field: String = "max_parts"
  ) throws(InvalidValue) {
    guard (1...Self.protocolParts).contains(maxParts) else {
      throw InvalidValue(field, .malformed("not a number from 1 to \(Self.protocolParts)"))
    }
    self.init(transliterates: transliterates, checkedParts: maxParts, tooLong: tooLong)
  }

  private init(transliterates: Bool, checkedParts: Int, tooLong: TooLong) {
    self.transliterates = transliterates
    maxParts = checkedParts
    self.tooLong = tooLong
  }

  /// The text as it is sent, however long. `plain` gives the closest of ASCII for one character, or
  /// the character.
  package func written(
    _ text: String, plain: (String) -> String
  ) throws(InvalidValue) -> SMSText {
    let text = try SMSText(text)
    return transliterates ? text.transliterated(plain) ?? text : text
  }

  /// As much of it as may be sent.
  package func limited(_ text: SMSText) throws(InvalidValue) -> SMSText {
    if text.measure.parts <= maxParts { return text }
    if tooLong == .cut, let cut = text.cut(toParts: maxParts) { return cut }
    throw InvalidValue("text", .malformed(excess(of: text.measure)))
  }

  private func excess(of measure: SMSMeasure) -> String {
    let counts = "\(measure.parts) parts, at most \(maxParts) are sent"
    guard let culprit = measure.culprit else { return counts }
    return "\(counts); \(culprit.name) at \(culprit.position) makes it UCS-2"
  }
}
