// SPDX-License-Identifier: MIT
import MatinesDomain

/// A way to reach somebody.
package protocol Channel: Sendable {
  var name: ChannelName { get }
  /// Sending twice would be worse than not at all.
  var atMostOnce: Bool { get }
  /// A host's function, which may take its time.
  var mayBlock: Bool { get }
  /// Starts one delivery and never blocks.
  func begin(_ delivery: Delivery) -> Begun
}

extension Channel {
  package var atMostOnce: Bool { false }
  package var mayBlock: Bool { false }
}

/// How far a delivery got.
package enum Begun: Sendable {
  /// It is over.
  case done(Outcome)
  /// The worker drives the transfer and turns its result into an outcome.
  case transfer(TransferRequest, conclude: @Sendable (TransferResult) -> Outcome)
  /// The peer of this name has enough to do: asked again when something under way has ended, or
  /// after the wait.
  case crowded(peer: String, wait: Instant.Span)
  /// Not before then, and no attempt is counted.
  case postponed(until: Instant)
  /// A host's function that may block: it runs alone, after the transfers have been pumped.
  case blocking(atMost: Instant.Span, run: @Sendable () -> Outcome)
}
