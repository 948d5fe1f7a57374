// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

struct `A peer's health` {
  private let jeanne: UserID
  private let karim: UserID

  init() throws { (jeanne, karim) = (try UserID("jeanne"), try UserID("karim")) }

  private func peer(
    after results: [PeerHealth.Result], of people: [UserID], at now: Int64 = 0
  ) -> PeerHealth {
    var peer = PeerHealth()
    for (index, result) in results.enumerated() {
      let person = people[index % people.count]
      _ = peer.admit(person, life: .max, now)
      peer.record(result, person, admitted: now, now)
    }
    return peer
  }

  @Test func `rests as long as it asked, whatever it takes that had left before`() {
    var peer = PeerHealth()
    for now in Int64(0)..<4 { _ = peer.admit(jeanne, life: .max, now) }
    for (now, person) in [(10, jeanne), (11, karim), (12, jeanne)] as [(Int64, UserID)] {
      peer.record(.throttled(20_000), person, admitted: now - 10, now)
    }
    peer.record(.taken, karim, admitted: 3, 20)
    #expect(peer.admit(karim, life: .max, 21) != .go)
    #expect(peer.admit(karim, life: .max, 20_012) == .go)
  }

  @Test func `opens the circuit at the fifth broken connection within half a minute`() {
    var four = peer(after: Array(repeating: .broken, count: 4), of: [jeanne])
    #expect(four.admit(jeanne, life: .max, 1) == .go)
    four.record(.broken, jeanne, admitted: 1, 29_999)
    #expect(four.admit(karim, life: .max, 30_000) == .pause(29_999))
    var slow = peer(after: Array(repeating: .broken, count: 4), of: [jeanne])
    #expect(slow.admit(jeanne, life: .max, 30_000) == .go)
    slow.record(.broken, jeanne, admitted: 30_000, 30_000)
    #expect(slow.admit(jeanne, life: .max, 30_001) == .go)
  }

  @Test func `opens it for failures it reports itself when they are not one person's alone`() {
    let five = Array(repeating: PeerHealth.Result.erring, count: 5)
    var shared = peer(after: five, of: [jeanne, karim])
    #expect(shared.admit(jeanne, life: .max, 1) != .go)
    var hostile = peer(after: five + five, of: [jeanne])
    #expect(hostile.admit(karim, life: .max, 1) == .go)
  }

  @Test func `sends one probe every half minute while the circuit is open`() {
    var open = peer(after: Array(repeating: .broken, count: 5), of: [jeanne])
    var probes = 0
    for now in stride(from: Int64(0), to: 600_000, by: 100) {
      for person in [jeanne, karim] where open.admit(person, life: .max, now) == .go {
        probes += 1
        open.record(.broken, person, admitted: now, now)
      }
    }
    #expect((18...20).contains(probes))
  }

  @Test func `lets somebody else try first after a probe that failed`() {
    var open = peer(after: Array(repeating: .erring, count: 6), of: [karim, jeanne])
    // A place behind the one that was put off meanwhile.
    #expect(open.admit(jeanne, life: .max, 30_000) == .pause(30_025))
    #expect(open.admit(karim, life: .max, 30_000) == .go)
    #expect(open.admit(jeanne, life: .max, 30_001) != .go)
    open.record(.taken, karim, admitted: 30_000, 30_100)
    #expect(open.admit(jeanne, life: .max, 30_101) == .go)
  }

  @Test func `asks for another probe when one never ends`() {
    var open = peer(after: Array(repeating: .broken, count: 5), of: [jeanne])
    #expect(open.admit(karim, life: .max, 30_000) == .go)
    #expect(open.admit(karim, life: .max, 30_001) == .pause(3_000))
    #expect(open.admit(karim, life: .max, 60_001) == .go)
  }

  @Test func `gives a peer that does not answer little room, and all of it to one that does`() {
    var silent = PeerHealth()
    for _ in 0..<8 { #expect(silent.admit(jeanne, life: .max, 0) == .go) }
    #expect(silent.admit(karim, life: .max, 0) == .crowded(20))
    #expect(silent.admit(karim, life: .max, 400) == .crowded(400))
    silent.record(.taken, jeanne, admitted: 0, 900)
    for _ in 0..<100 { #expect(silent.admit(karim, life: .max, 1_000) == .go) }
    #expect(silent.admit(karim, life: .max, 1_901) == .crowded(1_000))
  }

  @Test func `does not count for ever what nobody brings to an end`() {
    var abandoned = PeerHealth()
    for _ in 0..<8 { _ = abandoned.admit(jeanne, life: .max, 0) }
    #expect(abandoned.admit(karim, life: .max, 30_000) == .crowded(1_000))
    #expect(abandoned.admit(karim, life: .max, 30_001) == .go)
  }

  @Test func `pauses a peer that said "too fast" three times within a minute, a minute at most`() {
    let day = PeerHealth.Result.throttled(86_400_000)
    var asked = peer(after: [day, day], of: [jeanne, karim])
    #expect(asked.admit(jeanne, life: .max, 10) == .go)
    asked.record(.throttled(9_000), jeanne, admitted: 10, 20)
    #expect(asked.admit(karim, life: .max, 30) == .pause(8_990))
    #expect(asked.admit(karim, life: .max, 9_020) == .go)
    asked.record(day, karim, admitted: 9_020, 9_020)
    #expect(asked.admit(karim, life: .max, 9_021) == .pause(59_999))
    var spread = peer(after: [day, day], of: [jeanne, karim])
    _ = spread.admit(jeanne, life: .max, 60_000)
    spread.record(day, jeanne, admitted: 60_000, 60_000)
    #expect(spread.admit(jeanne, life: .max, 60_001) == .go)
  }

  @Test func `is not slowed for everybody by what one person's addresses answer`() {
    let hostile: [PeerHealth.Result] = [.throttled(86_400_000), .refused, .erring]
    for result in hostile {
      var peer = peer(after: Array(repeating: result, count: 40), of: [jeanne])
      #expect(peer.admit(karim, life: .max, 1) == .go, "\(result)")
    }
  }

  @Test func `stops a peer that refuses our key, until it takes a message`() {
    var wrong = peer(after: [.refused, .refused], of: [karim, jeanne])
    #expect(wrong.admit(karim, life: .max, 1) == .pause(29_999))
    #expect(wrong.admit(karim, life: .max, 30_000) == .go)
    // An answer about one address says nothing of the key.
    wrong.record(.answered, karim, admitted: 30_000, 30_001)
    #expect(wrong.admit(jeanne, life: .max, 30_002) != .go)
    #expect(wrong.admit(karim, life: .max, 30_002) == .go)
    wrong.record(.taken, karim, admitted: 30_002, 30_003)
    #expect(wrong.admit(jeanne, life: .max, 30_004) == .go)
    var mixed = peer(after: [.refused, .taken, .refused], of: [jeanne, karim, karim])
    #expect(mixed.admit(jeanne, life: .max, 1) == .go)
  }

  @Test func `is forgotten an hour after it was used, or a day when it answers`() {
    var answering = peer(after: [.taken], of: [jeanne])
    var open = peer(after: Array(repeating: .broken, count: 9), of: [jeanne])
    #expect(!open.isForgettable(3_600_000))
    #expect(open.isForgettable(3_600_001))
    #expect(!answering.isForgettable(86_400_000))
    #expect(answering.isForgettable(86_400_001))
    _ = (answering.admit(jeanne, life: .max, 86_400_001), open.admit(jeanne, life: .max, 3_600_001))
    #expect(!answering.isForgettable(86_400_002))
  }
}
