// SPDX-License-Identifier: MIT

/// What a text message costs, by the beginning of its number. Amounts are millionths.
package struct PriceList: Hashable, Sendable {
  package static let limit = 300
  /// ISO 4217.
  package let currency: String
  /// Prefix in international form, `+33`; the empty one stands for everywhere else.
  package let prefixes: [String: Int64]

  package init(
    currency: String, prefixes: [String: Int64], field: String = "prices"
  ) throws(InvalidValue) {
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw InvalidValue("\(field).currency", .malformed("not three letters such as EUR"))
    }
    for prefix in prefixes.keys where !prefix.isEmpty && !Self.isPrefix(prefix) {
      throw InvalidValue("\(field).sms", .malformed("a prefix is not of the form +33"))
    }
    self.currency = currency
    self.prefixes = prefixes
  }

  /// The longest prefix counts; nil where none fits.
  package func price(of phone: PhoneNumber) -> Int64? {
    var prefix = Substring(phone.text)
    while !prefix.isEmpty {
      if let price = prefixes[String(prefix)] { return price }
      prefix.removeLast()
    }
    return prefixes[""]
  }

  /// Of a text of so many parts.
  package func price(of phone: PhoneNumber, parts: Int) -> Int64? {
    guard let price = price(of: phone) else { return nil }
    let product = price.multipliedReportingOverflow(by: Int64(parts))
    return product.overflow ? nil : product.partialValue
  }

  private static func isPrefix(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "+") && (2...16).contains(text.utf8.count)
      && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}
