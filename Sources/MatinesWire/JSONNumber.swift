// SPDX-License-Identifier: MIT

/// A finite JSON number that keeps the digits it was written with.
package struct JSONNumber: Sendable, Equatable {
  package let text: String

  package init(_ value: Int64) {
    text = String(value)
  }

  /// Nil for infinities and for what is not a number.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    text = String(describing: value)
  }

  /// Nil unless the whole text is one number of RFC 8259, section 6, and finite.
  package init?(text: String) {
    guard let range = try? JSONNumberScan.scan(text.utf8.span, from: 0),
      range.upperBound == text.utf8.count
    else { return nil }
    self.text = text
  }

  init(scanned text: String) {
    self.text = text
  }

  /// The value when it is written as an integer (no fraction, no exponent) and fits.
  package var int64: Int64? { Int64(text) }

  /// The nearest floating-point value; digits beyond its precision are lost.
  package var double: Double? { Double(text) }
}
