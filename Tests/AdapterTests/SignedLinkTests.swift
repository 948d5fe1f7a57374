// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `Signed links` {
  private let store: MemoryStore
  private let tokens = UnsubscribeTokens(keys: nil)

  init() throws {
    store = MemoryStore(seal: try IdentifierSeal(key: [UInt8](repeating: 7, count: 32)))
  }

  private func link(_ category: String, _ settings: String) throws -> UnsubscribeLink? {
    let policy = #"{"categories": {"role": {"mandatory": true}, "alarm": {"class": "security"}}}"#
    let links = SignedLinks(
      try UnsubscribeSettings(JSON.parse(settings)), tokens,
      policies: try PolicyShelf(PolicyDocument.read(policy), in: store))
    return try links.link(
      Unsubscription(
        user: UserID("42"), category: CategoryName(category), channel: .email))
  }

  @Test(arguments: [
    ("https://bo.example.org/u", "https://bo.example.org/u?token="),
    ("https://bo.example.org/u?a=b", "https://bo.example.org/u?a=b&token="),
  ])
  func `carry the token of person, category and channel`(url: String, start: String) throws {
    let link = try #require(try link("general", #"{"url": "\#(url)"}"#))
    #expect(link.url.hasPrefix(start))
    let wish = try tokens.read(String(link.url.dropFirst(start.count)))
    #expect(wish == Unsubscription(user: try UserID("42"), category: .general, channel: .email))
  }

  @Test(arguments: ["role", "alarm"])
  func `are not made for what must be heard`(category: String) throws {
    #expect(try link(category, #"{"url": "https://bo.example.org/u", "dkim": true}"#) == nil)
  }

  @Test func `take one click where the operator says that the server signs`() throws {
    let page = #""url": "https://bo.example.org/u""#
    #expect(try link("general", "{\(page), \"dkim\": true}")?.isOneClick == true)
    #expect(try link("general", "{\(page), \"dkim\": false}")?.isOneClick == false)
    #expect(try link("general", "{\(page)}")?.isOneClick == false)
  }
}
