// SPDX-License-Identifier: MIT
import MatinesDomain

/// The bell in the back-office.
package struct RealtimeChannel: SimpleChannel {
  package let name = ChannelName.realtime
  private let publisher: any RealtimePublisher
  private let wording: Wording

  package init(publisher: any RealtimePublisher, wording: Wording) {
    self.publisher = publisher
    self.wording = wording
  }

  package func begin(_ delivery: Delivery) -> Begun {
    do {
      let words = try wording.render(delivery.notification, for: delivery.user, on: name)
      let change = RealtimeUpdate.Change.created(
        delivery.notification, title: words.title, body: words.text)
      return publisher.publish(
        RealtimeUpdate(user: delivery.user.id, change: change, counts: delivery.counts))
    } catch {
      return .done(.failed(why: error.why))
    }
  }
}
