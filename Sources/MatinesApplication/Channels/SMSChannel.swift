// SPDX-License-Identifier: MIT
import MatinesDomain

/// The last fallback: it costs money, and twice would cost it twice.
package struct SMSChannel: SimpleChannel {
  package let name = ChannelName.sms
  package let atMostOnce = true
  private let sms: any SMS
  private let wording: Wording

  package init(sms: any SMS, wording: Wording) {
    self.sms = sms
    self.wording = wording
  }

  package func begin(_ delivery: Delivery) -> Begun {
    guard let phone = delivery.user.phone else {
      return .done(.gone(why: "the user has no phone number any more"))
    }
    do {
      let words = try wording.render(delivery.notification, for: delivery.user, on: name)
      return sms.send(
        TextMessage(to: phone, text: words.text, notification: delivery.notification.id))
    } catch {
      return .done(.failed(why: error.why))
    }
  }
}
