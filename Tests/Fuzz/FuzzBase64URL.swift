// SPDX-License-Identifier: MIT

/// Whatever the octets: what decodes encodes back to the very same text, and every octet string
/// encodes to a text that decodes to it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzBase64URL(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  if let decoded = try? Base64URL.decode(octets.span) {
    precondition(Array(Base64URL.encode(decoded).utf8) == octets, "two texts for one value")
  }
  let encoded = Base64URL.encode(octets)
  precondition((try? Base64URL.decode(encoded)) == octets, "does not read back")
  let padded = Base64.encode(octets)
  precondition(padded.utf8.count == (octets.count + 2) / 3 * 4, "padding")
  let lines = Base64.encode(octets, lineLength: 76).utf8.split(separator: UInt8(ascii: "\n"))
  precondition(lines.allSatisfy { $0.count <= 77 }, "line too long")
  let joined = lines.joined().filter { $0 != UInt8(ascii: "\r") }
  precondition(joined == Array(padded.utf8), "lines lose octets")
  return 0
}
