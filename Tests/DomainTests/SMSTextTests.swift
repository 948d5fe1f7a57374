// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}

struct `What a text takes as SMS` {
  @Test func `names the first character outside the alphabet, by code points before it`() {
    let culprit = SMSMeasure("Vous êtes l’être").culprit
    #expect(culprit?.character == "ê")
    #expect(culprit?.position == 5)
    #expect(culprit?.name == "'ê'")
    #expect(SMSMeasure("né 😀").culprit?.position == 3)
    #expect(SMSMeasure("Vous étiez à Évry : 5 €").culprit == nil)
  }

  @Test(arguments: [
    ("12\u{A0}h", "U+00A0"), ("e\u{301}", "U+0301"), ("\u{1F600}", "'\u{1F600}'"),
    ("a\u{200D}", "U+200D"), ("\u{E000}", "U+E000"), ("«", "'«'"), ("\u{E0001}", "U+E0001"),
  ])
  func `names by its number what leaves no mark on its own`(text: String, name: String) {
    #expect(SMSMeasure(text).culprit?.name == name)
  }

  @Test(arguments: [
    "", "a", repeated("a", 160), repeated("a", 161), repeated("€", 400), repeated("ê", 300),
    repeated("😀", 99) + "a", repeated("a", 152) + repeated("€|", 200),
    repeated("ê", 66) + repeated("👨‍👩‍👧", 30),
  ])
  func `is cut into parts that are the text again, none over its limit`(text: String) {
    let measure = SMSMeasure(text)
    let parts = SMSMeasure.split(text)
    #expect(parts.joined() == text)
    #expect(parts.count == measure.parts)
    let limit = parts.count == 1 ? measure.encoding.single : measure.encoding.part
    for part in parts {
      let units = part.unicodeScalars.reduce(0) { $0 + measure.encoding.units($1) }
      #expect((1...limit).contains(units))
    }
  }
}

struct `The text of an SMS` {
  @Test func `has LF where CR LF was, a space where HT was, and nowhere else another`() throws {
    #expect(try Array(SMSText("a\r\nb\nc\r\n").text.utf8) == Array("a\nb\nc\n".utf8))
    #expect(try SMSText("\ta\tb").text == " a b")
    #expect(try SMSText("a\tb").measure.encoding == .gsm7)
  }

  @Test(arguments: [
    ("a\rb", "U+000D at 1"), ("\0", "U+0000 at 0"), ("é\u{8}b", "U+0008 at 1"),
    ("ab\u{7F}", "U+007F at 2"), ("\u{85}", "U+0085 at 0"), ("a\r\n\u{1B}", "U+001B at 2"),
    ("a\u{0C}", "U+000C at 1"), ("\r\r\n", "U+000D at 0"),
  ])
  func `holds no other control character`(text: String, culprit: String) {
    let refusal = InvalidValue("text", .malformed("\(culprit) cannot be sent in an SMS"))
    #expect(throws: refusal) { try SMSText(text) }
  }

  @Test func `is not empty`() {
    #expect(throws: InvalidValue("text", .empty)) { try SMSText("") }
  }
}

struct `The rules of texts` {
  private func fit(
    _ text: String, transliterates: Bool = false, parts: Int = 6,
    _ tooLong: SMSRules.TooLong = .refuse
  ) throws -> String {
    let rules = try SMSRules(transliterates: transliterates, maxParts: parts, tooLong: tooLong)
    return try rules.limited(rules.written(text) { Self.plain[$0] ?? $0 }).text
  }

  private static let plain = ["ê": "e", "œ": "oe", "’": "'", "ç": "c", "À": "A", "…": "..."]

  @Test(arguments: [0, 256, -1])
  func `allow as many parts as a message can have`(parts: Int) {
    #expect(throws: InvalidValue.self) { try fit("a", parts: parts) }
    #expect(throws: Never.self) { try fit("a", parts: 1) }
    #expect(throws: Never.self) { try fit("a", parts: 255) }
  }

  @Test func `refuse one part too many, and name what takes the room`() throws {
    #expect(try fit(repeated("a", 6 * 153)).utf8.count == 918)
    #expect(
      throws: InvalidValue("text", .malformed("7 parts, at most 6 are sent"))
    ) { try fit(repeated("a", 919)) }
    #expect(
      throws: InvalidValue(
        "text", .malformed("7 parts, at most 6 are sent; 'ê' at 17 makes it UCS-2"))
    ) { try fit(repeated("a", 17) + "ê" + repeated("a", 400)) }
  }

  @Test func `replace nothing unless they are told to`() throws {
    #expect(try fit("l’être") == "l’être")
    #expect(try fit("l’être", transliterates: true) == "l'etre")
  }

  @Test(arguments: [
    // What is in the alphabet stays, and a text that has nothing else is not touched.
    ("É é è à ù Ç ê", "É é è à ù Ç e"), ("Ça va", "Ça va"), ("`cœur`…", "'coeur'..."),
    // Not the whole text: not at all.
    ("être 😀", "être 😀"), ("ê中", "ê中"),
    // One letter and its accent are the one letter of the alphabet.
    ("e\u{301}te\u{301} À", "été A"), ("\u{2126}", "Ω"),
  ])
  func `replace what is outside the alphabet, where nothing else is left there`(
    text: String, sent: String
  ) throws {
    let fitted = try fit(text, transliterates: true)
    #expect(fitted.unicodeScalars.elementsEqual(sent.unicodeScalars))
  }

  @Test(arguments: [
    (repeated("a", 161), 1, repeated("a", 157) + "..."),
    (repeated("a", 160), 1, repeated("a", 160)),
    (repeated("a", 400), 2, repeated("a", 303) + "..."),
    (repeated("ê", 71), 1, repeated("ê", 69) + "…"),
    (repeated("ê", 200), 2, repeated("ê", 133) + "…"),
    // White space does not stand before the mark; a pair is not cut.
    (repeated("a", 150) + " \n" + repeated("b", 20), 1, repeated("a", 150) + " \nbbbbb..."),
    (repeated("a", 155) + "  " + repeated("b", 20), 1, repeated("a", 155) + "..."),
    (repeated("a", 156) + "€" + repeated("b", 20), 1, repeated("a", 156) + "..."),
    // Before a character that is outside the alphabet, where that keeps more.
    (repeated("a", 100) + "ê", 1, repeated("a", 100) + "..."),
    (repeated("a", 60) + repeated("ê", 40), 1, repeated("a", 60) + repeated("ê", 9) + "…"),
    // A family is one character, of eight units here.
    (repeated("ê", 65) + "👨‍👩‍👧" + "ê", 1, repeated("ê", 65) + "…"),
  ])
  func `cut between two characters, with a mark within the limit`(
    text: String, parts: Int, sent: String
  ) throws {
    let fitted = try fit(text, parts: parts, .cut)
    #expect(fitted == sent)
    #expect(SMSMeasure(fitted).parts <= parts)
  }

  @Test func `refuse a single character that fits nowhere`() {
    let giant = "a" + repeated("\u{301}", 100)
    #expect(throws: InvalidValue.self) { try fit(giant, parts: 1, .cut) }
  }
}
