// SPDX-License-Identifier: MIT

private let plurals = ICUPlurals()
private let formats = ICUFormats(zones: NoZones(), fallback: .french)

/// Few, since opening one takes longer than a thousand numbers.
private let languages = ["ar", "cy", "de-CH", "en-GB", "fr-CA", "ja", "pl", "xx"]
  .compactMap { try? LanguageTag($0) }

private struct NoZones: TimeZones {
  func isKnown(_ zone: ZoneName) -> Bool { false }
  func secondsEast(at instant: Instant, in zone: ZoneName) -> Int? { nil }
}

/// Whatever the octets: a number of digits is in the class that the rules of CLDR say, anything
/// else has one as well, and no form of it is empty or endless.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPlural(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let number = String(text.prefix { $0 != " " })
  let english = plurals.category(of: number, in: .english)
  let french = plurals.category(of: number, in: .french)
  if let value = Int64(number), number == String(value) {
    let size = value.magnitude >= 1_000_000_000_000_000 ? 2 : value.magnitude
    precondition(english == (size == 1 ? .one : .other), "English")
    let isMany = size > 0 && size % 1_000_000 == 0
    precondition(french == (size < 2 ? .one : isMany ? .many : .other), "French")
  }
  let language = languages[Int(text.utf8.last ?? 0) % languages.count]
  _ = plurals.category(of: number, in: language)
  let reader = Reader(person: language, words: language, zone: nil)
  let values = [JSON.string(number)] + (JSONNumber(text: number).map { [.number($0)] } ?? [])
  for value in values {
    for form in ICUFormats.Form.allCases {
      guard let seen = formats.text(form, of: value, for: reader) else { continue }
      precondition(!seen.isEmpty && seen.utf8.count <= max(1_024, number.utf8.count), "form")
    }
  }
  return 0
}
