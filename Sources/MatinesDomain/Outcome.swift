// SPDX-License-Identifier: MIT

/// How one attempt ended. A failing delivery is daily business, hence a value.
package enum Outcome: Equatable, Sendable {
  /// The peer took it; its own id, if it gave one. `parts` is how many messages a provider of texts
  /// says it made of this one; 0 where it does not say.
  case delivered(reference: String?, parts: Int = 0)
  /// Try again: not before `after` when the peer said so.
  case later(why: String, after: Instant.Span?)
  /// Somebody has to change a setting; retried slowly, and reported.
  case misconfigured(why: String)
  /// This message will never be taken.
  case failed(why: String)
  /// The address does not exist any more.
  case gone(why: String)
  /// The request left completely and no answer was read.
  case unknown(why: String)

  package var why: String? {
    switch self {
    case .delivered: nil
    case .later(let why, _), .misconfigured(let why), .failed(let why), .gone(let why),
      .unknown(let why):
      why
    }
  }
}
