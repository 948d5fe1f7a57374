// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `UTF-8 check` {
  @Test func `refuses what is not UTF-8, wherever it stands`() throws {
    for hex in try Fixture.strings("abi-text.json", "invalid_utf8_hex") {
      let octets = Fixture.octets(hex: hex)
      for padding in [0, 1, 7, 8, 15, 16, 33] {
        let ascii = [UInt8](repeating: 0x61, count: padding)
        #expect(!UTF8Check.isValid(ascii + octets), "\(hex) after \(padding)")
        #expect(!UTF8Check.isValid(ascii + octets + ascii), "\(hex) amid \(padding)")
      }
    }
  }

  @Test func `accepts what is UTF-8`() throws {
    for hex in try Fixture.strings("abi-text.json", "valid_utf8_hex") {
      #expect(UTF8Check.isValid(Fixture.octets(hex: hex)), "\(hex)")
    }
  }

  @Test func `says where the fault is`() {
    let octets: [UInt8] = [0x61, 0xC3, 0xA9, 0xFF]
    #expect(UTF8Check.firstFault(in: octets.span) == 3)
  }

  @Test func `agrees with the code point of every pair of octets`() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let ascii = first < 0x80 && second < 0x80
        let pair = (0xC2...0xDF).contains(first) && (0x80...0xBF).contains(second)
        #expect(UTF8Check.isValid([first, second]) == (ascii || pair))
      }
    }
  }
}
