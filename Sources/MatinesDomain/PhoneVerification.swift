// SPDX-License-Identifier: MIT

/// Whether a telephone is its owner's: a code goes there as a text message, and comes back.
///
/// The state of the one that runs for a person; a new one takes its place. The clock that counts is
/// the wall's: one that is set back by less than `validity` gives a code as much longer, and one
/// set back further ends it, as does one set forward.
package struct PhoneVerification: Hashable, Sendable {
  package static let validity = Instant.Span.seconds(600)
  package static let tries = 5
  /// Each costs a text message: five at once, then one in twelve minutes.
  private static let pace = LeakyBucket(burst: 5, interval: .seconds(720))

  /// Makes equal codes differ; not a secret.
  package let salt: UInt64
  package let phone: PhoneNumber
  package let digest: CodeDigest
  package let started: Instant
  package private(set) var triesLeft: Int

  /// As it was stored.
  package init(
    phone: PhoneNumber, salt: UInt64, digest: CodeDigest, started: Instant,
    triesLeft: Int = tries
  ) {
    self.phone = phone
    self.salt = salt
    self.digest = digest
    self.started = started
    self.triesLeft = min(max(0, triesLeft), Self.tries)
  }

  package enum Verdict: Equatable, Sendable {
    /// The code is spent, and the state to be forgotten.
    case confirmed(PhoneNumber)
    case wrong(triesLeft: Int)
    /// Ten minutes are over, whatever the code; the state is to be forgotten.
    case expired
    /// That was the last try, or there was none left: no code counts any more.
    case exhausted
  }

  /// What the keyed hash is taken of. It holds person and number, so that the digest of another
  /// verification proves nothing in the place of this one.
  package static func message(
    _ code: VerificationCode, user: UserID, phone: PhoneNumber, salt: UInt64
  ) -> [UInt8] {
    let start = (0..<8).map { UInt8(truncatingIfNeeded: salt >> UInt64(56 - 8 * $0)) }
    // Neither number nor code contains a NUL, and the salt has a fixed length.
    return Array("matines phone code 1".utf8) + start + Array(phone.text.utf8) + [0]
      + Array(code.text.utf8) + [0] + Array(user.text.utf8)
  }

  /// `given` is the digest of the message of the code that came back. Read, judged and stored in
  /// one transaction, or two guesses at once would count as one.
  package mutating func judge(_ given: CodeDigest, now: Instant) -> Verdict {
    guard now < started + Self.validity, started < now + Self.validity else { return .expired }
    guard triesLeft > 0 else { return .exhausted }
    guard digest.matches(given) else {
      triesLeft -= 1
      return triesLeft > 0 ? .wrong(triesLeft: triesLeft) : .exhausted
    }
    triesLeft = 0
    return .confirmed(phone)
  }

  /// Nil when a further start now would be one too many for this person. `mark` is stored with the
  /// person, zero at first, and replaced by the answer.
  package static func nextStart(after mark: Instant, now: Instant) -> Instant? {
    pace.next(after: mark, now: now)
  }
}
