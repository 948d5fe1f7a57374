// SPDX-License-Identifier: MIT
import MatinesWire

/// A number by its digits. `1.0` is not `1`: in English there are 1.0 stars and 1 star.
struct WrittenNumber {
  /// More is nothing that people read as a number.
  private static let limit = 40

  let text: String
  /// How many digits it shows when written without exponent, before and after the point.
  let wholeDigits: Int
  let fractionDigits: Int

  /// Nil for what is no JSON number, or has too many digits.
  init?(_ text: String) {
    self.text = text
    let octets = text.utf8
    if octets.count < 16, let first = octets.first, first != UInt8(ascii: "0"),
      octets.allSatisfy({ $0 &- 0x30 < 10 })
    {
      (wholeDigits, fractionDigits) = (octets.count, 0)
      return
    }
    guard octets.count <= Self.limit, JSONNumber(text: text) != nil else { return nil }
    let parts = octets.split(whereSeparator: { $0 | 0x20 == UInt8(ascii: "e") })
    guard let digits = parts.first?.drop(while: { $0 == UInt8(ascii: "-") }) else { return nil }
    let whole = digits.prefix { $0 != UInt8(ascii: ".") }.count
    let exponent = parts.dropFirst().first.map { Int(String(Substring($0))) } ?? 0
    guard let exponent, (-Self.limit...Self.limit).contains(exponent) else { return nil }
    wholeDigits = max(0, whole + exponent)
    fractionDigits = max(0, max(0, digits.count - whole - 1) - exponent)
  }
}
