// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

/// A queue of messages for one server of the operator's, which is down from the start: each is
/// asked about when it is due, and a failed one again after a back-off with full jitter.
private struct Outage {
  let length: Int64
  var limits = PeerHealth.Limits()
  /// Milliseconds every message lives.
  var life: Int64 = 86_400_000
  /// The next message of the usual traffic comes after so many milliseconds, if there is any.
  var every: Int64?

  struct Message {
    let born: Int64
    var attempts = 0
    var delivered: Int64?
    var isExpired = false
  }

  private(set) var messages: [Message] = []
  /// When the server was asked.
  private(set) var starts: [Int64] = []
  private var health = PeerHealth()
  private var chance: UInt64
  private static let tick: Int64 = 5

  init(_ length: Int64, seed: UInt64 = 1) {
    self.length = length
    chance = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  private(set) var recovery: Int64?
  var sinceRecovery: ArraySlice<Int64> { starts.drop { $0 < recovery ?? .max } }
  var waiting: Int { messages.count { $0.delivered == nil && !$0.isExpired } }

  private mutating func below(_ limit: Int64) -> Int64 {
    chance ^= chance << 13
    chance ^= chance >> 7
    chance ^= chance << 17
    return Int64(chance % UInt64(max(1, limit)))
  }

  mutating func run(_ count: Int, for horizon: Int64) {
    health = PeerHealth(limits)
    var due = [[Int]](repeating: [], count: Int(horizon / Self.tick) + 1)
    for _ in 0..<count {
      due[0].append(messages.count)
      messages.append(Message(born: 0))
    }
    for now in stride(from: Int64(0), to: horizon, by: Int(Self.tick)) {
      let slot = Int(now / Self.tick)
      if let every, now > 0, now % every == 0 {
        due[slot].append(messages.count)
        messages.append(Message(born: now))
      }
      for message in due[slot] {
        guard let wait = ask(message, now) else { continue }
        let next = Int((now + max(1, wait) + Self.tick - 1) / Self.tick)
        if next < due.count { due[next].append(message) }
      }
      due[slot] = []
    }
  }

  /// Milliseconds until it is due again; nil when it is over.
  private mutating func ask(_ at: Int, _ now: Int64) -> Int64? {
    let left = messages[at].born + life - now
    guard left > 0 else {
      messages[at].isExpired = true
      return nil
    }
    switch health.admit(nil, life: left, now) {
    case .crowded(let wait), .pause(let wait): return wait
    case .go: break
    }
    starts.append(now)
    guard now < length else {
      health.record(.taken, nil, admitted: now, now)
      messages[at].delivered = now
      recovery = recovery ?? now
      return nil
    }
    health.record(.broken, nil, admitted: now, now)
    messages[at].attempts += 1
    return below(min(3_600_000, 5_000 << Int64(messages[at].attempts - 1)))
  }

  /// The most that fall into one second.
  static func busiest(_ starts: ArraySlice<Int64>) -> Int {
    var first = starts.startIndex
    var most = 0
    for index in starts.indices {
      while starts[index] - starts[first] >= 1_000 { first += 1 }
      most = max(most, index - first + 1)
    }
    return most
  }
}

struct `A peer that was away` {
  private let minutes: Int64 = 60_000

  @Test func `is hardly asked for ten minutes, and then gets 10 000 messages at its rate`() throws {
    var outage = Outage(10 * minutes)
    outage.run(10_000, for: 20 * minutes)
    let recovery = try #require(outage.recovery)
    #expect(recovery < 10 * minutes + 30_000)
    // Five open the circuit, and one in 30 s looks whether it is there.
    let asked = outage.starts.count { $0 < 10 * minutes }
    #expect((20...25).contains(asked))
    #expect(Outage.busiest(outage.sinceRecovery) <= 50)
    #expect(outage.waiting <= asked)
    let delivered = outage.messages.compactMap(\.delivered)
    #expect(delivered.count + outage.waiting == 10_000)
    // Forty a second are the line's.
    #expect(try #require(delivered.max()) - recovery < 10_000 * 1_000 / 40 + 40_000)
  }

  @Test func `drops what expired before all else, at no cost to the rest`() throws {
    var outage = Outage(5 * minutes)
    outage.life = 1 * minutes
    // A thousand that nobody will miss, and then ten a second.
    outage.every = 100
    outage.run(1_000, for: 10 * minutes)
    let recovery = try #require(outage.recovery)
    #expect(outage.messages.prefix(1_000).allSatisfy { $0.isExpired })
    #expect(outage.messages.allSatisfy { $0.delivered.map { at in at >= recovery } ?? true })
    // Whoever came in the last minute before, and all who came since, were reached.
    let missed = outage.messages.filter {
      $0.born > recovery - minutes / 2 && $0.born < 9 * minutes && $0.delivered == nil
    }
    #expect(missed.isEmpty)
    #expect(Outage.busiest(outage.sinceRecovery) <= 50)
  }

  @Test func `takes new messages without letting them wait for the whole backlog`() throws {
    var outage = Outage(2 * minutes)
    outage.every = 200
    outage.run(10_000, for: 8 * minutes)
    let recovery = try #require(outage.recovery)
    let fresh = outage.messages.filter { $0.born > recovery && $0.born < recovery + 2 * minutes }
    let prompt = fresh.count { message in
      message.delivered.map { $0 - message.born < 1_000 } ?? false
    }
    #expect(fresh.count > 500)
    #expect(prompt == fresh.count)
    #expect(Outage.busiest(outage.sinceRecovery) <= 50)
  }

  @Test func `is let off in the end, even if its usual traffic is above the rate`() throws {
    var outage = Outage(2 * minutes)
    outage.every = 10
    outage.run(0, for: 20 * minutes)
    let late = outage.messages.filter { $0.born > 15 * minutes && $0.born < 19 * minutes }
    #expect(late.allSatisfy { $0.delivered == $0.born })
    let old = outage.messages.filter { $0.born < 2 * minutes && $0.attempts == 0 }
    #expect(old.allSatisfy { $0.delivered != nil })
  }

  @Test(arguments: 1...40)
  func `never gets more than the rate, whatever waited and however long`(seed: Int) throws {
    var outage = Outage(Int64(10 + seed * 37 % 300) * 1_000, seed: UInt64(seed))
    outage.limits.drain = [1, 3, 10, 50, 200][seed % 5]
    outage.life = Int64([40, 90, 600, 86_400][seed % 4]) * 1_000
    if seed % 3 == 0 { outage.every = Int64(50 * (1 + seed % 9)) }
    outage.run(seed * 53 % 1_500, for: 12 * minutes)
    guard let recovery = outage.recovery else {
      #expect(outage.messages.allSatisfy { $0.isExpired || $0.attempts > 0 })
      return
    }
    // The limit holds half a minute at least; the line goes on beside what is new.
    let limited = outage.sinceRecovery.prefix { $0 < recovery + 30_000 }
    #expect(Outage.busiest(limited) <= outage.limits.drain)
    for message in outage.messages {
      if let delivered = message.delivered { #expect(delivered < message.born + outage.life) }
    }
  }

  @Test func `is spared after it said "too fast", too`() {
    var peer = PeerHealth()
    for _ in 0..<3 {
      _ = peer.admit(nil, life: .max, 0)
      peer.record(.throttled(10_000), nil, admitted: 0, 0)
    }
    let waits = (0..<3).map { _ in peer.admit(nil, life: .max, 0) }
    #expect(waits == [.pause(10_000), .pause(10_025), .pause(10_050)])
    var passed = 0
    for _ in 0..<100 where peer.admit(nil, life: .max, 10_000) == .go {
      passed += 1
      peer.record(.taken, nil, admitted: 10_000, 10_000)
    }
    #expect((47...48).contains(passed))
  }

  @Test func `counts at once what the operator's own server says`() {
    for result in [PeerHealth.Result.erring, .broken] {
      var own = PeerHealth()
      for _ in 0..<5 {
        #expect(own.admit(nil, life: .max, 0) == .go)
        own.record(result, nil, admitted: 0, 0)
      }
      #expect(own.admit(nil, life: .max, 1) == .pause(29_999))
      // Nobody is to blame, so nobody waits longer.
      #expect(own.admit(nil, life: .max, 30_000) == .go)
    }
  }

  @Test func `calls back what still waits to leave, but not the one that looks`() {
    var own = PeerHealth()
    for now in Int64(0)..<6 { _ = own.admit(nil, life: .max, now) }
    #expect(own.isWelcome(5))
    for now in Int64(0)..<5 { own.record(.broken, nil, admitted: now, 10) }
    #expect(!own.isWelcome(5))
    #expect(own.admit(nil, life: .max, 30_010) == .go)
    // The place of the one called back is free again; the other's is not touched.
    own.giveUp(5)
    #expect(own.isWelcome(30_010))
    #expect(own.admit(nil, life: .max, 30_011) != .go)
  }

  @Test func `tells an alarm before all that has waited longer`() throws {
    var peer = PeerHealth()
    for now in Int64(0)..<5 {
      _ = peer.admit(nil, life: .max, now)
      peer.record(.broken, nil, admitted: now, now)
    }
    var ordinary: Int64 = 0
    for _ in 0..<20_000 {
      guard case .pause(let wait) = peer.admit(nil, life: .max, 10) else { continue }
      ordinary = max(ordinary, wait)
    }
    #expect(ordinary > 300_000)
    // Its five minutes are enough, and it stands behind other alarms only.
    guard case .pause(let first) = peer.admit(nil, life: 300_000, isUrgent: true, 10),
      case .pause(let second) = peer.admit(nil, life: 300_000, isUrgent: true, 10)
    else { return #expect(Bool(false), "the circuit is not open") }
    #expect(first <= 30_000 && second > first && second <= 30_100)
    #expect(peer.admit(nil, life: .max, 30_004) == .go)
    peer.record(.taken, nil, admitted: 30_004, 30_004)
    var through = 0
    while through < 100, peer.admit(nil, life: .max, 30_005) == .go {
      peer.record(.taken, nil, admitted: 30_005, 30_005)
      through += 1
    }
    // The second is full for others; not for it.
    #expect(through == 47)
    #expect(peer.admit(nil, life: .max, isUrgent: true, 30_006) == .go)
  }
}
