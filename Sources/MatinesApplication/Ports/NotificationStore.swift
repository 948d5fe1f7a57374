// SPDX-License-Identifier: MIT
import MatinesDomain

/// A channel an engine may plan: its name, and who carries it.
package struct ConfiguredChannel: Hashable, Sendable {
  package enum Carrier: Int64, Sendable {
    /// The worker sends it.
    case library = 0
    /// The host takes it, one delivery at a time.
    case host = 1
  }

  package let name: ChannelName
  package let carrier: Carrier

  package init(_ name: ChannelName, _ carrier: Carrier) {
    self.name = name
    self.carrier = carrier
  }
}

/// An event with all that acceptance needs, gathered before the transaction opens.
package struct Submission: Sendable {
  package let event: Event
  /// Of the event's own notification.
  package let treatment: Policy.Treatment
  package let content: Content
  /// Each is a notification of its own, for those who hear of it too.
  package let observers: [Policy.Treatment]
  package let policy: Int64
  package let channels: [ConfiguredChannel]
  package let presence: PresenceSource
  package let fallbackLocale: LanguageTag
  /// Notifications a minute and person that are sent; nil for no limit.
  package let flood: Int?
  /// Nil where texts have no prices.
  package let pricing: TextPricing?
  /// Nil where nobody's clock is known: then nobody rests.
  package let zones: (any TimeZones)?
  package let now: Instant
  /// The event was staged before; accepting it ends its stage.
  package let wasStaged: Bool
  /// The due by which a worker took it: what was moved since is not accepted. Nil where somebody
  /// confirms it.
  package let due: Instant?
  /// When so many deliveries are ready, nothing more is accepted.
  package let waiting: Int

  package init(
    event: Event, treatment: Policy.Treatment, content: Content,
    observers: [Policy.Treatment] = [], policy: Int64, channels: [ConfiguredChannel],
    presence: PresenceSource, fallbackLocale: LanguageTag, flood: Int? = nil,
    pricing: TextPricing? = nil, zones: (any TimeZones)? = nil, now: Instant, wasStaged: Bool,
    due: Instant? = nil, waiting: Int = WorkLimits.usualWaiting
  ) {
    self.event = event
    self.treatment = treatment
    self.content = content
    self.observers = observers
    self.policy = policy
    self.channels = channels
    self.presence = presence
    self.fallbackLocale = fallbackLocale
    self.flood = flood
    self.pricing = pricing
    self.zones = zones
    self.now = now
    self.wasStaged = wasStaged
    self.due = due
    self.waiting = waiting
  }
}

extension Submission {
  /// What the event says in this of its notifications; nil where the policy gives it no words.
  package func content(of treatment: Policy.Treatment) -> Content? {
    if treatment.part == self.treatment.part { return content }
    return treatment.template.map { .template($0, data: content.data) }
  }
}

/// Where the presence of an event's people is known from.
package enum PresenceSource: Equatable, Sendable {
  /// It was asked for before the transaction opened.
  case known(Presence)
  /// The store has it, and reads it within the transaction.
  case stored(BootTime)
}

package struct Receipt: Equatable, Sendable {
  package let notification: NotificationID
  package let recipients: Int
  package let deliveries: Int
  /// More people are to be found by their roles and domains; a worker adds them.
  package let isExpanding: Bool
  /// The same event was accepted before; nothing was written now.
  package let repeated: Bool

  package init(
    notification: NotificationID, recipients: Int, deliveries: Int, isExpanding: Bool = false,
    repeated: Bool
  ) {
    self.notification = notification
    self.recipients = recipients
    self.deliveries = deliveries
    self.isExpanding = isExpanding
    self.repeated = repeated
  }
}

/// Keeps what was accepted: an event, its recipients, its deliveries and its idempotency record,
/// all in one transaction or not at all.
package protocol NotificationStore: Sendable {
  /// What success survives: false where the operator traded power-loss durability for speed.
  var survivesPowerLoss: Bool { get }
  /// `plan` is pure and runs inside the transaction, on the facts found there. Whom an audience
  /// names by role, domain or list is not looked for here: an expansion is stored instead.
  func accept(
    _ submission: Submission, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Receipt
  /// What acceptance would find of somebody, the event's own people included; nil for nobody.
  func outlook(
    _ submission: Submission, _ treatment: Policy.Treatment, for user: UserID
  ) throws(StoreFailure) -> Outlook?
  /// Who belongs to an audience besides the subject: in the order of its parts, at most so many.
  func people(in audience: Audience, limit: Int) throws(StoreFailure) -> [UserID]
  /// How a person came to get something, or not; `notFound` also for somebody else's.
  func history(of notification: NotificationID, for user: UserID) throws(StoreFailure) -> History
}

/// One person as an event would find them.
package struct Outlook: Sendable {
  package let user: User
  package let facts: Facts
  /// Channels whose address is to be left alone.
  package let suppressions: [ChannelName: Suppression.Cause]

  package init(
    user: User, facts: Facts, suppressions: [ChannelName: Suppression.Cause] = [:]
  ) {
    self.user = user
    self.facts = facts
    self.suppressions = suppressions
  }
}

/// One person's side of one notification.
package struct History: Sendable {
  package let notification: Notification
  package let user: User
  package let facts: Facts
  package let policy: Int64
  package let marks: Marks
  package let deliveries: [DeliveryRecord]

  package init(
    notification: Notification, user: User, facts: Facts, policy: Int64, marks: Marks,
    deliveries: [DeliveryRecord]
  ) {
    self.notification = notification
    self.user = user
    self.facts = facts
    self.policy = policy
    self.marks = marks
    self.deliveries = deliveries
  }
}

package struct Marks: Equatable, Sendable {
  package var seen: Instant?
  package var read: Instant?
  package var archived: Instant?

  package init(seen: Instant? = nil, read: Instant? = nil, archived: Instant? = nil) {
    self.seen = seen
    self.read = read
    self.archived = archived
  }
}

package struct DeliveryRecord: Sendable {
  package let id: Int64
  package let notification: NotificationID
  package let user: UserID
  package let rung: Int
  package let channel: ChannelName
  package let state: DeliveryState
  package let due: Instant
  package let attempts: Int
  /// A reason code when cancelled, else what the last attempt said.
  package let note: String?
  package let settled: Instant?
  /// Millionths of the policy's currency; 0 where it costs nothing that is known.
  package let price: Int64
  /// What the peer that took it calls it.
  package let reference: String?

  package init(
    id: Int64, notification: NotificationID, user: UserID, rung: Int, channel: ChannelName,
    state: DeliveryState, due: Instant, attempts: Int, note: String?, settled: Instant?,
    price: Int64 = 0, reference: String? = nil
  ) {
    self.id = id
    self.notification = notification
    self.user = user
    self.rung = rung
    self.channel = channel
    self.state = state
    self.due = due
    self.attempts = attempts
    self.note = note
    self.settled = settled
    self.price = price
    self.reference = reference
  }
}
