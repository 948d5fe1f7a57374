// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain

/// A range of addresses in CIDR notation (RFC 4632, RFC 4291): `10.1.0.0/16`, `2001:db8::/32`.
struct Network: Hashable, Sendable {
  private let octets: [UInt8]
  private let length: Int

  init(_ text: String, field: String) throws(InvalidValue) {
    guard let network = Network(text) else {
      throw InvalidValue(field, .malformed("not a network such as 10.1.0.0/16 or fd00::/8"))
    }
    self = network
  }

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let octets = Self.address(String(parts[0])),
      let length = Int(parts[1]), parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      (0...octets.count * 8).contains(length)
    else { return nil }
    self.octets = octets
    self.length = length
    // Bits beyond the prefix are nearly always a slip.
    guard (length..<octets.count * 8).allSatisfy({ !Self.bit($0, of: octets) }) else { return nil }
  }

  /// 4 or 16 octets in network order.
  static func address(_ text: String) -> [UInt8]? {
    var octets = [UInt8](repeating: 0, count: 16)
    if text.utf8.contains(0) { return nil }
    if inet_pton(AF_INET, text, &octets) == 1 { return Array(octets.prefix(4)) }
    return inet_pton(AF_INET6, text, &octets) == 1 ? octets : nil
  }

  func contains(_ address: [UInt8]) -> Bool {
    guard address.count == octets.count else { return false }
    let whole = length / 8
    guard address.prefix(whole) == octets.prefix(whole) else { return false }
    return (whole * 8..<length).allSatisfy {
      Self.bit($0, of: address) == Self.bit($0, of: octets)
    }
  }

  private static func bit(_ index: Int, of octets: [UInt8]) -> Bool {
    octets[index / 8] & (0x80 >> UInt8(index % 8)) != 0
  }
}
