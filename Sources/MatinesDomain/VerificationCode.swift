// SPDX-License-Identifier: MIT

/// Six digits that whoever holds a telephone can read back. Never stored, and never printed.
package struct VerificationCode: Sendable, CustomStringConvertible, CustomReflectable {
  private static let count: UInt64 = 1_000_000
  package let text: String

  package init(_ text: String, field: String = "code") throws(InvalidValue) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard text.utf8.count == 6, text.utf8.allSatisfy(digits.contains) else {
      throw InvalidValue(field, .malformed("not six digits"))
    }
    self.text = text
  }

  /// Each code is as likely as any other: words beyond the last whole million are thrown away.
  /// `next` is uniform over all its values, from dice that nobody can foresee.
  package static func draw(_ next: () -> UInt64) -> VerificationCode {
    let fair = UInt64.max / count * count
    var word = next()
    while word >= fair { word = next() }
    return VerificationCode(number: word % count)
  }

  private init(number: UInt64) {
    let digits = String(number)
    text = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
  }

  package var description: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
