// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SimDisk {
  func expansion() throws(StoreFailure) -> Expansion? {
    try reach(.read, { () throws(StoreFailure) in try inner.expansion() }) { book.answered($0) }
  }

  func batch(
    of expansion: Expansion, in audience: Audience, limit: Int
  ) throws(StoreFailure) -> ExpansionBatch {
    try reach(
      .look,
      { () throws(StoreFailure) in
        try inner.batch(of: expansion, in: audience, limit: limit)
      }
    ) {
      seat.see($0)
      book.looked($0, limit: limit)
    }
  }

  func expand(
    _ batch: ExpansionBatch, _ terms: ExpansionTerms, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Int? {
    try reach(
      .expand, { () throws(StoreFailure) in try inner.expand(batch, terms, plan: plan) }
    ) {
      world.note(
        life, "brings part # of a broadcast to # people", batch.expansion.part, $0 ?? -1)
      book.expanded(batch, terms, by: seat, reached: $0)
    }
  }

  func progress(of notification: NotificationID) throws(StoreFailure) -> BroadcastProgress {
    try reach(.read, { () throws(StoreFailure) in try inner.progress(of: notification) }) {
      book.answered($0, of: notification)
    }
  }

  func cancel(_ notification: NotificationID, now: Instant) throws(StoreFailure) {
    try reach(
      .mark, { () throws(StoreFailure) in try inner.cancel(notification, now: now) }
    ) {
      world.note(life, "cancels notification #", book.noticeByID[notification] ?? -1)
      book.cancelled(notification)
    }
  }

  /// An estimate: any smaller one will do, and makes small batches.
  func room(below limit: Int, now: Instant) throws(StoreFailure) -> Int {
    let room = try reach(
      .read, { () throws(StoreFailure) in try inner.room(below: limit, now: now) })
    return min(room, world.isCalm ? 3 : world.network.below(6))
  }

  func passStalled(_ search: StalledSearch) throws(StoreFailure) -> StalledPass {
    try reach(.recover, { () throws(StoreFailure) in try inner.passStalled(search) }) {
      if $0.armed > 0 { world.note(life, "passes # stalled ladders", $0.armed) }
    }
  }

  func start(_ verification: PhoneVerification, for user: UserID) throws(StoreFailure) {
    try reach(
      .accept, { () throws(StoreFailure) in try inner.start(verification, for: user) })
  }

  func judge(
    _ user: UserID, now: Instant, _ digest: (PhoneVerification) -> CodeDigest?
  ) throws(StoreFailure) -> PhoneVerification.Verdict {
    try reach(
      .accept, { () throws(StoreFailure) in try inner.judge(user, now: now, digest) })
  }
}
