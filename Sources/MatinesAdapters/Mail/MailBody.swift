// SPDX-License-Identifier: MIT
import MatinesWire

/// A text part in seven-bit lines of at most 76 octets, every line ended by CRLF. Each CR, LF and
/// CR LF of the text is one line end: a server that sees another kind might find the end of the
/// message there (RFC 5321, 2.3.8).
struct MailBody {
  enum Encoding: String {
    case quotedPrintable = "quoted-printable"
    case base64
  }

  let encoding: Encoding
  /// About how many octets are written.
  let length: Int
  private let text: String

  /// Quoted-printable while most of the text reads as it is, base64 beyond.
  init(_ text: String) {
    self.text = text
    let octets = text.utf8.span
    var (escaped, ends) = (0, 0)
    for place in octets.indices {
      let octet = octets[place]
      if Self.endsLine(octet) {
        ends += 1
      } else if !Self.isLiteral(octet) {
        escaped += 1
      }
    }
    let isMostlyText = escaped * 3 <= octets.count
    encoding = isMostlyText ? .quotedPrintable : .base64
    let most = octets.count + ends + (isMostlyText ? 2 * escaped : octets.count / 3)
    length = most + most / 24 + 16
  }

  func write(to octets: inout [UInt8]) {
    switch encoding {
    case .quotedPrintable: quote(to: &octets)
    case .base64:
      octets.append(contentsOf: Base64.encode(normalized, lineLength: 76).utf8)
      octets += Self.lineEnd
    }
  }

  private static let lineEnd: [UInt8] = [0x0D, 0x0A]

  private static func endsLine(_ octet: UInt8) -> Bool { octet == 0x0D || octet == 0x0A }

  private static func isLiteral(_ octet: UInt8) -> Bool {
    (octet >= 0x20 && octet < 0x7F && octet != UInt8(ascii: "=")) || octet == 0x09
  }

  private var normalized: [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(length)
    var wasReturn = false
    for octet in text.utf8 {
      if octet == 0x0D || (octet == 0x0A && !wasReturn) {
        octets += Self.lineEnd
      } else if octet != 0x0A {
        octets.append(octet)
      }
      wasReturn = octet == 0x0D
    }
    if octets.last != 0x0A { octets += Self.lineEnd }
    return octets
  }

  private func quote(to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { Self.quote($0, to: &output) }
  }

  /// RFC 2045, 6.7. The last column is kept for the sign of a soft line break.
  private static func quote(_ octets: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var (place, column, isEnded) = (0, 0, false)
    while place < octets.count {
      let run = literals(octets, from: place, atMost: 75 - column)
      output.append(contentsOf: octets[place..<place + run])
      place += run
      column += run
      isEnded = isEnded && run == 0
      guard place < octets.count else { break }
      let octet = octets[place]
      place += 1
      // The end of the text ends a line too.
      let next = place < octets.count ? octets[place] : 0x0A
      isEnded = endsLine(octet)
      if isEnded {
        output += lineEnd
        column = 0
        if octet == 0x0D, next == 0x0A { place += 1 }
        continue
      }
      let isLast = endsLine(next)
      let isLiteral = isLiteral(octet) && !(isLast && isSpace(octet))
      let width = isLiteral ? 1 : 3
      if column + width > (isLast ? 76 : 75) {
        output.append(UInt8(ascii: "="))
        output += lineEnd
        column = 0
      }
      if isLiteral { output.append(octet) } else { escape(octet, to: &output) }
      column += width
    }
    if !isEnded { output += lineEnd }
  }

  /// How many octets stand for themselves from there on; spaces at the end of a line do not.
  private static func literals(
    _ octets: UnsafeBufferPointer<UInt8>, from place: Int, atMost limit: Int
  ) -> Int {
    let most = min(octets.count, place + max(0, limit))
    var end = place
    while end < most, isLiteral(octets[end]) { end += 1 }
    guard end == octets.count || endsLine(octets[end]) else { return end - place }
    while end > place, isSpace(octets[end - 1]) { end -= 1 }
    return end - place
  }

  private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 }

  private static func escape(_ octet: UInt8, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "="))
    output.append(digit(octet >> 4))
    output.append(digit(octet & 0xF))
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
