// SPDX-License-Identifier: MIT
import MatinesDomain

/// A notification that has yet to reach somebody, and how far it has come.
package struct Expansion: Hashable, Sendable {
  package let notification: NotificationID
  package let event: EventName
  package let part: Int
  package let policy: Int64
  package let severity: Severity
  package let expires: Instant
  /// Whom the event is about.
  package let subject: UserID?
  package let cursor: Cursor

  /// The next person to look at.
  package struct Cursor: Hashable, Sendable {
    /// Of the audience's parts without the subject.
    package let place: Int
    /// How many of a list were looked at, or the last holder; empty at the beginning of a part.
    package let after: String

    package init(place: Int, after: String) {
      self.place = place
      self.after = after
    }
  }

  package init(
    notification: NotificationID, event: EventName, part: Int, policy: Int64,
    severity: Severity, expires: Instant, subject: UserID?, cursor: Cursor
  ) {
    self.notification = notification
    self.event = event
    self.part = part
    self.policy = policy
    self.severity = severity
    self.expires = expires
    self.subject = subject
    self.cursor = cursor
  }
}

/// People of an audience whom a notification may reach next.
package struct ExpansionBatch: Equatable, Sendable {
  package let expansion: Expansion
  package let users: [UserID]
  /// Behind them; nil behind the last.
  package let next: Expansion.Cursor?

  package init(_ expansion: Expansion, users: [UserID], next: Expansion.Cursor?) {
    self.expansion = expansion
    self.users = users
    self.next = next
  }
}

/// How a batch is planned.
package struct ExpansionTerms: Sendable {
  package let treatment: Policy.Treatment
  package let channels: [ConfiguredChannel]
  /// Of the batch's people, in their order.
  package let presences: [Presence]
  package let fallbackLocale: LanguageTag
  package let flood: Int?
  package let pricing: TextPricing?
  package let zones: (any TimeZones)?
  package let now: Instant

  package init(
    treatment: Policy.Treatment, channels: [ConfiguredChannel], presences: [Presence],
    fallbackLocale: LanguageTag, flood: Int? = nil, pricing: TextPricing? = nil,
    zones: (any TimeZones)? = nil, now: Instant
  ) {
    self.treatment = treatment
    self.channels = channels
    self.presences = presences
    self.fallbackLocale = fallbackLocale
    self.flood = flood
    self.pricing = pricing
    self.zones = zones
    self.now = now
  }
}

/// How far an event's notifications have come, those of its observers included.
package struct BroadcastProgress: Equatable, Sendable {
  package enum State: String, Sendable { case running, done, cancelled }

  package let state: State
  /// Who has it already.
  package let recipients: Int
  package let deliveries: Int
  package let created: Instant

  package init(state: State, recipients: Int, deliveries: Int, created: Instant) {
    self.state = state
    self.recipients = recipients
    self.deliveries = deliveries
    self.created = created
  }
}

/// Finds the people whom an audience names by list, role and domain, in bounded batches. Whoever
/// comes into an audience ahead of the cursor is told, behind it no more.
package protocol Expansions: Sendable {
  /// The oldest one that is not finished; nil when all are.
  func expansion() throws(StoreFailure) -> Expansion?
  /// Looks at no more than `limit` people, of one part of the audience.
  func batch(
    of expansion: Expansion, in audience: Audience, limit: Int
  ) throws(StoreFailure) -> ExpansionBatch
  /// Reaches the people of a batch who are known and were not reached before, and moves the
  /// cursor, in one transaction; answers how many. When the cursor stands elsewhere, another worker
  /// was faster or it was cancelled: nil, and nothing happens. `plan` as in `accept`.
  func expand(
    _ batch: ExpansionBatch, _ terms: ExpansionTerms, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Int?
  func progress(of notification: NotificationID) throws(StoreFailure) -> BroadcastProgress
  /// Nobody else is reached, and nothing more is sent to anybody; the inboxes keep it. Idempotent.
  func cancel(_ notification: NotificationID, now: Instant) throws(StoreFailure)
  /// How many more deliveries may be ready at once below the limit; an estimate, renewed at most
  /// once in a thousandth of the limit in milliseconds.
  func room(below limit: Int, now: Instant) throws(StoreFailure) -> Int
}
