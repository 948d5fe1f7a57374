// SPDX-License-Identifier: MIT
import MatinesDomain

/// The last fallback: it costs money, and twice would cost it twice.
package struct SMSChannel: SimpleChannel {
  package let name = ChannelName.sms
  package let atMostOnce = true
  private let sms: any SMS
  private let wording: Wording
  private let fitting: TextFitting

  package init(sms: any SMS, wording: Wording, fitting: TextFitting) {
    self.sms = sms
    self.wording = wording
    self.fitting = fitting
  }

  package func begin(_ delivery: Delivery) -> Begun {
    guard let phone = delivery.user.phone else {
      return .done(.gone(why: "the user has no phone number any more"))
    }
    let words: Rendered
    do {
      words = try wording.render(delivery.notification, for: delivery.user, on: name)
    } catch {
      return .done(.failed(why: error.why))
    }
    do {
      let body = try fitting.fit(words.text)
      return sms.send(TextMessage(to: phone, body, notification: delivery.notification.id))
    } catch {
      return .done(.failed(why: error.description))
    }
  }
}
