// SPDX-License-Identifier: MIT
import MatinesDomain

/// The browser of somebody whose site is closed.
package struct WebPushChannel: Channel {
  package let name = ChannelName.webpush
  private let push: any WebPush
  private let wording: Wording

  package init(push: any WebPush, wording: Wording) {
    self.push = push
    self.wording = wording
  }

  package func begin(_ delivery: Delivery) -> Begun {
    guard let subscription = delivery.subscription else {
      return .done(.gone(why: "the browser's subscription was removed"))
    }
    do {
      let words = try wording.render(delivery.notification, for: delivery.user, on: name)
      return push.send(
        PushMessage(
          user: delivery.user.id, subscription: subscription,
          notification: delivery.notification, title: words.title, body: words.text,
          expires: delivery.expires))
    } catch {
      return .done(.failed(why: error.why))
    }
  }
}
