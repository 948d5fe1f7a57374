// SPDX-License-Identifier: MIT

/// A JSON value. Equality is of octets: same members in the same order, same digits.
package enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSON])
  case object(JSONObject)

  package static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): sameOctets(left, right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  package static func integer(_ value: Int64) -> JSON { .number(JSONNumber(value)) }
}

extension JSON {
  package static func parse(
    _ text: String, limits: JSONLimits = .data, top: JSONTop = .object
  ) throws(JSONError) -> JSON {
    try JSONParser.parse(text.utf8.span, limits, top)
  }

  package static func parse(
    _ octets: [UInt8], limits: JSONLimits = .data, top: JSONTop = .object
  ) throws(JSONError) -> JSON {
    try requireText(octets.span, limits)
    return try JSONParser.parse(octets.span, limits, top)
  }

  /// Refuses exactly what `parse` refuses, without building a tree.
  package static func check(
    _ text: String, limits: JSONLimits = .data, top: JSONTop = .object
  ) throws(JSONError) {
    try scan(text.utf8.span, limits, top)
  }

  package static func check(
    _ octets: [UInt8], limits: JSONLimits = .data, top: JSONTop = .object
  ) throws(JSONError) {
    try requireText(octets.span, limits)
    try scan(octets.span, limits, top)
  }

  private static func scan(
    _ text: Span<UInt8>, _ limits: JSONLimits, _ top: JSONTop
  ) throws(JSONError) {
    var scanner = JSONScanner(limits: limits, top: top)
    while true {
      if case .end = try scanner.next(text) { return }
    }
  }

  private static func requireText(_ octets: Span<UInt8>, _ limits: JSONLimits) throws(JSONError) {
    guard octets.count <= limits.octets else { throw JSONError(.tooLarge, at: limits.octets) }
    if let fault = UTF8Check.firstFault(in: octets) { throw JSONError(.invalidUTF8, at: fault) }
  }
}

extension JSON {
  package var asBool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  package var asNumber: JSONNumber? {
    if case .number(let value) = self { value } else { nil }
  }

  /// An integer written without fraction or exponent that fits.
  package var asInt64: Int64? { asNumber?.int64 }

  package var asString: String? {
    if case .string(let value) = self { value } else { nil }
  }

  package var asArray: [JSON]? {
    if case .array(let value) = self { value } else { nil }
  }

  package var asObject: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  package var isNull: Bool { self == .null }

  /// The compact document; numbers keep their digits.
  package var text: String {
    var writer = JSONWriter()
    writer.value(self)
    return writer.text
  }
}
