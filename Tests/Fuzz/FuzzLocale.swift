// SPDX-License-Identifier: MIT

/// Whatever the octets: a tag that is accepted can be part of a file's name, reads back as itself,
/// and is found among languages by itself or by a shorter form of it, never by another.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLocale(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let parts = text.split(separator: ",", maxSplits: 8).map(String.init)
  let tags = parts.compactMap { try? LanguageTag($0) }
  for tag in tags { check(tag) }
  let lookup = LanguageLookup(available: tags.dropFirst(), fallback: .english)
  let found = lookup.tag(for: Array(parts.prefix(1)))
  guard let wanted = try? LanguageTag(parts.first ?? "") else {
    precondition(found == .english, "found for no tag")
    return 0
  }
  precondition(found == .english || tags.contains(found), "found what was not there")
  precondition(found == .english || wanted.fallbacks.contains(found.text), "found sideways")
  precondition(!tags.dropFirst().contains(wanted) || found == wanted, "missed itself")
  return 0
}

private func check(_ tag: LanguageTag) {
  precondition((2...35).contains(tag.text.utf8.count), "length")
  precondition(tag.text.utf8.allSatisfy { PlainText.isNameOctet($0) && $0 != 0x2E && $0 != 0x5F })
  precondition((try? LanguageTag(tag.text)) == tag, "reads back")
  precondition((try? LanguageTag(tag.text.uppercased())) == tag, "case")
  for fallback in tag.fallbacks {
    precondition((try? LanguageTag(fallback))?.text == fallback, "fallback is no tag")
  }
}
