// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What no world of the simulation plays yet: nobody is told by role, and no telephone is verified.
extension SimDisk {
  func expansion() throws(StoreFailure) -> Expansion? {
    try reach(.read) { () throws(StoreFailure) in try inner.expansion() }
  }

  func batch(
    of expansion: Expansion, in audience: Audience, limit: Int
  ) throws(StoreFailure) -> ExpansionBatch {
    try inner.batch(of: expansion, in: audience, limit: limit)
  }

  func expand(
    _ batch: ExpansionBatch, _ terms: ExpansionTerms, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Int? {
    try inner.expand(batch, terms, plan: plan)
  }

  func progress(of notification: NotificationID) throws(StoreFailure) -> BroadcastProgress {
    try inner.progress(of: notification)
  }

  func cancel(_ notification: NotificationID, now: Instant) throws(StoreFailure) {
    try inner.cancel(notification, now: now)
  }

  func room(below limit: Int, now: Instant) throws(StoreFailure) -> Int {
    try reach(.read) { () throws(StoreFailure) in try inner.room(below: limit, now: now) }
  }

  func start(_ verification: PhoneVerification, for user: UserID) throws(StoreFailure) {
    try inner.start(verification, for: user)
  }

  func judge(
    _ user: UserID, now: Instant, _ digest: (PhoneVerification) -> CodeDigest?
  ) throws(StoreFailure) -> PhoneVerification.Verdict {
    try inner.judge(user, now: now, digest)
  }
}
