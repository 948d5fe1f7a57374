// SPDX-License-Identifier: MIT

/// A domain event of the host, checked: "this member was promoted to minister".
package struct Event: Sendable {
  package let name: EventName
  /// The idempotency key; without one every call is a new notification.
  package let id: EventID?
  /// Whom it is about; nil for what concerns nobody in particular.
  package let subject: UserID?
  /// People the event brings along; they are stored in the same transaction.
  package let users: [User]
  package let body: Body
  /// A digest of name and document: tells a repeat from a conflict.
  package let fingerprint: Fingerprint

  package enum Body: Sendable {
    /// The wording comes from the rule's template; `data` holds its parameters.
    case data(String)
    /// `notify`: the host brings the words, and may choose severity and category.
    case literal(
      title: String, body: String, data: String, severity: Severity?, category: CategoryName?)
  }

  package init(
    name: EventName, id: EventID?, subject: UserID?, users: [User], body: Body,
    fingerprint: Fingerprint
  ) {
    self.name = name
    self.id = id
    self.subject = subject
    self.users = users
    self.body = body
    self.fingerprint = fingerprint
  }
}

/// 128 bits of a digest.
package struct Fingerprint: Hashable, Sendable {
  package let high: Int64
  package let low: Int64

  package init(high: Int64, low: Int64) {
    self.high = high
    self.low = low
  }

  /// Compares without telling by its duration where the difference lies.
  package func matches(_ other: Fingerprint) -> Bool {
    (high ^ other.high) | (low ^ other.low) == 0
  }
}

extension Identifier where Kind == EventNameKind {
  package static let promotedToMinister = EventName(constant: "user.promoted_to_minister")
  package static let promotedToSuperAdmin = EventName(
    constant: "minister.promoted_to_super_admin")
}
