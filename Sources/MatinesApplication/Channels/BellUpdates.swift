// SPDX-License-Identifier: MIT
import MatinesDomain

/// What goes to the hub besides deliveries, by the same way: a hub that fails is asked by neither.
package struct BellUpdates: Sendable {
  package let gate: PeerGate
  private let publisher: any RealtimePublisher

  package init(
    publisher: any RealtimePublisher, _ limits: PeerHealth.Limits, clock: any Clock
  ) {
    self.publisher = publisher
    gate = PeerGate(ChannelName.realtime.text, limits, clock: clock)
  }

  package func prepare(_ update: MarkUpdate) -> Prepared {
    gate.prepare(life: update.life) { [publisher] in publisher.publish(RealtimeUpdate(update)) }
  }

  package var streams: (any RealtimeStreams)? { publisher.streams }
}
