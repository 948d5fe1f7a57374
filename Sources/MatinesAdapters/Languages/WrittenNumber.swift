// SPDX-License-Identifier: MIT
import MatinesWire

/// A number by its digits. `1.0` is not `1`: in English there are 1.0 stars and 1 star.
struct WrittenNumber {
  /// More is nothing that people read as a number.
  private static let limit = 40

  let text: String
  /// How many digits of a fraction it shows when written without exponent.
  let fractionDigits: Int

  /// Nil for what is no JSON number, or has too many digits.
  init?(_ text: String) {
    self.text = text
    if text.utf8.count < 16, let first = text.utf8.first, first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ $0 &- 0x30 < 10 })
    {
      fractionDigits = 0
      return
    }
    guard text.utf8.count <= Self.limit, JSONNumber(text: text) != nil else { return nil }
    let parts = text.utf8.split(whereSeparator: { $0 | 0x20 == UInt8(ascii: "e") })
    guard let digits = parts.first else { return nil }
    let fraction = digits.split(separator: UInt8(ascii: ".")).dropFirst().first?.count ?? 0
    let exponent = parts.dropFirst().first.map { Int(String(Substring($0))) } ?? 0
    guard let exponent, (-Self.limit...Self.limit).contains(exponent) else { return nil }
    fractionDigits = max(0, fraction - exponent)
  }
}
