// SPDX-License-Identifier: MIT
import MatinesDomain

/// Keeps the verification of a telephone that runs for a person. Each operation reads, judges and
/// writes in one transaction: two guesses at once are two.
package protocol VerificationStore: Sendable {
  /// Takes the place of the one before. `unknownUser` for nobody, `full` for one start too many.
  func start(_ verification: PhoneVerification, for user: UserID) throws(StoreFailure)
  /// Judges a guess by its digest, which `digest` makes for the verification that runs; nil fails
  /// the operation. A number that is confirmed is the person's from then on. What has come to its
  /// end is forgotten, and then, as where none runs, it is `notFound`.
  func judge(
    _ user: UserID, now: Instant, _ digest: (PhoneVerification) -> CodeDigest?
  ) throws(StoreFailure) -> PhoneVerification.Verdict
}

/// The keyed hash of codes, without whose key nobody can try all of them.
package protocol CodeHash: Sendable {
  /// Reads its key, or makes it, so that hashing itself fails only when memory runs out.
  func ready() throws(InvalidValue) -> @Sendable ([UInt8]) -> CodeDigest?
}

/// Sends a text message on the caller's thread, and waits for its end.
package protocol TextSender: Sendable {
  func send(_ message: TextMessage) throws(StoreFailure) -> Outcome
}
