// SPDX-License-Identifier: MIT

/// The grammar of numbers, RFC 8259, section 6.
enum JSONNumberScan {
  /// Integers of fewer digits are finite, whatever they are.
  private static let surelyFiniteDigits = 300

  static func scan(_ text: Span<UInt8>, from start: Int) throws(JSONError) -> Range<Int> {
    var at = start
    if octet(text, at) == UInt8(ascii: "-") { at += 1 }
    let whole = digits(text, &at)
    guard whole > 0 else { throw fault(text, at) }
    if whole > 1, octet(text, at - whole) == UInt8(ascii: "0") {
      throw JSONError(.badNumber, at: at - whole)
    }
    if octet(text, at) == UInt8(ascii: ".") {
      at += 1
      guard digits(text, &at) > 0 else { throw fault(text, at) }
    }
    let scaled = try exponent(text, &at)
    if scaled || whole > surelyFiniteDigits { try requireFinite(text, start..<at) }
    return start..<at
  }

  private static func exponent(_ text: Span<UInt8>, _ at: inout Int) throws(JSONError) -> Bool {
    guard let mark = octet(text, at), mark | 0x20 == UInt8(ascii: "e") else { return false }
    at += 1
    if let sign = octet(text, at), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      at += 1
    }
    guard digits(text, &at) > 0 else { throw fault(text, at) }
    return true
  }

  private static func requireFinite(_ text: Span<UInt8>, _ range: Range<Int>) throws(JSONError) {
    guard let digits = text.text(range), let value = Double(digits), value.isFinite else {
      throw JSONError(.numberNotFinite, at: range.lowerBound)
    }
  }

  private static func digits(_ text: Span<UInt8>, _ at: inout Int) -> Int {
    let start = at
    while let octet = octet(text, at), octet &- 0x30 < 10 { at += 1 }
    return at - start
  }

  private static func octet(_ text: Span<UInt8>, _ at: Int) -> UInt8? {
    at < text.count ? text[at] : nil
  }

  private static func fault(_ text: Span<UInt8>, _ at: Int) -> JSONError {
    JSONError(at < text.count ? .badNumber : .unexpectedEnd, at: at)
  }
}
