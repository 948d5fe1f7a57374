// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `A presence token` {
  private let tokens = PresenceTokens(keys: nil)

  private func token(_ user: String = "42", session: Int64 = .min) throws -> PresenceToken {
    PresenceToken(
      user: try UserID(user), session: SessionTag(session), expires: StoreScene.at(300))
  }

  @Test(arguments: ["4", "'\"; -- %_é", String(repeating: "x", count: 128)])
  func `says again what was signed`(user: String) throws {
    let token = try token(user)
    let text = try tokens.sign(token)
    #expect(try tokens.read(text) == token)
    #expect(text.utf8.count <= PresenceTokens.limit)
  }

  @Test func `is refused with any bit of it changed, cut or longer`() throws {
    let octets = try Base64URL.decode(tokens.sign(token()))
    for place in octets.indices {
      for bit in 0..<8 {
        var changed = octets
        changed[place] ^= 1 << bit
        #expect(throws: InvalidValue.self) { try tokens.read(Base64URL.encode(changed)) }
      }
      #expect(throws: InvalidValue.self) {
        try tokens.read(Base64URL.encode(Array(octets.prefix(place))))
      }
    }
    #expect(throws: InvalidValue.self) { try tokens.read(Base64URL.encode(octets + [0])) }
    #expect(throws: InvalidValue.self) { try tokens.read("not a token") }
  }

  @Test func `is another key's affair`() throws {
    let text = try tokens.sign(token())
    #expect(throws: InvalidValue.self) { try PresenceTokens(keys: nil).read(text) }
    let folder = TemporaryFolder()
    let filed = try PresenceTokens(keys: KeyFiles(path: folder.path + "/keys")).sign(token())
    #expect(try PresenceTokens(keys: KeyFiles(path: folder.path + "/keys")).read(filed) == token())
    #expect(folder.mode("keys/presence.key") == 0o600)
  }

  @Test func `shows nothing of the session's id`() throws {
    let user = try UserID("42")
    let (one, two) = (try SessionID("secret-1"), try SessionID("secret-2"))
    let tag = try tokens.session(one, of: user)
    #expect(try tokens.session(one, of: user) == tag)
    #expect(try tokens.session(two, of: user) != tag)
    #expect(try tokens.session(one, of: UserID("43")) != tag)
    // The border between the two names counts.
    #expect(
      try tokens.session(SessionID("2x"), of: UserID("4"))
        != tokens.session(SessionID("x"), of: UserID("42")))
    let text = try tokens.sign(try token(session: tag.value))
    #expect(!String(decoding: try Base64URL.decode(text), as: UTF8.self).contains("secret"))
  }
}
