// SPDX-License-Identifier: MIT

/// How one peer (a server that others choose, or depend on) has been answering, and what may be
/// sent to it now: a circuit breaker, a pause for a peer that is asked too often, and little room
/// for one that does not answer. Times are milliseconds of the boot clock.
///
/// Addresses at a peer are chosen by people, and whoever chooses one may choose what it answers:
/// what a single person's addresses say of a peer is never held against the others.
package struct PeerHealth: Sendable {
  package struct Limits: Sendable {
    /// So many failures within `window` open the circuit.
    package var failures = 5
    package var window: Int64 = 30_000
    /// Between two probes of an open circuit.
    package var probe: Int64 = 30_000
    /// So many "too fast" within a minute slow the whole peer, for a minute at most.
    package var throttles = 3
    package var minute: Int64 = 60_000
    /// How long a refusal of our key counts.
    package var refusal: Int64 = 300_000
    /// Under way at once to a peer that has not answered for a second.
    package var unanswered = 8
    package var patience: Int64 = 1_000
    /// Longer than any message is under way: whoever sent it has gone.
    package var longest: Int64 = 30_000

    package init() {}
  }

  package enum Admission: Equatable, Sendable {
    case go
    /// As many are under way as this peer deserves: when one has ended, ask again, or in so many
    /// milliseconds.
    case crowded(Int64)
    /// Milliseconds from now.
    case pause(Int64)
  }

  package enum Result: Equatable, Sendable {
    case taken
    /// An answer about one message or address only.
    case answered
    /// No connection, or no answer.
    case broken
    /// It says that it failed.
    case erring
    /// Too fast; milliseconds it asked for.
    case throttled(Int64)
    /// It does not accept who we are.
    case refused
  }

  private struct Mark: Sendable {
    let at: Int64
    let person: UserID
    var isBroken = false
  }

  private struct Circuit: Sendable {
    var since: Int64
    /// Whose message opened it, or failed as the last probe: others go first.
    var blamed: UserID
    let isRefusing: Bool
    var probing: Int64?
  }

  private var underWay: [Int64] = []
  private var failures: [Mark] = []
  private var throttles: [Mark] = []
  private var refusals: [Mark] = []
  private var circuit: Circuit?
  private var pausedUntil: Int64 = .min
  private var lastAnswer: Int64?
  private var touched: Int64 = .min
  /// Its last result was an answer.
  package private(set) var isProven = false
  private let limits: Limits

  package init(_ limits: Limits = Limits()) { self.limits = limits }

  /// Nothing has been sent to it for so long that what is known of it may go.
  package func isForgettable(_ now: Int64) -> Bool {
    now - touched > (isProven ? 24 : 1) * 60 * limits.minute
  }

  /// Counts the message as under way when the answer is `go`.
  package mutating func admit(_ person: UserID, _ now: Int64) -> Admission {
    touched = now
    underWay.removeAll { now - $0 > limits.longest }
    if pausedUntil > now { return .pause(pausedUntil - now) }
    if let circuit {
      if let wait = wait(circuit, person, now) { return .pause(wait) }
      self.circuit?.probing = now
    } else if underWay.count >= limits.unanswered, !answeredLately(now) {
      return .crowded(Self.retry(since: underWay.first, now))
    }
    underWay.append(now)
    return .go
  }

  /// A peer that has been silent for long is asked less often.
  package static func retry(since first: Int64?, _ now: Int64) -> Int64 {
    min(max(now - (first ?? now), 20), 1_000)
  }

  /// Nil when this message is to be the probe.
  private func wait(_ circuit: Circuit, _ person: UserID, _ now: Int64) -> Int64? {
    let turn = circuit.since + limits.probe * (person == circuit.blamed ? 2 : 1)
    if let probing = circuit.probing, now - probing <= limits.longest {
      return max(turn - now, limits.probe / 10)
    }
    return turn > now ? turn - now : nil
  }

  private func answeredLately(_ now: Int64) -> Bool {
    lastAnswer.map { now - $0 <= limits.patience } ?? false
  }

  /// A message that was admitted then, and not sent.
  package mutating func giveUp(_ admitted: Int64) {
    leave(admitted)
    circuit?.probing = nil
  }

  private mutating func leave(_ admitted: Int64) {
    if let place = underWay.firstIndex(of: admitted) { underWay.remove(at: place) }
  }

  package mutating func record(
    _ result: Result, _ person: UserID, admitted: Int64, _ now: Int64
  ) {
    leave(admitted)
    isProven = result != .broken
    if isProven { lastAnswer = now }
    let mark = Mark(at: now, person: person, isBroken: !isProven)
    switch result {
    case .taken:
      (failures, throttles, refusals, circuit, pausedUntil) = ([], [], [], nil, .min)
    case .answered: mend()
    case .throttled(let wait):
      mend()
      throttles = recent(throttles, limits.minute, now) + [mark]
      guard throttles.count >= limits.throttles, isShared(throttles) else { return }
      pausedUntil = max(pausedUntil, now + min(wait, limits.minute))
    case .refused:
      refusals = recent(refusals, limits.refusal, now) + [mark]
      if circuit != nil || isShared(refusals) { open(mark, isRefusing: true) }
    case .broken, .erring:
      failures = recent(failures, limits.window, now) + [mark]
      if circuit != nil || isFailing { open(mark, isRefusing: false) }
    }
  }

  private func recent(_ marks: [Mark], _ span: Int64, _ now: Int64) -> [Mark] {
    marks.suffix(32).filter { now - $0.at < span }
  }

  private func isShared(_ marks: [Mark]) -> Bool {
    marks.contains { $0.person != marks.first?.person }
  }

  /// A connection that fails is nobody's choice; an answer may be.
  private var isFailing: Bool {
    failures.count { $0.isBroken } >= limits.failures
      || (failures.count >= limits.failures && isShared(failures))
  }

  private mutating func open(_ mark: Mark, isRefusing: Bool) {
    #if MATINES_PLANTED
      if Planted.breakerNeverOpens.isHere { return }
    #endif
    circuit = Circuit(since: mark.at, blamed: mark.person, isRefusing: isRefusing)
    failures = []
  }

  /// It answers; whether it accepts us only a message that it takes can say.
  private mutating func mend() {
    failures = []
    circuit?.probing = nil
    if circuit?.isRefusing == false { circuit = nil }
  }
}
