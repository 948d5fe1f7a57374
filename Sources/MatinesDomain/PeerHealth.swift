// SPDX-License-Identifier: MIT

/// How one peer (a server that others choose, or depend on) has been answering, and what may be
/// sent to it now: a circuit breaker, a pause for a peer that is asked too often, little room for
/// one that does not answer, and a limited rate after all of these. Times are milliseconds of the
/// boot clock.
///
/// Addresses at a push service are chosen by people, and whoever chooses one may choose what it
/// answers: what a single person's addresses say of a peer is never held against the others. The
/// address of the site's own servers is the operator's: there nobody is named, and all counts.
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
    /// Messages a second to a peer that was away, until its backlog is through.
    package var drain = 50

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
    /// Nil for an address of the operator's.
    let person: UserID?
    var isBroken = false
  }

  private struct Circuit: Sendable {
    var since: Int64
    /// Whose message opened it, or failed as the last probe: others go first.
    var blamed: UserID?
    let isRefusing: Bool
    var probing: Int64?
  }

  private var underWay: [Int64] = []
  private var failures: [Mark] = []
  private var throttles: [Mark] = []
  private var refusals: [Mark] = []
  private var circuit: Circuit?
  /// Nil when it is not asked too often.
  private var pausedUntil: Int64?
  private var pausedSince: Int64 = .min
  private var backlog: Backlog
  private var lastAnswer: Int64?
  private var touched: Int64 = .min
  /// Its last result was an answer.
  package private(set) var isProven = false
  private let limits: Limits

  package init(_ limits: Limits = Limits()) {
    self.limits = limits
    backlog = Backlog(rate: limits.drain, healing: limits.window)
  }

  /// Nothing has been sent to it for so long that what is known of it may go.
  package func isForgettable(_ now: Int64) -> Bool {
    now - touched > (isProven ? 24 : 1) * 60 * limits.minute
  }

  /// Counts the message as under way when the answer is `go`. `life` is what is left of its time.
  package mutating func admit(
    _ person: UserID?, life: Int64, isUrgent: Bool = false, _ now: Int64
  ) -> Admission {
    touched = now
    underWay.removeAll { now - $0 > limits.longest }
    let message = Waiting(life: life, isUrgent: isUrgent)
    if let until = pausedUntil {
      if until > now { return putOff(message, until, now) }
      pausedUntil = nil
      backlog.drain(now)
    }
    if let circuit {
      if let turn = turn(circuit, person, now) {
        // Whoever is blamed waits longer, and holds up nobody behind.
        return putOff(message, turn.line, now, extra: turn.extra)
      }
      self.circuit?.probing = now
    } else if underWay.count >= limits.unanswered, !answeredLately(now) {
      return .crowded(Self.retry(since: underWay.first, now))
    } else if let opening = backlog.opening(now, isUrgent: isUrgent) {
      return putOff(message, opening, now)
    }
    underWay.append(now)
    backlog.pass(now)
    return .go
  }

  private struct Waiting {
    let life: Int64
    let isUrgent: Bool
  }

  /// A message whose time is over before its turn comes back only to be found expired.
  private mutating func putOff(
    _ message: Waiting, _ turn: Int64, _ now: Int64, extra: Int64 = 0
  ) -> Admission {
    let (end, overflow) = (now - extra).addingReportingOverflow(message.life)
    // Asked after its time, it is in the line like any other: never "again at once".
    let isBounded = message.life > 0 && !overflow
    let place = backlog.place(
      from: turn, before: isBounded ? end : .max, isUrgent: message.isUrgent)
    guard let place else { return .pause(message.life) }
    return .pause(place - now + extra)
  }

  /// A peer that has been silent for long is asked less often.
  package static func retry(since first: Int64?, _ now: Int64) -> Int64 {
    min(max(now - (first ?? now), 20), 1_000)
  }

  /// Nil when this message is to be the probe.
  private func turn(
    _ circuit: Circuit, _ person: UserID?, _ now: Int64
  ) -> (line: Int64, extra: Int64)? {
    var line = circuit.since + limits.probe
    let isBlamed = person != nil && person == circuit.blamed
    let own = isBlamed ? line + limits.probe : line
    if let probing = circuit.probing, now - probing <= limits.longest {
      line = max(line, now + limits.probe / 10)
    } else if own <= now {
      return nil
    }
    line = max(line, now)
    return (line, max(0, own - line))
  }

  private func answeredLately(_ now: Int64) -> Bool {
    lastAnswer.map { now - $0 <= limits.patience } ?? false
  }

  /// A message that was admitted then, and not sent.
  package mutating func giveUp(_ admitted: Int64) {
    leave(admitted)
    if circuit?.probing == admitted { circuit?.probing = nil }
  }

  /// Whether a message that was admitted then, and still waits to leave, is to leave.
  package func isWelcome(_ admitted: Int64) -> Bool {
    circuit.map { $0.probing == admitted } ?? true
  }

  private mutating func leave(_ admitted: Int64) {
    if let place = underWay.firstIndex(of: admitted) { underWay.remove(at: place) }
  }

  package mutating func record(
    _ result: Result, _ person: UserID?, admitted: Int64, _ now: Int64
  ) {
    leave(admitted)
    isProven = result != .broken
    if isProven { lastAnswer = now }
    let mark = Mark(at: now, person: person, isBroken: !isProven)
    switch result {
    case .taken:
      // What had left before it asked for a pause says nothing against that.
      let isPaused = pausedUntil != nil && admitted <= pausedSince
      if circuit != nil || (pausedUntil != nil && !isPaused) { backlog.drain(now) }
      (failures, refusals, circuit) = ([], [], nil)
      if !isPaused { (throttles, pausedUntil) = ([], nil) }
    case .answered: mend(now)
    case .throttled(let wait):
      mend(now)
      throttles = recent(throttles, limits.minute, now) + [mark]
      guard throttles.count >= limits.throttles, isShared(throttles) else { return }
      pausedUntil = max(pausedUntil ?? now, now + min(wait, limits.minute))
      pausedSince = now
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
    marks.contains { $0.person == nil || $0.person != marks.first?.person }
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
  private mutating func mend(_ now: Int64) {
    failures = []
    circuit?.probing = nil
    guard circuit?.isRefusing == false else { return }
    circuit = nil
    backlog.drain(now)
  }
}
