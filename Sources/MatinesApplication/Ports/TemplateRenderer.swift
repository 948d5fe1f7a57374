// SPDX-License-Identifier: MIT
import MatinesDomain

package struct RenderRequest: Sendable {
  package let template: TemplateName
  package let event: EventName
  package let channel: ChannelName
  package let locale: LanguageTag
  /// The event's parameters, a JSON object.
  package let data: String
  package let user: User
  package let notification: NotificationID
  package let created: Instant
  /// The address behind which its reader ends such messages; nil where nothing can be ended.
  package let unsubscribe: String?

  package init(
    template: TemplateName, event: EventName, channel: ChannelName, locale: LanguageTag,
    data: String, user: User, notification: NotificationID, created: Instant,
    unsubscribe: String? = nil
  ) {
    self.template = template
    self.event = event
    self.channel = channel
    self.locale = locale
    self.data = data
    self.user = user
    self.notification = notification
    self.created = created
    self.unsubscribe = unsubscribe
  }
}

package struct Rendered: Equatable, Sendable {
  /// The title of a row, the subject of an e-mail.
  package let title: String
  package let text: String
  package let html: String?
  /// Nil where nobody knows it: then it is taken for the person's.
  package let language: LanguageTag?

  package init(
    title: String, text: String, html: String? = nil, language: LanguageTag? = nil
  ) {
    self.title = title
    self.text = text
    self.html = html
    self.language = language
  }
}

package struct RenderFailure: Error, Equatable, Sendable {
  package let why: String
  /// There are no such words, as opposed to words that could not be made: whoever sends the message
  /// itself may have them.
  package let isUnknown: Bool

  package init(_ why: String) { self.init(why, isUnknown: false) }

  package static func unknown(_ why: String) -> Self { Self(why, isUnknown: true) }

  private init(_ why: String, isUnknown: Bool) {
    self.why = why
    self.isUnknown = isUnknown
  }
}

/// Turns a template and its parameters into words, when they are sent.
package protocol TemplateRenderer: Sendable {
  func render(_ request: RenderRequest) throws(RenderFailure) -> Rendered
  /// As it stands now, for words while a transaction is open: it calls nothing of the host's and
  /// reads no file. Nil where it is the host that finds the words.
  var snapshot: (any TemplateRenderer)? { get }
}

extension TemplateRenderer {
  package var snapshot: (any TemplateRenderer)? { self }
}
