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
    let (notification, user) = (delivery.notification, delivery.user)
    let link: UnsubscribeLink?
    do throws(InvalidValue) {
      link = try wording.link(notification, for: user, on: name)
    } catch {
      return .done(.misconfigured(why: error.description))
    }
    do throws(RenderFailure) {
      let words = try wording.render(notification, for: user, on: name, endedBy: link)
      return mailer.send(
        Email(
          to: address, subject: words.title, text: words.text, html: words.html,
          locale: words.language ?? wording.locale(of: user), notification: notification.id,
          created: notification.created, unsubscribe: link))
    } catch {
      return .done(.failed(why: error.why))
    }
  }
}
