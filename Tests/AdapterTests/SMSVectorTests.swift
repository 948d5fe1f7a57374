// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Testing

/// 3GPP TS 23.038 and 23.040; ITU-T E.164, section 6.
struct `The vectors of text messages` {
  private static let file = "gsm0338.json"

  private static func scalar(_ entry: JSONObject) throws -> Unicode.Scalar {
    let digits = Vectors.text(entry["scalar"]).dropFirst(2)
    return try #require(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init))
  }

  private static func code(_ entry: JSONObject) throws -> Int {
    Int(try #require(entry["code"]?.asInt64))
  }

  @Test func `hold our alphabet, and nothing else is in it`() throws {
    var entries: [Int: Unicode.Scalar] = [:]
    for entry in try Vectors.objects(Self.file, "alphabet") {
      entries[try Self.code(entry)] = try Self.scalar(entry)
    }
    #expect(GSMAlphabet.characters.count == 128)
    for (code, character) in GSMAlphabet.characters.enumerated() {
      #expect(character == entries[code])
    }
    var extensions: [Int: Unicode.Scalar] = [:]
    for entry in try Vectors.objects(Self.file, "extension") {
      extensions[try Self.code(entry)] = try Self.scalar(entry)
    }
    let ours = Dictionary(
      uniqueKeysWithValues: GSMAlphabet.extensions.map { ($0.code, $0.character) })
    #expect(ours == extensions)
    let one = Set(entries.values)
    let two = Set(extensions.values)
    for value in 0...0x1_FFFF as ClosedRange<UInt32> {
      guard let character = Unicode.Scalar(value) else { continue }
      let expected = one.contains(character) ? 1 : two.contains(character) ? 2 : 0
      #expect(GSMAlphabet.septets(character) == expected, "\(value)")
    }
  }

  @Test func `hold our limits`() throws {
    let limits = try #require(Vectors.load(Self.file)["limits"]?.asObject)
    #expect(limits["gsm7_single"]?.asInt64 == Int64(SMSEncoding.gsm7.single))
    #expect(limits["gsm7_part"]?.asInt64 == Int64(SMSEncoding.gsm7.part))
    #expect(limits["ucs2_single"]?.asInt64 == Int64(SMSEncoding.ucs2.single))
    #expect(limits["ucs2_part"]?.asInt64 == Int64(SMSEncoding.ucs2.part))
    #expect(limits["parts_max_protocol"]?.asInt64 == Int64(SMSRules.protocolParts))
    #expect(try Vectors.load(Self.file)["escape_code"]?.asInt64 == Int64(GSMAlphabet.escape))
  }

  @Test func `count as we do, and are cut where we cut`() throws {
    for entry in try Vectors.objects(Self.file, "cases") {
      let name = Vectors.text(entry["name"])
      let text = Vectors.text(entry["text"])
      let measure = SMSMeasure(text)
      #expect(measure.encoding.rawValue == Vectors.text(entry["encoding"]), "\(name)")
      #expect(Int64(measure.units) == entry["units"]?.asInt64, "\(name)")
      #expect(Int64(measure.parts) == entry["segments"]?.asInt64, "\(name)")
      let parts = SMSMeasure.split(text)
      let units = parts.map { part in
        Int64(part.unicodeScalars.reduce(0) { $0 + measure.encoding.units($1) })
      }
      #expect(units == entry["units_per_segment"]?.asArray?.compactMap(\.asInt64), "\(name)")
      if let packed = entry["packed_hex"]?.asString {
        #expect(Self.packed(text) == packed, "\(name)")
      }
    }
  }

  /// 23.038, 6.1.2.1.1: septets, least significant bit first.
  private static func packed(_ text: String) -> String {
    var bits: [Int] = []
    for character in text.unicodeScalars {
      let behind = GSMAlphabet.extensions.first { $0.character == character }?.code
      let codes =
        behind.map { [GSMAlphabet.escape, $0] }
        ?? [GSMAlphabet.characters.firstIndex(of: character) ?? 0]
      for code in codes { bits += (0..<7).map { code >> $0 & 1 } }
    }
    while !bits.count.isMultiple(of: 8) { bits.append(0) }
    return stride(from: 0, to: bits.count, by: 8).map { start in
      let octet = (0..<8).reduce(0) { $0 | bits[start + $1] << $1 }
      return (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }.joined()
  }

  @Test func `are the telephone numbers we take, and those we refuse`() throws {
    for entry in try Vectors.objects("e164.json", "accept") {
      let number = try PhoneNumber(Vectors.text(entry["input"]))
      #expect(number.text == Vectors.text(entry["canonical"]))
    }
    for entry in try Vectors.objects("e164.json", "reject") {
      let why = Comment(rawValue: Vectors.text(entry["why"]))
      #expect(throws: InvalidValue.self, why) { try PhoneNumber(Vectors.text(entry["input"])) }
    }
  }
}
