// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain
import Testing

/// One person's notification, played from its acceptance to its end on a clock of its own.
private struct Play {
  struct Sent {
    let channel: ChannelName
    let rung: Rung
    let at: Int64
  }

  let treatment: Policy.Treatment
  var facts: Facts
  /// Every day from one minute of the day to another; the day has 1 440.
  let quiet: Range<Int64>?
  let start: Int64
  let seen: Int64?
  let cap: Policy.Cap?
  let budget: Int
  var sentTimes = SentTimes()
  var texts: Int64 = 0
  var sent: [Sent] = []
  var dropped: [Reason] = []

  private func rest(at now: Int64) -> Facts.Rest? {
    guard let quiet else { return nil }
    let day: Int64 = 86_400_000
    for offset in [-day, 0, day] {
      let midnight = now / day * day + offset
      let window = midnight + quiet.lowerBound * 60_000..<midnight + quiet.upperBound * 60_000
      guard window.upperBound > now, window.lowerBound <= now + day else { continue }
      return Facts.Rest(
        begins: Instant.Span(milliseconds: window.lowerBound - now),
        ends: Instant.Span(milliseconds: window.upperBound - now))
    }
    return nil
  }

  func isQuiet(at now: Int64) -> Bool { rest(at: now).map { $0.begins == .zero } ?? false }

  mutating func run(_ dice: inout Dice) {
    facts.rest = rest(at: start)
    var waiting: [(due: Int64, rung: Int)] = []
    for step in decide(treatment, facts).steps {
      switch step.fate {
      case .planned(let after): waiting.append((start + after.milliseconds, step.rung))
      case .dropped(let reason): dropped.append(reason)
      }
    }
    let end = start + treatment.category.expires.milliseconds
    while let next = waiting.min(by: { ($0.due, $0.rung) < ($1.due, $1.rung) }) {
      waiting.removeAll { $0.rung == next.rung }
      guard next.due < end else { continue }
      if let later = due(next.rung, at: next.due, &dice) { waiting.append((later, next.rung)) }
    }
  }

  /// Nil when it is sent or dropped, else when it is looked at again.
  private mutating func due(_ index: Int, at now: Int64, _ dice: inout Dice) -> Int64? {
    let rung = treatment.ladder.rungs[index]
    facts.seen = seen.map { $0 <= now } ?? false
    facts.presence = [.offline, .hidden, .visible][dice.below(3)]
    facts.rest = rest(at: now)
    facts.reached = sent.map(\.channel)
    switch judge(rung, treatment.category, facts) {
    case .drop(let reason): dropped.append(reason)
    case .wait(let span): return now + span.milliseconds
    case .send: return leave(rung, at: now)
    }
    return nil
  }

  private mutating func leave(_ rung: Rung, at now: Int64) -> Int64? {
    let moment = Instant(milliseconds: now)
    let allowance = Allowance(
      category: treatment.category.name, cap: cap,
      budget: rung.channel == .sms ? Policy.Budget(person: budget, category: nil) : nil,
      isInsistent: treatment.category.isInsistent,
      isSecurity: treatment.category.kind == .security)
    switch allowance.verdict(sentTimes, texts: (texts, texts), now: moment) {
    case .no(let reason): dropped.append(reason)
    case .notBefore(let free): return free.milliseconds
    case .yes:
      sentTimes.add(moment)
      if rung.channel == .sms { texts += 1 }
      sent.append(Sent(channel: rung.channel, rung: rung, at: now))
    }
    return nil
  }
}

struct `Any ladder, whatever the policy, the facts and the clock` {
  private static var count: Int {
    getenv("MATINES_PROPERTIES").flatMap { Int(String(cString: $0)) } ?? 20_000
  }

  private func play(_ dice: inout Dice) throws -> Play {
    let kinds = Policy.Class.allCases
    let channels = ChannelName.builtIn
    var after: Int64 = 0
    let rungs = (0..<1 + dice.below(6)).map { _ in
      after += Int64(dice.below(3) == 0 ? 0 : dice.below(7_200))
      return Rung(
        channel: channels[dice.below(4)],
        when: Rung.Condition.allCases[dice.below(Rung.Condition.allCases.count)],
        after: .seconds(after), unless: dice.below(4) == 0 ? [] : [.seen],
        optional: dice.below(4) == 0)
    }
    let kind = kinds[dice.below(kinds.count)]
    let category = Policy.Category(
      name: .role, kind: kind, mandatory: kind != .promotional && dice.below(3) == 0,
      ladder: .standard, optedIn: dice.below(2) == 0 ? [.sms] : [])
    let treatment = Policy.Treatment(category: category, ladder: try Ladder(rungs))
    let from = Int64(dice.below(1_440))
    let start = 1_760_000_000_000 + Int64(dice.below(86_400_000))
    var facts = Facts(
      presence: [.offline, .hidden, .visible][dice.below(3)],
      addresses: channels.map { Facts.Address($0, dice.below(8) == 0 ? [] : [1]) },
      locale: .french)
    facts.optedIn = dice.below(3) == 0 ? [.email] : []
    facts.optedOut = dice.below(3) == 0 ? [channels[dice.below(4)]] : []
    facts.isPaused = dice.below(6) == 0
    facts.isFlooded = dice.below(8) == 0
    return Play(
      treatment: treatment, facts: facts,
      quiet: dice.below(2) == 0 ? from..<from + 1 + Int64(dice.below(1_200)) : nil, start: start,
      seen: dice.below(2) == 0 ? start + Int64(dice.below(20_000_000)) : nil,
      cap: dice.below(2) == 0
        ? Policy.Cap(count: 1 + dice.below(2), per: .seconds(Int64(1 + dice.below(9_000)))) : nil,
      budget: dice.below(3))
  }

  @Test func `disturbs nobody too early, too late, at rest, too often or beyond the budget`()
    throws
  {
    var dice = Dice(seed: 20_261_122)
    for round in 0..<Self.count {
      var play = try play(&dice)
      play.run(&dice)
      let fault = play.fault
      guard fault == nil else {
        Issue.record("round \(round): \(fault ?? ""), \(play)")
        return
      }
    }
  }
}

extension Play {
  /// What this play did that no policy may do.
  fileprivate var fault: String? {
    let category = treatment.category
    for one in sent where one.channel == .email || one.channel == .sms {
      if one.at < start + one.rung.after.milliseconds { return "\(one.channel.text) too early" }
      let always = category.kind == .security && one.channel == .email
      if let seen, seen <= one.at, one.rung.unless.contains(.seen), !always {
        return "\(one.channel.text) after it was seen"
      }
      if category.kind != .security, isQuiet(at: one.at) { return "\(one.channel.text) at rest" }
    }
    if let cap, category.kind != .security {
      for one in sent {
        let within = sent.filter { $0.at <= one.at && one.at - $0.at < cap.span.milliseconds }
        if within.count > cap.count { return "over the cap" }
      }
    }
    if texts > Int64(budget) { return "over the budget" }
    let wishes: [Reason] = [.switchedOff, .paused, .flooded, .capped]
    if category.isInsistent, dropped.contains(where: wishes.contains) { return "not heard" }
    return nil
  }
}

/// SplitMix64.
private struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ word >> 31) % UInt64(limit))
  }
}
