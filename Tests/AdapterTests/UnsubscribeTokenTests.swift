// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `Unsubscribe tokens` {
  private func link(_ user: String, _ category: String = "role", _ channel: String = "email")
    throws -> Unsubscription
  {
    try Unsubscription(
      user: UserID(user), category: CategoryName(category), channel: ChannelName(channel))
  }

  private func token(_ tokens: UnsubscribeTokens, _ link: Unsubscription) throws -> String {
    try tokens.token(user: link.user, category: link.category, channel: link.channel)
  }

  @Test func `give back person, category and channel, whatever their lengths`() throws {
    let tokens = UnsubscribeTokens(keys: nil)
    let long = (String(repeating: "é", count: 64), String(repeating: "c", count: 64))
    for read in [
      try link("42"), try link("jean@example.org", "digest.weekly", "sms"), try link("é"),
      try link(long.0, long.1, String(repeating: "d", count: 32)), try link("a", "b", "c"),
    ] {
      let text = try token(tokens, read)
      #expect(try tokens.read(text) == read)
      #expect(try token(tokens, read) == text)
      #expect(text.utf8.allSatisfy { PlainText.isNameOctet($0) && $0 != UInt8(ascii: ".") })
    }
  }

  @Test func `show nobody's name, nor how long it is to the letter`() throws {
    let tokens = UnsubscribeTokens(keys: nil)
    let octets = try Base64URL.decode(token(tokens, link("jean@example.org", "digest")))
    let text = String(decoding: octets, as: Unicode.ASCII.self)
    for part in ["jean", "example", "digest", "email"] { #expect(!text.contains(part)) }
    #expect(try token(tokens, link("jo")).count == token(tokens, link("john")).count)
    #expect(try token(tokens, link("jo")) != token(tokens, link("jp")))
  }

  @Test func `are refused with any bit changed`() throws {
    let tokens = UnsubscribeTokens(keys: nil)
    var accepted = 0
    for number in 0..<200 {
      let channel = number % 2 == 0 ? "email" : "sms"
      var octets = try Base64URL.decode(token(tokens, link("user-\(number)", "role", channel)))
      for bit in 0..<octets.count * 8 {
        octets[bit / 8] ^= 1 << UInt8(bit % 8)
        if (try? tokens.read(Base64URL.encode(octets))) != nil { accepted += 1 }
        octets[bit / 8] ^= 1 << UInt8(bit % 8)
      }
      #expect((try? tokens.read(Base64URL.encode(octets))) != nil)
    }
    #expect(accepted == 0)
  }

  @Test func `are refused in another length, alphabet or version`() throws {
    let tokens = UnsubscribeTokens(keys: nil)
    let good = try token(tokens, link("42"))
    let octets = try Base64URL.decode(good)
    let others = [
      "", "a", "é", good + "=", good + "\n", " " + good, good + "A", String(good.dropLast()),
      good.replacing("-", with: "+").replacing("_", with: "/") + "+",
      Base64URL.encode(octets.dropLast(16)), Base64URL.encode(octets.dropLast()),
      Base64URL.encode(octets + [UInt8](repeating: 0, count: 16)),
      Base64URL.encode([2] + octets.dropFirst()), String(repeating: "A", count: 1 << 20),
    ]
    for other in others {
      let refusal = #expect(throws: InvalidValue.self) { try tokens.read(other) }
      #expect(refusal?.field == "token")
    }
  }

  @Test func `of another engine are refused`() throws {
    let folder = TemporaryFolder()
    let keys = ["one", "two"].map { KeyFiles(path: "\(folder.path)/\($0)") }
    let text = try token(UnsubscribeTokens(keys: keys[0]), link("42"))
    #expect(try UnsubscribeTokens(keys: keys[0]).read(text) == link("42"))
    #expect(throws: InvalidValue.self) { try UnsubscribeTokens(keys: keys[1]).read(text) }
    #expect(throws: InvalidValue.self) { try UnsubscribeTokens(keys: nil).read(text) }
  }
}

struct `Unsubscribe tokens when keys change` {
  private let folder = TemporaryFolder()
  private var keys: KeyFiles { KeyFiles(path: folder.path + "/keys") }

  private func token(_ tokens: UnsubscribeTokens) throws -> String {
    try tokens.token(user: UserID("42"), category: CategoryName("role"), channel: .email)
  }

  private func move(_ name: String, to other: String) {
    rename("\(folder.path)/keys/\(name)", "\(folder.path)/keys/\(other)")
  }

  @Test func `are accepted until the file of their key is removed`() throws {
    let first = try token(UnsubscribeTokens(keys: keys))
    move("unsubscribe.key", to: "unsubscribe-old-1.key")
    let tokens = UnsubscribeTokens(keys: keys)
    let second = try token(tokens)
    #expect(first != second)
    for text in [first, second] { #expect(try tokens.read(text).user.text == "42") }
    unlink("\(folder.path)/keys/unsubscribe-old-1.key")
    #expect(throws: InvalidValue.self) { try tokens.read(first) }
    #expect(try tokens.read(second).user.text == "42")
  }

  @Test func `end within a second when the key in use is removed or replaced`() throws {
    let clock = ManualClock()
    let tokens = UnsubscribeTokens(keys: keys, clock: clock)
    let first = try token(tokens)
    unlink("\(folder.path)/keys/unsubscribe.key")
    clock.advance(.seconds(1))
    #expect(throws: InvalidValue.self) { try tokens.read(first) }
    let second = try token(tokens)
    #expect(second != first)
    #expect(try tokens.read(second).user.text == "42")
    folder.write("keys/other", Base64URL.encode([UInt8](repeating: 9, count: 32)))
    move("other", to: "unsubscribe.key")
    clock.advance(.seconds(1))
    #expect(throws: InvalidValue.self) { try tokens.read(second) }
    #expect(try tokens.read(token(tokens)).user.text == "42")
  }

  @Test func `are signed by another key a second after that was put there`() throws {
    let clock = ManualClock()
    let tokens = UnsubscribeTokens(keys: keys, clock: clock)
    let first = try token(tokens)
    move("unsubscribe.key", to: "unsubscribe-old-1.key")
    folder.write("keys/unsubscribe.key", Base64URL.encode([UInt8](repeating: 9, count: 32)))
    clock.advance(Instant.Span(milliseconds: 999))
    #expect(try token(tokens) == first)
    clock.advance(Instant.Span(milliseconds: 1))
    let second = try token(tokens)
    #expect(second != first)
    for text in [first, second] { #expect(try tokens.read(text).user.text == "42") }
  }

  @Test func `are accepted by a process that holds the former key still`() throws {
    let holder = UnsubscribeTokens(keys: keys)
    let first = try token(holder)
    move("unsubscribe.key", to: "unsubscribe-old-2026-11.key")
    let second = try token(UnsubscribeTokens(keys: keys))
    for text in [first, second] { #expect(try holder.read(text).user.text == "42") }
  }

  @Test func `name a former key that others may read, or that is no key`() throws {
    let tokens = UnsubscribeTokens(keys: keys)
    let first = try token(tokens)
    let foreign = try token(UnsubscribeTokens(keys: nil))
    for (text, mode) in [(Base64URL.encode(Array(0..<32)), 0o644), ("short", 0o600)] {
      folder.write("keys/unsubscribe-old-1.key", text, mode: mode_t(mode))
      let refusal = #expect(throws: InvalidValue.self) { try tokens.read(foreign) }
      #expect(refusal?.field.hasSuffix("keys/unsubscribe-old-1.key") == true)
    }
    #expect(try tokens.read(first).user.text == "42")
  }

  @Test func `refuse a former key that is in use for something else, and too many`() throws {
    let files = keys
    let tokens = UnsubscribeTokens(keys: files)
    _ = try token(tokens)
    let foreign = try token(UnsubscribeTokens(keys: nil))
    let presence = try files.key(.presence).withOctets { Base64URL.encode(Array($0)) }
    folder.write("keys/unsubscribe-old-1.key", presence)
    #expect(throws: InvalidValue.self) { try tokens.read(foreign) }
    for number in 1...17 {
      let octets = [UInt8](repeating: UInt8(number), count: 32)
      folder.write("keys/unsubscribe-old-\(number).key", Base64URL.encode(octets))
    }
    let refusal = #expect(throws: InvalidValue.self) { try tokens.read(foreign) }
    #expect(refusal?.description.contains("more than 16 former keys") == true)
  }
}
