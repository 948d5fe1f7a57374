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
      let message = TextMessage(to: phone, body, notification: delivery.notification.id)
      return sms.send(message).counting(message.parts)
    } catch {
      return .done(.failed(why: error.description))
    }
  }
}

extension Begun {
  /// Where a provider says nothing of parts, those that left count.
  fileprivate func counting(_ parts: Int) -> Begun {
    switch self {
    case .done(let outcome): .done(outcome.counting(parts))
    case .transfer(let request, let conclude):
      .transfer(request) { conclude($0).counting(parts) }
    }
  }
}

extension Outcome {
  fileprivate func counting(_ parts: Int) -> Outcome {
    if case .delivered(let reference, 0) = self {
      return .delivered(reference: reference, parts: parts)
    }
    return self
  }
}
