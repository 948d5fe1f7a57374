// SPDX-License-Identifier: MIT

/// A name of the DNS in its ASCII form (RFC 1123, 2.1; RFC 5890).
package struct HostName {
  private let labels: [Substring.UTF8View]

  package init?(_ text: Substring) {
    guard (1...253).contains(text.utf8.count) else { return nil }
    labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.allSatisfy(Self.isLabel) else { return nil }
  }

  package var hasDot: Bool { labels.count > 1 }

  package var topLabel: String { labels.last.map { String(Substring($0)).lowercased() } ?? "" }

  /// What ends so is an address in one of its many spellings (URL standard, "ends in a number").
  package var endsInNumber: Bool {
    labels.last?.first.map { (0x30...0x39).contains($0) } ?? true
  }

  private static func isLabel(_ octets: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(octets.count) && octets.first != hyphen && octets.last != hyphen
      && octets.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == hyphen }
  }
}
