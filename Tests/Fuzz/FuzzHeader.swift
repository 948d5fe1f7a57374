// SPDX-License-Identifier: MIT

/// Whatever the text: it is refused for a control character, or becomes one field in lines of at
/// most 76 ASCII octets that decode to it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHeader(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  let subject = try? MailHeader(.subject, text: text)
  precondition((subject == nil) == hasControl, "refused for another reason, or not")
  guard let subject else { return 0 }
  let found = field(subject.text, named: "Subject: ")
  precondition(found.allSatisfy { $0.count <= 76 }, "long line")
  precondition(decoded(found) == Array(text.utf8), "subject")
  let address = try! EmailAddress("a@b.c")
  guard !text.isEmpty else { return 0 }
  let from = try! MailHeader(.from, address: address, display: text)
  var name = field(from.text, named: "From: ")
  precondition(name.popLast().map(Array.init) == Array(" <a@b.c>".utf8), "address")
  precondition(decoded(name) == Array(text.utf8), "name")
  return 0
}

/// The lines of the one field that is there, without its name.
private func field(_ text: String, named name: String) -> [ArraySlice<UInt8>] {
  var found = lines(Array(text.utf8))
  precondition(found.allSatisfy { $0.allSatisfy { 0x20...0x7E ~= $0 } }, "not printable ASCII")
  precondition(found.dropFirst().allSatisfy { $0.first == 0x20 }, "another field")
  precondition(found[0].starts(with: name.utf8), "name of the field")
  found[0] = found[0].dropFirst(name.utf8.count)
  return found
}

/// RFC 2047: neighbouring words without the space between them, everything else as it stands.
private func decoded(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
  let prefix = "=?UTF-8?B?".utf8
  let words = lines.flatMap { $0.split(separator: 0x20) }
  guard words.contains(where: { $0.starts(with: prefix) }) else { return Array(lines.joined()) }
  return words.flatMap { word in
    precondition(word.count <= 75 && word.starts(with: prefix), "not a word")
    precondition(word.suffix(2).elementsEqual("?=".utf8), "unfinished word")
    let octets = decodedBase64(word.dropFirst(prefix.count).dropLast(2))
    precondition(String(validating: octets, as: UTF8.self) != nil, "a cut character")
    return octets
  }
}
