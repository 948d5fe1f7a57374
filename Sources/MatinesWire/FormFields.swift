// SPDX-License-Identifier: MIT

/// Reads `application/x-www-form-urlencoded`, strictly: each field has a name and an equals sign,
/// each percent sign two digits, and all of it is UTF-8.
package enum FormFields {
  package enum Problem: String, Error, CustomStringConvertible {
    case tooMany = "more fields than allowed"
    case form = "not fields with name and value"
    case escape = "a percent sign without two hexadecimal digits"
    case encoding = "not UTF-8"

    package var description: String { rawValue }
  }

  package struct Field: Equatable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The fields in their order; none of no octets at all.
  package static func decode(
    _ octets: [UInt8], atMost limit: Int
  ) throws(Problem) -> [Field] {
    var fields: [Field] = []
    guard !octets.isEmpty else { return fields }
    for pair in octets.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
      guard fields.count < limit else { throw .tooMany }
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), equals > pair.startIndex else {
        throw .form
      }
      let name = try text(pair[..<equals])
      fields.append(Field(name: name, value: try text(pair[(equals + 1)...])))
    }
    return fields
  }

  /// One value; a plus sign is a space.
  package static func text(_ octets: ArraySlice<UInt8>) throws(Problem) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(octets.count)
    var rest = octets
    while let octet = rest.popFirst() {
      switch octet {
      case UInt8(ascii: "+"): plain.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(Hexadecimal.value),
          let low = rest.popFirst().flatMap(Hexadecimal.value)
        else { throw .escape }
        plain.append(high << 4 | low)
      default: plain.append(octet)
      }
    }
    guard let text = String(validating: plain, as: UTF8.self) else { throw .encoding }
    return text
  }
}
