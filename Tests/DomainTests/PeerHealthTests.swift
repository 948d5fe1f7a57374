// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

struct `A peer's health` {
  private func peer(after results: [PeerHealth.Result], at now: Int64) -> PeerHealth {
    var peer = PeerHealth()
    for result in results {
      _ = peer.admit(now)
      peer.record(result, now)
    }
    return peer
  }

  @Test func `opens the circuit at the fifth failure within half a minute`() {
    var four = peer(after: [.failed, .failed, .failed, .failed], at: 0)
    #expect(four.admit(1) == .go)
    four.record(.failed, 29_999)
    #expect(four.admit(30_000) == .pause(29_999))
    var slow = peer(after: [.failed, .failed, .failed, .failed], at: 0)
    #expect(slow.admit(30_000) == .go)
    slow.record(.failed, 30_000)
    #expect(slow.admit(30_001) == .go)
  }

  @Test func `sends one probe every half minute while the circuit is open`() {
    var open = peer(after: .init(repeating: .failed, count: 5), at: 0)
    var probes = 0
    for now in stride(from: Int64(0), to: 600_000, by: 100) where open.admit(now) == .go {
      probes += 1
      open.record(.failed, now + 50)
    }
    #expect((19...20).contains(probes))
  }

  @Test func `does not send a second probe before the first has ended`() {
    var open = peer(after: .init(repeating: .failed, count: 5), at: 0)
    #expect(open.admit(30_000) == .go)
    #expect(open.admit(30_001) == .pause(3_000))
    open.record(.taken, 30_100)
    #expect(open.admit(30_100) == .go)
    #expect(open.admit(30_100) == .go)
  }

  @Test func `asks for another probe when one never ends`() {
    var open = peer(after: .init(repeating: .failed, count: 5), at: 0)
    #expect(open.admit(30_000) == .go)
    #expect(open.admit(60_001) == .go)
  }

  @Test func `gives a peer that does not answer little room, and all of it to one that does`() {
    var silent = PeerHealth()
    for _ in 0..<8 { #expect(silent.admit(0) == .go) }
    #expect(silent.admit(0) == .crowded)
    silent.record(.taken, 900)
    for _ in 0..<100 { #expect(silent.admit(1_000) == .go) }
    #expect(silent.admit(1_901) == .crowded)
  }

  @Test func `pauses a peer that said "too fast" three times within a minute`() {
    var asked = peer(after: [.throttled(90_000), .throttled(90_000)], at: 0)
    #expect(asked.admit(10) == .go)
    asked.record(.throttled(90_000), 20)
    #expect(asked.admit(30) == .pause(89_990))
    #expect(asked.admit(90_020) == .go)
    var spread = peer(after: [.throttled(90_000), .throttled(90_000)], at: 0)
    _ = spread.admit(60_000)
    spread.record(.throttled(90_000), 60_000)
    #expect(spread.admit(60_001) == .go)
  }

  @Test func `stops a peer that refuses our key, unless it has just taken another message`() {
    var wrong = peer(after: [.refused], at: 0)
    #expect(wrong.admit(1) == .pause(299_999))
    #expect(wrong.admit(300_000) == .go)
    var mixed = peer(after: [.taken, .refused], at: 0)
    #expect(mixed.admit(1) == .go)
    mixed.record(.refused, 300_001)
    #expect(mixed.admit(300_002) == .pause(299_999))
  }

  @Test func `is forgotten when nothing is known of it any more`() {
    var peer = PeerHealth()
    #expect(peer.isForgettable(0))
    _ = peer.admit(0)
    #expect(!peer.isForgettable(0))
    peer.record(.taken, 0)
    #expect(!peer.isForgettable(60_000))
    #expect(peer.isForgettable(60_001))
  }
}

struct `Registering browsers` {
  @Test func `lets ten a minute pass, and then one every six seconds`() throws {
    var mark = Instant(milliseconds: 0)
    var accepted: [Int64] = []
    for second in Int64(1_000)..<1_060 {
      for _ in 0..<3 {
        let now = Instant(milliseconds: second * 1_000)
        guard let next = RegistrationRule.next(after: mark, now: now) else { continue }
        mark = next
        accepted.append(second - 1_000)
      }
    }
    #expect(accepted.prefix(10).allSatisfy { $0 <= 3 })
    #expect(accepted.count == 19)
  }

  @Test func `does not wait for a clock that was set back`() {
    let far = Instant(milliseconds: 86_400_000)
    #expect(RegistrationRule.next(after: far, now: Instant(milliseconds: 5)) != nil)
  }
}
