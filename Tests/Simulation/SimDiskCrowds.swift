// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Expansions, verifications and stalled ladders: passed on.
extension SimDisk {
  func expansion() throws(StoreFailure) -> Expansion? {
    try reach(.read, { () throws(StoreFailure) in try inner.expansion() })
  }

  func batch(
    of expansion: Expansion, in audience: Audience, limit: Int
  ) throws(StoreFailure) -> ExpansionBatch {
    try reach(
      .read,
      { () throws(StoreFailure) in
        try inner.batch(of: expansion, in: audience, limit: limit)
      })
  }

  func expand(
    _ batch: ExpansionBatch, _ terms: ExpansionTerms, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Int? {
    try reach(
      .accept, { () throws(StoreFailure) in try inner.expand(batch, terms, plan: plan) })
  }

  func progress(of notification: NotificationID) throws(StoreFailure) -> BroadcastProgress {
    try reach(.read, { () throws(StoreFailure) in try inner.progress(of: notification) })
  }

  func cancel(_ notification: NotificationID, now: Instant) throws(StoreFailure) {
    try reach(
      .accept, { () throws(StoreFailure) in try inner.cancel(notification, now: now) })
  }

  func room(below limit: Int, now: Instant) throws(StoreFailure) -> Int {
    try reach(.read, { () throws(StoreFailure) in try inner.room(below: limit, now: now) })
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
