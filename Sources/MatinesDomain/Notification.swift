// SPDX-License-Identifier: MIT

/// What a notification says. Templates are rendered when sent, per channel and language; literal
/// text is kept only for `notify`.
package enum Content: Hashable, Sendable {
  /// `data` is the event's JSON object, octet for octet as it came.
  case template(TemplateName, data: String)
  case literal(title: String, body: String, data: String)

  package var data: String {
    switch self {
    case .template(_, let data), .literal(_, _, let data): data
    }
  }

  /// Nil for what was said literally.
  package var template: TemplateName? {
    guard case .template(let name, _) = self else { return nil }
    return name
  }
}

/// The aggregate of the brief: what happened, once, for everyone it concerns.
package struct Notification: Hashable, Sendable {
  package let id: NotificationID
  package let type: EventName
  package let category: CategoryName
  /// Of the rule it was planned by: 0 for its own audience, then its observers.
  package let part: Int
  package let severity: Severity
  package let content: Content
  package let created: Instant
  /// After this nothing more is sent; the history keeps it.
  package let expires: Instant
  /// Since then nothing of it is sent any more.
  package var cancelled: Instant?

  package init(
    id: NotificationID, type: EventName, category: CategoryName, part: Int = 0,
    severity: Severity, content: Content, created: Instant, expires: Instant
  ) {
    self.id = id
    self.type = type
    self.category = category
    self.part = part
    self.severity = severity
    self.content = content
    self.created = created
    self.expires = expires
  }
}
