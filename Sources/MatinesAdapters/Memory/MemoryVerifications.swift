// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryState {
  /// What is known of a person's verifications: how often they started, and the one that runs.
  struct Verifying: Sendable {
    var mark = Instant(milliseconds: 0)
    var running: PhoneVerification?
  }
}

extension MemoryStore {
  package func start(
    _ verification: PhoneVerification, for user: UserID
  ) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      guard state.people[user] != nil else { throw .unknownUser(user) }
      let mark = state.verifying[user]?.mark ?? Instant(milliseconds: 0)
      guard let next = PhoneVerification.nextStart(after: mark, now: verification.started) else {
        throw .tooManyStarts
      }
      state.verifying[user] = MemoryState.Verifying(mark: next, running: verification)
    }
  }

  package func judge(
    _ user: UserID, now: Instant, _ digest: (PhoneVerification) -> CodeDigest?
  ) throws(StoreFailure) -> PhoneVerification.Verdict {
    try access { (state, _) throws(StoreFailure) in
      guard var running = state.verifying[user]?.running else { throw .notFound("verification") }
      guard let given = digest(running) else { throw .io("memory ran out") }
      let verdict = running.judge(given, now: now)
      switch verdict {
      case .wrong: state.verifying[user]?.running = running
      case .confirmed(let phone):
        state.verifying[user]?.running = nil
        state.people[user]?.user.phone = phone
      case .exhausted, .expired: state.verifying[user]?.running = nil
      }
      return verdict
    }
  }
}
