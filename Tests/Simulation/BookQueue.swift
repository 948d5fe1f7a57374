// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Book {
  func claimed(_ claim: Claim, _ request: ClaimRequest, _ life: Life) {
    latest(request.now)
    let token = claim.delivery.token
    guard token.id >= 1, token.id <= Int64(rows.count) else {
      return violate("R5", "a delivery was claimed that nobody planned")
    }
    let at = Int(token.id) - 1
    let row = rows[at]
    demand(
      row.state == .ready || row.state == .waiting, "R8",
      "delivery \(token.id) was claimed while it was \(row.state.name)")
    demand(row.due <= request.now, "R10", "delivery \(token.id) was claimed before it was due")
    demand(token.fence == row.fence + 1, "R8", "the fence of \(token.id) did not grow by one")
    demand(
      claim.delivery.attempt == row.attempts + 1, "R11",
      "the attempt on \(token.id) was not counted when it was claimed")
    demand(claim.delivery.expires == row.expires, "R10", "a claim has another expiry")
    demand(
      claim.delivery.user.id == people[messages[row.message].person].id
        && claim.delivery.notification.id == messages[row.message].id, "R5",
      "delivery \(token.id) was claimed for somebody else, or as something else")
    let carrier = request.carrier
    demand(!isTaken(at, request.boot, carrier), "R9", "two deliveries run to one destination")
    rows[at].fence = token.fence
    rows[at].attempts += 1
    rows[at].begun = false
    rows[at].owner = request.owner
    rows[at].deadline = request.boot.milliseconds + request.lease.milliseconds
    rows[at].bootID = request.boot.id
    rows[at].isHostCarried = carrier == .host
    (rows[at].refusal, rows[at].roomAt) = (nil, nil)
    rows[at].needless = needless(at)
    rows[at].sends.claimed(life.number, token.fence)
    enter(.claimed, at)
    look(at, claim, carrier == .host ? life.carrier : life.worker)
  }

  /// Another to the same destination is running.
  private func isTaken(
    _ at: Int, _ boot: BootTime, _ carrier: ConfiguredChannel.Carrier
  ) -> Bool {
    held.contains { other in
      guard rows[other].begun || !rows[other].isHostCarried else { return false }
      return rows[other].channel == rows[at].channel
        && rows[other].destination == rows[at].destination
        && messages[rows[other].message].person == messages[rows[at].message].person
    }
  }

  /// Why it must not be sent, by what is true now.
  private func needless(_ at: Int) -> Reason? {
    let row = rows[at]
    let message = messages[row.message]
    for other in message.rows where rows[other].channel == row.channel {
      guard rows[other].place < row.place else { continue }
      if rows[other].state == .delivered { return .reached }
      if isTried(rows[other]) { return .trying }
    }
    return isStill(message) ? marked(at) : .leftAudience
  }

  private func marked(_ at: Int) -> Reason? {
    let message = messages[rows[at].message]
    if notices[message.notice].isCancelled { return .cancelled }
    if message.isReplaced, !rows[at].isAskedAgain { return .replaced }
    if rows[at].cancelledBySeen, message.seen { return .seen }
    return rows[at].cancelledByAcked && message.acked ? .acked : nil
  }

  /// What is too late, or for a browser that is gone, may have been cancelled meanwhile.
  private func isTried(_ row: Row) -> Bool {
    if row.state == .claimed { return true }
    guard row.state == .ready, row.expires > latestNow else { return false }
    return row.destination == 0 || browsers.contains(row.destination)
  }

  func looked(_ token: DeliveryToken, _ claim: Claim?, _ seat: Seat) {
    let at = held(token)
    demand(
      (claim != nil) == (at != nil), "R8",
      "an old fence was shown a claim, or a good one was not")
    guard let at, let claim else { return }
    rows[at].needless = needless(at)
    look(at, claim, seat)
  }

  func begun(_ request: BeginRequest, _ admission: Admission) {
    let token = request.token
    let at = held(token)
    let isFree = at.map { !(request.onceOnly && rows[$0].begun) } ?? false
    demand(
      isFree == (admission != .lost), "R8",
      "\(token.text) was let begin against its fence, or was not")
    guard let at else { return }
    (rows[at].refusal, rows[at].roomAt) = (nil, nil)
    admitted(at, admission, request.now)
    switch admission {
    case .granted: rows[at].begun = true
    case .refused(let reason): return rows[at].refusal = reason
    case .later(let moment): return rows[at].roomAt = moment
    case .lost: return
    }
    rows[at].needless = rows[at].needless ?? marked(at)
  }

  func extended(owner: Int64, _ lease: Instant.Span, _ boot: BootTime) {
    for at in held where rows[at].owner == owner && rows[at].bootID == boot.id {
      rows[at].deadline = max(rows[at].deadline, boot.milliseconds + lease.milliseconds)
    }
  }

  func extended(
    _ token: DeliveryToken, _ lease: Instant.Span, _ boot: BootTime, answer: Bool
  ) {
    let at = held(token)
    demand(answer == (at != nil), "R8", "an old fence renewed a lease, or a good one could not")
    guard let at else { return }
    let end = boot.milliseconds.addingReportingOverflow(lease.milliseconds)
    let deadline = end.overflow ? .max : end.partialValue
    rows[at].deadline = rows[at].bootID == boot.id ? max(rows[at].deadline, deadline) : deadline
    rows[at].bootID = boot.id
  }

  func recovered(boot: BootTime, crashes: Int, atMostOnce: [ChannelName], answer: Int) {
    let over = held.filter {
      rows[$0].bootID != boot.id || rows[$0].deadline <= boot.milliseconds
    }
    demand(
      answer == over.count, "R8", "\(answer) leases were taken for ended, and \(over.count) had")
    for at in over {
      rows[at].crashes += 1
      let isDoubtful = rows[at].begun && atMostOnce.contains(rows[at].channel)
      let isFailed = !isDoubtful && rows[at].crashes >= crashes
      if isFailed, !rows[at].begun { takeBack(at) }
      rows[at].begun = false
      rows[at].sends.lost()
      enter(isDoubtful ? .unknown : isFailed ? .failed : .ready, at)
    }
  }

  func settled(_ results: [Settlement], now: Instant, answer: Int) {
    var matching = 0
    for result in results {
      guard let at = held(result.token) else { continue }
      matching += 1
      settle(at, result, now)
    }
    demand(
      answer == matching, "R8",
      "\(answer) results were written, and the fences of \(matching) matched")
  }

  private func settle(_ at: Int, _ result: Settlement, _ now: Instant) {
    check(at, result.change, now)
    if case .failed(_, addressGone: true) = result.change {
      browsers.remove(rows[at].destination)
    }
    switch result.change {
    case .delivered: enter(.delivered, at)
    case .cancelled: enter(.cancelled, at)
    case .failed: enter(.failed, at)
    case .unknown: enter(.unknown, at)
    case .retry(let due, _):
      rows[at].due = min(due, rows[at].expires)
      enter(.ready, at)
    case .released, .postponed, .moved:
      if case .postponed(let until) = result.change {
        rows[at].due = min(until, rows[at].expires)
      }
      if case .moved(let until) = result.change { move(at, to: until, now) }
      rows[at].attempts = max(0, rows[at].attempts - 1)
      enter(.ready, at)
    }
    rows[at].begun = false
    rows[at].sends.settled()
    switch result.change {
    case .cancelled, .failed: takeBack(at)
    default: break
    }
  }

  /// It lives as much longer as it waits, but no longer than its notification.
  private func move(_ at: Int, to end: Instant, _ now: Instant) {
    let longer = Instant.Span(milliseconds: max(0, end.milliseconds - now.milliseconds))
    let last = notices[messages[rows[at].message].notice].expires
    if longer > .zero { rows[at].expires = min(rows[at].expires + longer, last) }
    rows[at].due = min(end, rows[at].expires)
  }

  func retried(_ id: Int64, now: Instant, expires: Instant) {
    let at = Int(id) - 1
    guard rows.indices.contains(at), rows[at].state == .failed || rows[at].state == .unknown else {
      return violate("R11", "what was not given up was asked for again")
    }
    // The first may have been taken, and the second is one more.
    if rows[at].state == .unknown { rows[at].charged = 0 }
    rows[at].attempts = 0
    rows[at].crashes = 0
    rows[at].due = now
    rows[at].expires = expires
    rows[at].sends.forgive()
    rows[at].isAskedAgain = true
    enter(.ready, at)
  }

  func dropped(_ id: Int64) {
    let at = Int(id) - 1
    guard rows.indices.contains(at), rows[at].state == .failed || rows[at].state == .unknown else {
      return violate("R11", "what was not given up was dropped")
    }
    enter(.cancelled, at)
  }
}
