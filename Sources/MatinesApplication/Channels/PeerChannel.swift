// SPDX-License-Identifier: MIT
import MatinesDomain

/// A channel behind which stands one server: nothing is begun, nor even put into words, while that
/// server fails.
package final class PeerChannel: Channel {
  private let inner: any SimpleChannel
  private let gate: PeerGate
  private let clock: any Clock

  /// `gate` is one that other things go through too, if there are any.
  package init(
    _ inner: any SimpleChannel, _ limits: PeerHealth.Limits, gate: PeerGate? = nil, clock: any Clock
  ) {
    self.inner = inner
    self.clock = clock
    self.gate = gate ?? PeerGate(inner.name.text, limits, clock: clock)
  }

  package var name: ChannelName { inner.name }
  package var atMostOnce: Bool { inner.atMostOnce }
  package var mayBlock: Bool { inner.mayBlock }

  package func prepare(_ delivery: Delivery) -> Prepared {
    let life = clock.now().span(until: delivery.expires)
    return gate.prepare(life: life, isUrgent: delivery.isUrgent) { [inner] in
      inner.begin(delivery)
    }
  }
}
