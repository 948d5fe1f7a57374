// SPDX-License-Identifier: MIT
import MatinesWire

/// A text part in seven-bit lines of at most 76 octets, every line ended by CRLF.
struct MailBody {
  enum Encoding: String {
    case quotedPrintable = "quoted-printable"
    case base64
  }

  let encoding: Encoding
  let text: String

  /// Quoted-printable while most of the text reads as it is, base64 beyond.
  init(_ text: String) {
    let octets = Self.normalized(text)
    let escaped = octets.count { !Self.isLiteral($0) && $0 != 0x0D && $0 != 0x0A }
    if escaped * 3 > octets.count {
      encoding = .base64
      self.text = Base64.encode(octets, lineLength: 76) + "\r\n"
    } else {
      encoding = .quotedPrintable
      self.text = Self.quoted(octets)
    }
  }

  /// Every CR, LF and CR LF becomes CR LF, and the text ends with one: a server that sees another
  /// kind of line end might find the end of the message there (RFC 5321, 2.3.8).
  private static func normalized(_ text: String) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.utf8.count + 16)
    var wasReturn = false
    for octet in text.utf8 {
      if octet == 0x0D || (octet == 0x0A && !wasReturn) {
        octets.append(0x0D)
        octets.append(0x0A)
      } else if octet != 0x0A {
        octets.append(octet)
      }
      wasReturn = octet == 0x0D
    }
    if octets.last != 0x0A { octets += [0x0D, 0x0A] }
    return octets
  }

  private static func isLiteral(_ octet: UInt8) -> Bool {
    octet == 0x09 || (octet >= 0x20 && octet < 0x7F && octet != UInt8(ascii: "="))
  }

  /// RFC 2045, 6.7.
  private static func quoted(_ octets: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(octets.count + octets.count / 8)
    var column = 0
    for (index, octet) in octets.enumerated() {
      if octet == 0x0D || octet == 0x0A {
        result.append(octet)
        column = 0
        continue
      }
      let endsLine = index + 1 < octets.count && octets[index + 1] == 0x0D
      let isSpace = octet == 0x20 || octet == 0x09
      let literal = isLiteral(octet) && !(isSpace && endsLine)
      let width = literal ? 1 : 3
      // The last column is kept for the sign of a soft line break.
      if column + width > 75, !(endsLine && column + width <= 76) {
        result += [UInt8(ascii: "="), 0x0D, 0x0A]
        column = 0
      }
      if literal { result.append(octet) } else { result += escape(octet) }
      column += width
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func escape(_ octet: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "="), digits[Int(octet >> 4)], digits[Int(octet & 0xF)]]
  }
}
