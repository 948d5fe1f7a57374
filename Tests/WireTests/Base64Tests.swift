// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

/// RFC 4648, section 10.
private let examples = [
  ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
  ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
]

struct `Base64url` {
  @Test func `follows the examples of RFC 4648`() throws {
    for (plain, coded) in examples {
      #expect(Base64URL.encode(Array(plain.utf8)) == coded)
      #expect(try Base64URL.decode(coded) == Array(plain.utf8))
    }
  }

  @Test func `uses the URL alphabet`() throws {
    #expect(Base64URL.encode([0xFB, 0xFF, 0xFE]) == "-__-")
    #expect(try Base64URL.decode("-__-") == [0xFB, 0xFF, 0xFE])
  }

  @Test(arguments: [
    ("A", Base64URLError.length), ("AAAAA", .length), ("Zg==", .character), ("Z g", .character),
    ("Zm9v\n\n\n\n", .character), ("-__+", .character), ("/w", .character),
    ("Zm\u{E9}", .character),
    ("Zh", .trailingBits), ("Zm9", .trailingBits), ("Zm9vYm", .trailingBits),
  ])
  func `refuses every other spelling`(text: String, expected: Base64URLError) {
    #expect(throws: expected) { try Base64URL.decode(text) }
  }

  @Test func `gives every octet back`() throws {
    let all = Array(UInt8.min...UInt8.max)
    for length in 0...all.count {
      let octets = Array(all.suffix(length))
      #expect(try Base64URL.decode(Base64URL.encode(octets)) == octets)
    }
  }
}

struct `Base64 for mail` {
  @Test func `pads`() {
    for (plain, coded) in examples {
      let padding = String(repeating: "=", count: (4 - coded.count % 4) % 4)
      #expect(Base64.encode(Array(plain.utf8)) == coded + padding)
    }
    #expect(Base64.encode([0xFB, 0xFF, 0xFE]) == "+//+")
  }

  @Test func `breaks lines at the length asked for`() {
    let octets = [UInt8](repeating: 0, count: 58)
    let lines = Base64.encode(octets, lineLength: 76).utf8.split(separator: UInt8(ascii: "\n"))
    #expect(lines.map(\.count) == [77, 4])
    #expect(!Base64.encode([UInt8](repeating: 0, count: 57), lineLength: 76).contains("\r\n"))
    #expect(Base64.encode(octets, lineLength: 0) == Base64.encode(octets))
  }
}
