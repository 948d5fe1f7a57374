// SPDX-License-Identifier: MIT

/// Strict UTF-8 (RFC 3629): surrogates, overlong forms and values above U+10FFFF are refused.
package enum UTF8Check {
  package static func isValid(_ octets: Span<UInt8>) -> Bool {
    firstFault(in: octets) == nil
  }

  package static func isValid(_ octets: [UInt8]) -> Bool {
    isValid(octets.span)
  }

  /// The offset of the first octet that breaks the encoding.
  package static func firstFault(in octets: Span<UInt8>) -> Int? {
    let checked = Result { () throws(UTF8.ValidationError) in
      _ = try UTF8Span(validating: octets)
    }
    guard case .failure(let fault) = checked else { return nil }
    return fault.byteOffsets.lowerBound
  }
}

extension Span where Element == UInt8 {
  /// The text of a range of a document that is known to be UTF-8, cut at character boundaries.
  func text(_ range: Range<Int>) -> String? {
    guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
    guard let part = try? UTF8Span(validating: extracting(range)) else { return nil }
    return String(copying: part)
  }
}

/// Two texts with the same octets. `==` on strings also equates canonical forms (é typed in two
/// ways, the Kelvin sign and K), which a key or an algorithm name must never do.
package func sameOctets(_ left: String, _ right: String) -> Bool {
  let (left, right) = (left.utf8.span, right.utf8.span)
  guard left.count == right.count else { return false }
  for place in left.indices where left[place] != right[place] { return false }
  return true
}
