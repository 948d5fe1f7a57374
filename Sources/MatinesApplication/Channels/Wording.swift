// SPDX-License-Identifier: MIT
import MatinesDomain

/// The words of a notification for one person on one channel.
package struct Wording: Sendable {
  private let renderer: any TemplateRenderer
  private let fallback: LanguageTag
  private let links: (any UnsubscribeLinks)?

  package init(
    renderer: any TemplateRenderer, fallback: LanguageTag, links: (any UnsubscribeLinks)? = nil
  ) {
    self.renderer = renderer
    self.fallback = fallback
    self.links = links
  }

  /// By which such messages are ended; nil where none is offered.
  package func link(
    _ notification: Notification, for user: User, on channel: ChannelName
  ) throws(InvalidValue) -> UnsubscribeLink? {
    guard let links, channel == .email else { return nil }
    return try links.link(
      Unsubscription(user: user.id, category: notification.category, channel: channel))
  }

  package func render(
    _ notification: Notification, for user: User, on channel: ChannelName
  ) throws(RenderFailure) -> Rendered {
    let link = try wanted(notification, for: user, on: channel)
    return try render(notification, for: user, on: channel, endedBy: link)
  }

  private func wanted(
    _ notification: Notification, for user: User, on channel: ChannelName
  ) throws(RenderFailure) -> UnsubscribeLink? {
    do throws(InvalidValue) {
      return try link(notification, for: user, on: channel)
    } catch {
      throw RenderFailure(error.description)
    }
  }

  package func render(
    _ notification: Notification, for user: User, on channel: ChannelName,
    endedBy link: UnsubscribeLink?
  ) throws(RenderFailure) -> Rendered {
    switch notification.content {
    case .literal(let title, let body, _):
      // A text message has no title of its own.
      return Rendered(title: title, text: body.isEmpty && channel == .sms ? title : body)
    case .template(let template, let data):
      return try renderer.render(
        RenderRequest(
          template: template, event: notification.type, channel: channel,
          locale: locale(of: user), data: data, user: user, notification: notification.id,
          created: notification.created, unsubscribe: link?.url))
    }
  }

  /// For a host that sends: a template nobody has words for here is no failure.
  package func offer(_ delivery: Delivery) throws(RenderFailure) -> Offer {
    let (notification, user, channel) = (delivery.notification, delivery.user, delivery.channel)
    let link = try wanted(notification, for: user, on: channel)
    var words: Rendered?
    do throws(RenderFailure) {
      words = try render(notification, for: user, on: channel, endedBy: link)
    } catch {
      guard error.isUnknown else { throw error }
    }
    return Offer(delivery, words: words, locale: locale(of: user), unsubscribe: link?.url)
  }

  /// The same words, as long as they can be found while a transaction is open.
  var snapshot: Wording {
    Wording(renderer: renderer.snapshot ?? NoRenderer(), fallback: fallback)
  }

  package func locale(of user: User) -> LanguageTag { user.locale ?? fallback }
}

private struct NoRenderer: TemplateRenderer {
  func render(_ request: RenderRequest) throws(RenderFailure) -> Rendered {
    throw RenderFailure("the host finds the words of '\(request.template.text)'")
  }
}
