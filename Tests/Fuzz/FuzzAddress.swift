// SPDX-License-Identifier: MIT

/// Whatever the text: an address that is accepted is one mailbox, and can neither end a command nor
/// begin another.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAddress(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  check(text)
  check(text + "@example.org")
  check("a@" + text)
  return 0
}

private func check(_ text: String) {
  guard let address = try? EmailAddress(text) else { return }
  precondition(address.text == text, "changed")
  let octets = Array(text.utf8)
  precondition(octets.allSatisfy { 0x21...0x7E ~= $0 }, "control, space or beyond ASCII")
  precondition(!octets.contains { "<>,;:()[]\"\\".utf8.contains($0) }, "special")
  let parts = octets.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
  precondition(parts.count == 2, "not one mailbox")
  precondition((1...64).contains(parts[0].count) && octets.count <= 254, "length")
  for part in parts {
    let labels = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    precondition(labels.allSatisfy { !$0.isEmpty }, "dots")
  }
}
