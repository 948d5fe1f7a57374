// SPDX-License-Identifier: MIT
import MatinesDomain

/// The words of a notification for one person on one channel.
package struct Wording: Sendable {
  private let renderer: any TemplateRenderer
  private let fallback: LanguageTag

  package init(renderer: any TemplateRenderer, fallback: LanguageTag) {
    self.renderer = renderer
    self.fallback = fallback
  }

  package func render(
    _ notification: Notification, for user: User, on channel: ChannelName
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
          created: notification.created))
    }
  }

  /// For a host that sends: a template nobody has words for here is no failure.
  package func offer(_ delivery: Delivery) throws(RenderFailure) -> Offer {
    var words: Rendered?
    do throws(RenderFailure) {
      words = try render(delivery.notification, for: delivery.user, on: delivery.channel)
    } catch {
      guard error.isUnknown else { throw error }
    }
    return Offer(delivery, words: words, locale: locale(of: delivery.user))
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
