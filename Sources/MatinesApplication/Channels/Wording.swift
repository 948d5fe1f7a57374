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

  /// The same where the host sends: nil for a template whose words only the host may have.
  package func offer(
    _ notification: Notification, for user: User, on channel: ChannelName
  ) throws(RenderFailure) -> Rendered? {
    do throws(RenderFailure) {
      return try render(notification, for: user, on: channel)
    } catch {
      guard error.isUnknown else { throw error }
      return nil
    }
  }

  package func locale(of user: User) -> LanguageTag { user.locale ?? fallback }
}
