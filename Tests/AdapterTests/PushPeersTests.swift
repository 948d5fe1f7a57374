// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

struct `The book of push services` {
  private let peers = PushPeers(WorkLimits())

  private func boot(_ milliseconds: Int64) -> BootTime {
    BootTime(milliseconds: milliseconds, id: 1)
  }

  private func admit(
    _ origin: String, _ person: Int = 0, key: Int = 0, at now: Int64 = 1_000
  ) throws -> PushPeers.Pass? {
    let name = PushPeers.Name(origin: origin, key: key)
    let entry = peers.admit(name, try UserID("\(person)"), life: .day, boot(now))
    guard case .go(let pass) = entry else { return nil }
    return pass
  }

  @Test func `keeps half of the room for services that answer`() throws {
    let known = try #require(try admit("good"))
    peers.end(known, .taken, boot(1_000))
    var silent = 0
    for index in 0..<40 { silent += try admit("\(index)", index) == nil ? 0 : 1 }
    #expect(silent == 32)
    for _ in 0..<60 { #expect(try admit("good", at: 1_500) != nil) }
  }

  @Test func `remembers a day long that a service answers`() throws {
    let known = try #require(try admit("good"))
    peers.end(known, .taken, boot(1_000))
    let later: Int64 = 80_000_000
    for index in 0..<40 { _ = try admit("\(index)", index, at: later) }
    #expect(try admit("good", at: later) != nil)
  }

  @Test func `gives one person's silent services few places`() throws {
    var mine = 0
    for index in 0..<20 { mine += try admit("\(index)", 7) == nil ? 0 : 1 }
    #expect(mine == 4)
    #expect(try admit("another", 8) != nil)
  }

  @Test func `takes back the places of a worker that left`() throws {
    for index in 0..<32 { #expect(try admit("\(index)", index) != nil) }
    #expect(try admit("good") == nil)
    #expect(try admit("good", at: 31_001) != nil)
  }

  @Test func `tells origins and keys apart`() throws {
    for person in 0..<2 {
      peers.end(try #require(try admit("a", person)), .refused, boot(1_000))
    }
    #expect(try admit("a") == nil)
    #expect(try admit("a", key: 1) != nil)
    #expect(try admit("b") != nil)
  }
}
