// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesDomain
import Testing

struct `An identifier seal` {
  private func number(_ value: Int64) throws -> NotificationNumber {
    try #require(NotificationNumber(value))
  }

  @Test
  func `makes a UUID version 7 that shows time and sequence`() throws {
    let seal = try IdentifierSeal(key: Array(0..<32))
    let milliseconds: Int64 = 0x0199_ABCD_EF01
    let id = try seal.seal(number(milliseconds << 12 | 0x5A7))
    let text = id.description
    #expect(text.hasPrefix("0199abcd-ef01-75a7-"))
    #expect("89ab".contains(Array(text)[19]))
    #expect(try NotificationID(text) == id)
  }

  @Test
  func `opens what it sealed`() throws {
    let seal = try IdentifierSeal(key: Array(0..<32))
    for value: Int64 in [0, 1, 4_095, 4_096, 1_760_000_000_000 << 12, 1 << 60 - 1] {
      #expect(try seal.open(seal.seal(number(value)))?.value == value)
    }
  }

  @Test
  func `refuses an id with any bit changed`() throws {
    let seal = try IdentifierSeal(key: Array(0..<32))
    let id = try seal.seal(number(1_760_000_000_000 << 12 | 77))
    for bit in 0..<64 {
      #expect(seal.open(NotificationID(high: id.high ^ 1 << bit, low: id.low)) == nil)
      #expect(seal.open(NotificationID(high: id.high, low: id.low ^ 1 << bit)) == nil)
    }
  }

  @Test
  func `refuses what another key sealed`() throws {
    let one = try IdentifierSeal(key: Array(0..<32))
    let other = try IdentifierSeal(key: Array(1..<33))
    let id = try one.seal(number(12_345))
    #expect(try other.seal(number(12_345)) != id)
    #expect(other.open(id) == nil)
    #expect(throws: InvalidValue.self) { try IdentifierSeal(key: Array(0..<16)) }
  }

  @Test
  func `takes the next number although the clock went back`() throws {
    let noon = Instant(milliseconds: 1_760_000_000_000)
    let first = try #require(NotificationNumber.next(after: nil, now: noon))
    let second = try #require(NotificationNumber.next(after: first.value, now: noon))
    let past = Instant(milliseconds: -5)
    let third = try #require(NotificationNumber.next(after: second.value, now: past))
    #expect([second.value, third.value] == [first.value + 1, first.value + 2])
    #expect(NotificationNumber.next(after: nil, now: past)?.value == 0)
    #expect(NotificationNumber.next(after: nil, now: .distantFuture) != nil)
    #expect(NotificationNumber.next(after: 1 << 60 - 1, now: noon) == nil)
    #expect(NotificationNumber(-1) == nil)
  }
}
