// SPDX-License-Identifier: MIT

/// What is kept of a code: 32 octets of a keyed hash, without whose key a million codes could be
/// tried in a moment.
package struct CodeDigest: Hashable, Sendable {
  package static let length = 32
  package let octets: [UInt8]

  package init(_ octets: [UInt8], field: String = "code digest") throws(InvalidValue) {
    guard octets.count == Self.length else {
      throw InvalidValue(field, .malformed("not \(Self.length) octets"))
    }
    self.octets = octets
  }

  /// Takes a time that depends on nothing.
  func matches(_ other: CodeDigest) -> Bool {
    var difference: UInt8 = 0
    for (a, b) in zip(octets, other.octets) { difference |= a ^ b }
    return difference == 0
  }
}
