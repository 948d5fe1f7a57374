// SPDX-License-Identifier: MIT

/// The two alphabets of RFC 4648, which differ in two characters.
struct Base64Alphabet: Sendable {
  static let standard = Base64Alphabet(UInt8(ascii: "+"), UInt8(ascii: "/"))
  static let url = Base64Alphabet(UInt8(ascii: "-"), UInt8(ascii: "_"))

  private let character62: UInt8
  private let character63: UInt8

  private init(_ character62: UInt8, _ character63: UInt8) {
    self.character62 = character62
    self.character63 = character63
  }

  func value(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case character62: 62
    case character63: 63
    default: nil
    }
  }

  func encode(_ octets: [UInt8], padded: Bool) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((octets.count + 2) / 3 * 4)
    var bits: UInt32 = 0
    var held: UInt32 = 0
    for octet in octets {
      bits = (bits << 8 | UInt32(octet)) & 0xFFFF
      held += 8
      while held >= 6 {
        held -= 6
        result.append(character(bits >> held))
      }
    }
    if held > 0 { result.append(character(bits << (6 - held))) }
    while padded, result.count % 4 != 0 { result.append(UInt8(ascii: "=")) }
    return String(decoding: result, as: UTF8.self)
  }

  private func character(_ bits: UInt32) -> UInt8 {
    let six = UInt8(truncatingIfNeeded: bits & 0x3F)
    return switch six {
    case 0..<26: UInt8(ascii: "A") + six
    case 26..<52: UInt8(ascii: "a") + (six - 26)
    case 52..<62: UInt8(ascii: "0") + (six - 52)
    case 62: character62
    default: character63
    }
  }
}
