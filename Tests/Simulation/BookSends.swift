// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Book {
  /// The first octet leaves.
  func started(_ offer: Offer, _ life: Life, inFlight limit: Int) {
    let token = offer.token
    guard let at = held(token) else {
      return violate("R8", "delivery \(token.text) was sent with an old fence, or after its end")
    }
    let row = rows[at]
    let seat = row.isHostCarried ? life.carrier : life.worker
    demand(
      row.isHostCarried || row.sends.holder == life.number, "R8",
      "\(token.text) was sent by another than its holder")
    demand(row.sends.current == nil, "R7", "\(token.text) was sent twice under one claim")
    demand(
      seat.lastNow < row.expires, "R10",
      "\(token.text) was sent \(seat.lastNow.milliseconds - row.expires.milliseconds) ms late")
    demand(
      row.channel != .sms || !row.sends.isDoubtful, "R6",
      "text \(token.text) was sent again although the first may have arrived")
    demand(
      row.sends.identity.map { $0 == offer.identity } ?? true, "R5",
      "a repeat of \(token.text) has another identity")
    demand(
      offer.identity == messages[row.message].id, "R5", "\(token.text) was sent as something else")
    if let reason = row.needless {
      violate("R5", "\(token.text) was sent although: \(reason.rawValue)")
    }
    demand(
      meets(at), "R5", "\(token.text) was sent although its rung is not for that presence")
    checkPeace(at)
    demand(
      policy.caps[row.channel] == nil || row.charged != 0, "T28",
      "\(token.text) was sent and counts for nothing")
    let underWay = held.count {
      rows[$0].sends.holder == life.number && rows[$0].sends.current != nil
        && !rows[$0].isHostCarried
    }
    demand(
      row.isHostCarried || underWay < limit, "R7", "more than \(limit) deliveries are under way")
    rows[at].sends.start(token.fence, offer.identity)
  }

  private func meets(_ at: Int) -> Bool {
    let row = rows[at]
    if messages[row.message].category.kind == .security, row.channel == .email { return true }
    return row.rung.when == .any || looks[at]?.wasTold { row.rung.when.isMet(by: $0) } ?? false
  }

  /// Its sender has read how it ended; nobody else knows yet.
  func concluded(_ token: DeliveryToken, _ outcome: Outcome, at now: Instant) {
    guard let at = held(token) else { return }
    rows[at].sends.conclude(outcome, at: now)
  }

  /// What a result may say, by what really left.
  func check(_ at: Int, _ change: Settlement.Change, _ now: Instant) {
    let row = rows[at]
    let send = row.sends.current
    switch change {
    case .delivered:
      if case .delivered = send?.outcome { return }
      violate("R5", "delivery \(row.id) was settled as delivered before its peer took it")
    case .released, .postponed, .moved, .cancelled:
      demand(send == nil, "R7", "delivery \(row.id) was sent, and given back as if it was not")
      if case .cancelled(let reason) = change { check(at, dropped: reason) }
      if case .moved(let until) = change { checkMove(at, to: until) }
    case .unknown:
      if case .unknown = send?.outcome { return }
      violate("R6", "delivery \(row.id) was settled as unknown, and its outcome is known")
    case .retry(let due, _): check(row, retryAt: due, now)
    case .failed: break
    }
  }

  private func check(_ row: Row, retryAt due: Instant, _ now: Instant) {
    guard let send = row.sends.current, let outcome = send.outcome else { return }
    let longest: Int64
    var least: Int64 = 0
    switch outcome {
    case .unknown:
      demand(row.channel != .sms, "R6", "text \(row.id) is to be sent again, and may have arrived")
      longest = backOff(row.attempts)
    case .later(_, let after):
      longest = backOff(row.attempts)
      least = after?.milliseconds ?? 0
    case .misconfigured: longest = 300_000
    case .delivered, .failed, .gone:
      return violate("R13", "delivery \(row.id) is to be tried again after its end")
    }
    // The host may keep an outcome for a while; a worker counts from the answer.
    let start = row.isHostCarried ? now : send.concluded
    let wait = due.milliseconds - start.milliseconds - least
    demand((0...longest).contains(wait), "R13", "delivery \(row.id) waits \(wait) ms of \(longest)")
    demand(row.attempts < 10, "R11", "delivery \(row.id) is tried more than ten times")
    jitter.add(Double(wait) / Double(longest))
    demand(jitter.isSpread, "R13", "retries are not spread out")
  }

  /// Milliseconds: base 5 s, doubled each time, cap 1 h.
  private func backOff(_ attempt: Int) -> Int64 {
    min(3_600_000, 5_000 << Int64(min(max(attempt - 1, 0), 20)))
  }

  /// A worker that has just worked holds what it sends for a lease from then on.
  func renewed(_ life: Life, since start: BootTime, _ lease: Instant.Span) {
    for at in held where rows[at].sends.holder == life.number {
      guard rows[at].sends.current != nil, !rows[at].isHostCarried,
        rows[at].bootID == start.id
      else { continue }
      demand(
        rows[at].deadline >= start.milliseconds + lease.milliseconds, "R8",
        "the lease of delivery \(rows[at].id) was not renewed by the worker that sends it")
    }
  }
}
