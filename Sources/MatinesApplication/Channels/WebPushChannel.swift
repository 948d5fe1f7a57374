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

  package func prepare(_ delivery: Delivery) -> Prepared {
    guard let subscription = delivery.subscription else {
      return .done(.gone(why: "the browser's subscription was removed"))
    }
    return push.prepare(
      PushMessage(
        user: delivery.user.id, subscription: subscription,
        notification: delivery.notification, delivery: delivery.token.id,
        locale: wording.locale(of: delivery.user), expires: delivery.expires,
        isUrgent: delivery.isUrgent
      ) { [wording, name] () throws(RenderFailure) in
        try wording.render(delivery.notification, for: delivery.user, on: name)
      })
  }
}
