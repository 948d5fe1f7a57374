// SPDX-License-Identifier: MIT

/// A decimal amount such as `0.065`, exact to the millionth.
package enum Amount {
  package static func millionths(_ text: String, field: String) throws(InvalidValue) -> Int64 {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let digits = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard (1...2).contains(parts.count), digits, parts[0].utf8.count <= 6,
      let whole = Int64(parts[0]), case let rest = parts.count == 2 ? parts[1] : "",
      rest.utf8.count <= 6,
      let fraction = Int64(rest + String(repeating: "0", count: 6 - rest.utf8.count))
    else { throw InvalidValue(field, .malformed("not an amount such as \"0.065\"")) }
    return whole * 1_000_000 + fraction
  }

  package static func text(_ millionths: Int64) -> String {
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    var digits = String(rest)
    digits = String(repeating: "0", count: 6 - digits.utf8.count) + digits
    while digits.utf8.count > 2, digits.hasSuffix("0") { digits.removeLast() }
    return "\(millionths < 0 ? "-" : "")\(whole).\(digits)"
  }
}
