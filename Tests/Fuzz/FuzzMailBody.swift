// SPDX-License-Identifier: MIT

/// Whatever the text: lines of at most 76 ASCII octets, ended by CRLF, which decode to the text
/// with each of its line ends as CRLF.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMailBody(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let body = MailBody(text)
  var octets: [UInt8] = []
  body.write(to: &octets)
  let found = lines(octets)
  for line in found {
    precondition(line.count <= 76 && line.allSatisfy { $0 == 9 || 0x20...0x7E ~= $0 }, "line")
    precondition(line.last != 0x20 && line.last != 9, "a space that may be lost")
  }
  let decoded =
    switch body.encoding {
    case .base64: decodedBase64(octets)
    case .quotedPrintable: unquoted(found)
    }
  precondition(decoded == meant(text), "decodes to something else")
  return 0
}

private func meant(_ text: String) -> [UInt8] {
  var (result, rest) = ([UInt8](), Array(text.utf8)[...])
  while let octet = rest.popFirst() {
    guard octet == 0x0D || octet == 0x0A else {
      result.append(octet)
      continue
    }
    if octet == 0x0D, rest.first == 0x0A { rest.removeFirst() }
    result += [0x0D, 0x0A]
  }
  return result.suffix(2) == [0x0D, 0x0A] ? result : result + [0x0D, 0x0A]
}

/// RFC 2045, 6.7.
private func unquoted(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
  var result: [UInt8] = []
  for var line in lines {
    let isSoft = line.last == UInt8(ascii: "=")
    if isSoft { line.removeLast() }
    while let octet = line.popFirst() {
      guard octet == UInt8(ascii: "=") else {
        result.append(octet)
        continue
      }
      result.append(UInt8(String(decoding: line.prefix(2), as: UTF8.self), radix: 16)!)
      line = line.dropFirst(2)
    }
    if !isSoft { result += [0x0D, 0x0A] }
  }
  return result
}
