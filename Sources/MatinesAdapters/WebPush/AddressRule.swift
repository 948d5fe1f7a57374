// SPDX-License-Identifier: MIT
import MatinesApplication

/// Which addresses a push may go to: global unicast, and what the operator opens.
final class AddressRule: AddressGuard {
  private let allowed: [Network]
  private let ports: [Int]

  /// `ports` are allowed besides 443.
  init(allowing allowed: [Network], ports: [Int]) {
    self.allowed = allowed
    self.ports = ports
  }

  func allows(_ address: [UInt8], port: UInt16) -> Bool {
    allows(port: Int(port))
      && (allowed.contains { $0.contains(address) } || Self.isGlobal(address))
  }

  func allows(port: Int) -> Bool { port == 443 || ports.contains(port) }

  static func isGlobal(_ address: [UInt8]) -> Bool {
    switch address.count {
    case 4: !special4.contains { $0.contains(address) }
    case 16:
      unicast6.contains { $0.contains(address) } && !special6.contains { $0.contains(address) }
    default: false
    }
  }

  // The registries of special-purpose addresses (RFC 6890 and its successors).
  private static let special4 = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
  ].compactMap(Network.init)
  private static let unicast6 = ["2000::/3"].compactMap(Network.init)
  /// Within that; IPv4 in disguise is not judged but refused.
  private static let special6 = [
    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
  ].compactMap(Network.init)
}
