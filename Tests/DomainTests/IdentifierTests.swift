// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

struct `An identifier` {
  @Test(arguments: [
    "42", "a-b_c.d~e", "jean.dupont@example.org", "{?q*}", "*", "a b", "é", "😀", "%2F", "...",
    String(repeating: "x", count: 128),
  ])
  func `may be any plain text of the host`(text: String) throws {
    #expect(try UserID(text).text == text)
  }

  @Test(arguments: [
    "", ".", "..", "a\u{0}b", "a\nb", "a\rb", "a\tb", "a\u{7F}b", "a\u{85}b", "a\u{202E}b",
    "a\u{200B}b", "a\u{2028}b", String(repeating: "x", count: 129),
    String(repeating: "é", count: 65),
  ])
  func `is refused when it is empty, too long, a path segment, or hides something`(text: String) {
    #expect(throws: InvalidValue.self) { try UserID(text) }
  }

  @Test func `says which argument was wrong and never repeats its value`() {
    do {
      _ = try UserID("secret\nvalue", field: "users[3].id")
      Issue.record("accepted a line feed")
    } catch {
      #expect(error.description == "users[3].id: contains control or format characters")
    }
  }

  @Test func `is compared octet for octet, as stores do`() throws {
    let composed = try UserID("caf\u{E9}")
    let decomposed = try UserID("cafe\u{301}")
    #expect(composed.text == decomposed.text)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(composed == (try UserID("caf\u{E9}")))
  }

  @Test(arguments: ["user.promoted_to_minister", "A-1"])
  func `is strict where it may become a file name`(name: String) throws {
    #expect(try EventName(name).text == name)
  }

  @Test(arguments: ["a/b", "a b", "é", "", String(repeating: "n", count: 65)])
  func `refuses names with other characters`(name: String) {
    #expect(throws: InvalidValue.self) { try EventName(name) }
  }

  @Test func `keeps the library's own names to the same rules`() throws {
    for name in [ChannelName.realtime, .webpush, .email, .sms] {
      #expect(try ChannelName(name.text) == name)
    }
    #expect(try EventName(EventName.promotedToMinister.text) == .promotedToMinister)
    #expect(try CategoryName(CategoryName.role.text) == .role)
  }
}

struct `A notification id` {
  @Test func `reads and prints the same UUID`() throws {
    let text = "0192f0c1-5e2a-7b3c-8d4e-5f60718293a4"
    #expect(try NotificationID(text).description == text)
    #expect(try NotificationID("0192F0C1-5E2A-7B3C-8D4E-5F60718293A4").description == text)
  }

  @Test(arguments: [
    "", "x", "0192f0c15e2a7b3c8d4e5f60718293a4", "0192f0c1-5e2a-7b3c-8d4e-5f60718293a",
    "0192f0c1-5e2a-7b3c-8d4e-5f60718293a4a", "0192f0c1-5e2a-7b3c-8d4e_5f60718293a4",
    "g192f0c1-5e2a-7b3c-8d4e-5f60718293a4", "{192f0c1-5e2a-7b3c-8d4e-5f60718293a4",
  ])
  func `refuses everything else`(text: String) {
    #expect(throws: InvalidValue.self) { try NotificationID(text) }
  }
}

struct `A delivery token` {
  @Test func `survives a round trip and refuses what it never was`() throws {
    let token = DeliveryToken(id: 12, fence: 3)
    #expect(try DeliveryToken(token.text) == token)
    for text in [
      "", "12", "12.", ".3", "0.1", "1.0", "-1.1", "1.1.1", "a.b", "99999999999999999999.1",
    ] {
      #expect(throws: InvalidValue.self) { try DeliveryToken(text) }
    }
  }
}
