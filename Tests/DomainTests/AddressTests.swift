// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

struct `An e-mail address` {
  @Test(arguments: [
    "a@b.c", "jean.dupont+tag@example.org", "o'neil@example.org",
    String(repeating: "a", count: 64) + "@example.org", "user@localhost",
  ])
  func `is one mailbox on one host`(text: String) throws {
    #expect(try EmailAddress(text).text == text)
  }

  @Test(arguments: [
    "", "a", "a@", "@example.com", "<a@example.com>", "a@example.com, b@example.com",
    "a@example.com\r\nBcc: b@example.com", "a@example.com>\r\nRCPT TO:<b@example.com",
    "a@example.com> SIZE=1", "a b@example.com", "a@exa mple.com", "a@[127.0.0.1]", "a@@b.c",
    "é@example.org", "a@exämple.org", ".a@b.c", "a.@b.c", "a..b@c.d", "a@-b.c", "a@b-.c",
    "a@b..c", "\"a b\"@example.org", "a@b.c\u{0}",
    String(repeating: "a", count: 65) + "@example.com",
    "a@" + String(repeating: "b", count: 64) + ".com",
    "a@" + String(repeating: "bbbbbbbbb.", count: 26) + "com",
  ])
  func `refuses what could become another command or header`(text: String) {
    #expect(throws: InvalidValue.self) { try EmailAddress(text) }
  }
}

struct `A phone number` {
  @Test(arguments: ["+33612345678", "+12345678", "+123456789012345"])
  func `is E.164`(text: String) throws {
    #expect(try PhoneNumber(text).text == text)
  }

  @Test(arguments: [
    "", "+", "0612345678", "33612345678", "+0612345678", "+1234567", "+1234567890123456",
    "+33 612345678", "+33612345678\n", "+٣٣٦١٢٣٤٥٦٧٨", "+3361234567a",
  ])
  func `guesses no country and takes no other digits`(text: String) {
    #expect(throws: InvalidValue.self) { try PhoneNumber(text) }
  }
}

struct `A language tag` {
  @Test func `accepts an underscore and writes a hyphen`() throws {
    #expect(try LanguageTag("fr_CA").text == "fr-CA")
  }

  @Test(arguments: ["", "f", "fr-", "-fr", "fr--CA", "fr/../x", "é", "fr-Latn-CA-toolongsubtag"])
  func `is checked before it is part of any name`(text: String) {
    #expect(throws: InvalidValue.self) { try LanguageTag(text) }
  }

  @Test func `falls back from the end and drops a dangling letter with what followed it`() throws {
    #expect(try LanguageTag("fr-CA-x-a").fallbacks == ["fr-CA-x-a", "fr-CA", "fr"])
    #expect(try LanguageTag("zh-Hant-CN").fallbacks == ["zh-Hant-CN", "zh-Hant", "zh"])
  }
}

struct `A duration` {
  @Test(arguments: [
    ("PT20S", 20_000), ("PT2M", 120_000), ("PT1H30M", 5_400_000), ("P1DT12H", 129_600_000),
    ("P2W", 1_209_600_000), ("PT0S", 0), ("P365D", 31_536_000_000),
  ])
  func `reads ISO 8601`(text: String, milliseconds: Int64) throws {
    let span = try Instant.Span(iso8601: text, field: "after")
    #expect(span.milliseconds == milliseconds)
    #expect(try Instant.Span(iso8601: span.iso8601, field: "after") == span)
  }

  @Test(arguments: [
    "", "P", "PT", "20S", "PT20", "P1Y", "P1M", "PT1D", "PTS", "PT-1S", "PT1S1M", "PT1.5S",
    "PT1S ", "PT99999999999S", "P4000D", "p1d", "PT1H1H",
  ])
  func `refuses what has no fixed length or no sense`(text: String) {
    #expect(throws: InvalidValue.self) { try Instant.Span(iso8601: text, field: "after") }
  }
}
