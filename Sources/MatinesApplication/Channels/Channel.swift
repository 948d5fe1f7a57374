// SPDX-License-Identifier: MIT
import MatinesDomain

/// A way to reach somebody.
package protocol Channel: Sendable {
  var name: ChannelName { get }
  /// Sending twice would be worse than not at all.
  var atMostOnce: Bool { get }
  /// A host's function, which may take its time.
  var mayBlock: Bool { get }
  /// Asks whether one delivery may set out now, and never blocks. Nothing has left yet: what it
  /// costs is charged, and that it is in doubt is stored, before it begins.
  func prepare(_ delivery: Delivery) -> Prepared
}

extension Channel {
  package var atMostOnce: Bool { false }
  package var mayBlock: Bool { false }
}

/// A channel that asks nobody first.
package protocol SimpleChannel: Channel {
  /// Starts one delivery and never blocks.
  func begin(_ delivery: Delivery) -> Begun
}

extension SimpleChannel {
  package func prepare(_ delivery: Delivery) -> Prepared {
    .ready(Departure { begin(delivery) })
  }
}

/// Whether a delivery may set out.
package enum Prepared: Sendable {
  case ready(Departure)
  /// A host's function that may block: it runs alone, after the transfers have been pumped.
  case blocking(atMost: Instant.Span, run: @Sendable () -> Outcome)
  /// It is over before anything could leave.
  case done(Outcome)
  /// The peer of this name has enough to do: asked again when something under way has ended, or
  /// after the wait.
  case crowded(peer: String, wait: Instant.Span)
  /// Not before then, and no attempt is counted.
  case postponed(until: Instant)
}

/// A delivery that may set out: it does, or it is abandoned, one of the two and once.
package struct Departure: Sendable {
  /// Never blocks.
  package let begin: @Sendable () -> Begun
  /// It is not to leave after all: its place with the peer is another's.
  package let abandon: @Sendable () -> Void

  package init(
    begin: @escaping @Sendable () -> Begun, abandon: @escaping @Sendable () -> Void = {}
  ) {
    self.begin = begin
    self.abandon = abandon
  }
}

/// How far a delivery got.
package enum Begun: Sendable {
  /// It is over.
  case done(Outcome)
  /// The worker drives the transfer and turns its result into an outcome. Indirect, so that no bit
  /// that nobody sets tells the cases apart: memory checkers ask for it.
  indirect case transfer(TransferRequest, conclude: @Sendable (TransferResult) -> Outcome)
}
