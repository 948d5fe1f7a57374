// SPDX-License-Identifier: MIT

/// What a mail program makes of base64 (RFC 2045, 6.8): everything outside its alphabet is skipped.
func decodedBase64(_ octets: some Sequence<UInt8>) -> [UInt8] {
  var (bits, count, result) = (UInt32(0), 0, [UInt8]())
  for octet in octets {
    let value = values[Int(octet)]
    guard value < 64 else { continue }
    bits = (bits << 6 | UInt32(value)) & 0xFFFFFF
    count += 6
    guard count >= 8 else { continue }
    count -= 8
    result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
  }
  return result
}

private let values: [UInt8] = {
  var values = [UInt8](repeating: 64, count: 256)
  let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  for (value, octet) in alphabet.utf8.enumerated() { values[Int(octet)] = UInt8(value) }
  return values
}()

/// Lines ended by CRLF; traps where another CR or LF stands.
func lines(_ octets: [UInt8]) -> [ArraySlice<UInt8>] {
  precondition(octets.suffix(2) == [0x0D, 0x0A], "does not end a line")
  let found = octets.dropLast(2).split(separator: 0x0A, omittingEmptySubsequences: false)
  let all = found.enumerated().map { place, line in
    place == found.count - 1 ? line : line.dropLast(line.last == 0x0D ? 1 : 0)
  }
  for (place, line) in found.enumerated() where place < found.count - 1 {
    precondition(line.last == 0x0D, "bare LF")
  }
  for line in all { precondition(!line.contains(0x0D), "bare CR") }
  return all
}
