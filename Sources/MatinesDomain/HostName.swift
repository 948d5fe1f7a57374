// SPDX-License-Identifier: MIT

/// A name of the DNS in its ASCII form (RFC 1123, 2.1; RFC 5890).
package struct HostName {
  private let labels: [Substring.UTF8View]

  package init?(_ text: Substring) {
    guard Self.isName(text.utf8.span) else { return nil }
    labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  }

  /// Labels of 1 to 63 letters, digits and inner hyphens, between single dots.
  package static func isName(_ octets: Span<UInt8>) -> Bool {
    let (dot, hyphen) = (UInt8(ascii: "."), UInt8(ascii: "-"))
    guard (1...253).contains(octets.count) else { return false }
    var (last, label) = (dot, 0)
    for place in octets.indices {
      let octet = octets[place]
      if octet == dot {
        guard last != dot, last != hyphen else { return false }
        label = 0
      } else {
        guard isLetterOrDigit(octet) || (octet == hyphen && last != dot) else { return false }
        label += 1
        guard label <= 63 else { return false }
      }
      last = octet
    }
    return last != dot && last != hyphen
  }

  package var hasDot: Bool { labels.count > 1 }

  package var topLabel: String { labels.last.map { String(Substring($0)).lowercased() } ?? "" }

  /// What ends so is an address in one of its many spellings (URL standard, "ends in a number").
  package var endsInNumber: Bool {
    labels.last?.first.map { (0x30...0x39).contains($0) } ?? true
  }

  private static func isLetterOrDigit(_ octet: UInt8) -> Bool {
    (octet | 0x20) &- 0x61 < 26 || octet &- 0x30 < 10
  }
}
