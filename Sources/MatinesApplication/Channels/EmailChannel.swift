// SPDX-License-Identifier: MIT
import MatinesDomain

/// The fallback for those who are not there.
package struct EmailChannel: SimpleChannel {
  package let name = ChannelName.email
  private let mailer: any Mailer
  private let wording: Wording

  package init(mailer: any Mailer, wording: Wording) {
    self.mailer = mailer
    self.wording = wording
  }

  package func begin(_ delivery: Delivery) -> Begun {
    guard let address = delivery.user.email else {
      return .done(.gone(why: "the user has no e-mail address any more"))
    }
    do {
      let words = try wording.render(delivery.notification, for: delivery.user, on: name)
      return mailer.send(
        Email(
          to: address, subject: words.title, text: words.text, html: words.html,
          locale: wording.locale(of: delivery.user), notification: delivery.notification.id,
          created: delivery.notification.created))
    } catch {
      return .done(.failed(why: error.why))
    }
  }
}
