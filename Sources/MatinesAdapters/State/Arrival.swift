// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A notification that reaches a person's inbox, with all that planning it needs.
struct Arrival: Sendable {
  let number: NotificationNumber
  let event: EventName
  let treatment: Policy.Treatment
  let severity: Severity
  let channels: [ConfiguredChannel]
  let fallbackLocale: LanguageTag
  let zones: (any TimeZones)?
  let flood: Int?
  let pricing: TextPricing?
  /// Whom the event is about.
  let subject: UserID?
  /// It reaches others, of an audience that has the subject in it as well.
  let isBesideSubject: Bool
  /// When it reaches them: what the ladder counts from.
  let moment: Instant
  /// Of the notification.
  let expires: Instant

  init(_ expansion: Expansion, _ terms: ExpansionTerms, _ number: NotificationNumber) {
    self.number = number
    event = expansion.event
    treatment = terms.treatment
    severity = expansion.severity
    channels = terms.channels
    fallbackLocale = terms.fallbackLocale
    zones = terms.zones
    flood = terms.flood
    pricing = terms.pricing
    subject = expansion.subject
    isBesideSubject = terms.treatment.audience.includesSubject
    moment = terms.now
    expires = expansion.expires
  }

  init(_ submission: Submission, _ treatment: Policy.Treatment, _ number: NotificationNumber) {
    self.number = number
    event = submission.event.name
    self.treatment = treatment
    severity = submission.severity(treatment)
    channels = submission.channels
    fallbackLocale = submission.fallbackLocale
    zones = submission.zones
    flood = submission.flood
    pricing = submission.pricing
    subject = submission.event.subject
    isBesideSubject = false
    moment = submission.now
    expires = submission.now + treatment.category.expires
  }
}

extension Arrival {
  /// What everybody gets of it, in these words.
  func notification(
    _ content: Content, _ seal: IdentifierSeal
  ) throws(StoreFailure) -> Notification {
    Notification(
      id: try seal.seal(number), type: event, category: treatment.category.name,
      part: treatment.part, severity: severity, content: content, created: moment,
      expires: expires)
  }
}

extension Submission {
  /// Of an event that finds the queue full.
  var refusal: String { "queue: \(waiting) deliveries wait already (limits.waiting)" }

  /// The host may say how loud its own words are; otherwise the category does.
  func severity(_ treatment: Policy.Treatment) -> Severity {
    if case .literal(_, _, _, let chosen?, _) = event.body { return chosen }
    return treatment.category.severity
  }
}

extension Counts {
  mutating func arrived(_ severity: Severity) {
    unread &+= 1
    version &+= 1
    add(unseen: 1, severity)
  }
}

/// What acceptance asks of a person: not the addresses, only whether there are any.
struct Standing {
  var hasEmail = false
  var phone: PhoneNumber?
  var locale: LanguageTag?
  var timeZone: ZoneName?
  var roles: [RoleName] = []
  /// Numbers of their browsers.
  var pushes: [Int64] = []
  var preferences: Preferences?
  /// Of `FloodRule`.
  var pace: Instant

  /// With what the event says of the person.
  func bringing(_ user: User) -> Standing {
    var known = self
    let chosen = user.choosing(preferences)
    known.hasEmail = user.email != nil
    known.phone = user.phone
    known.locale = chosen.locale
    known.timeZone = chosen.timeZone
    known.roles = user.roles
    return known
  }

  /// The mark after this arrival; nil when it is one too many.
  func pace(after arrival: Arrival) -> Instant? { arrival.pace(after: pace) }
}

extension Arrival {
  /// Whether browsers matter.
  var hasPushes: Bool { channels.contains { $0.name == .webpush } }

  /// A person's mark after this; nil when it is one too many.
  func pace(after mark: Instant) -> Instant? {
    guard let flood else { return mark }
    return FloodRule.next(after: mark, now: moment, aMinute: flood)
  }
}

extension Facts {
  /// What is true of a person when an event is accepted.
  init(of standing: Standing, _ arrival: Arrival, _ presence: Presence) {
    let addresses = arrival.channels.map { channel -> Facts.Address in
      switch channel.name {
      case .webpush: Facts.Address(channel.name, standing.pushes)
      case .email: Facts.Address(channel.name, standing.hasEmail ? [0] : [])
      case .sms: Facts.Address(channel.name, standing.phone == nil ? [] : [0])
      default: Facts.Address(channel.name, [0])
      }
    }
    self.init(
      presence: presence, addresses: addresses,
      locale: standing.locale ?? arrival.fallbackLocale, timeZone: standing.timeZone,
      roles: standing.roles)
    isFlooded = standing.pace(after: arrival) == nil
    isBesideSubject = arrival.isBesideSubject
    if let preferences = standing.preferences {
      heed(preferences, on: arrival.treatment.category.name, at: arrival.moment) {
        arrival.zones?.secondsEast(at: $0, in: $1)
      }
    }
  }
}

extension Facts {
  /// A claim's facts learn from the other deliveries of the recipient: where it has arrived, and
  /// whether an earlier rung of the same channel is still under way. On the claim's own channel
  /// only earlier rungs count: each browser of one rung gets its push.
  mutating func learn(
    of other: ChannelName, _ otherRung: Int, _ state: DeliveryState, for channel: ChannelName,
    _ rung: Int
  ) {
    switch state {
    case .delivered:
      guard other != channel || otherRung < rung else { return }
      if !reached.contains(other) { reached.append(other) }
    case .ready, .claimed:
      if otherRung < rung, other == channel, !trying.contains(other) { trying.append(other) }
    default: break
    }
  }
}

extension Marks {
  /// Read or archived without being seen counts as seen.
  var isLookedAt: Bool { seen != nil || read != nil || archived != nil }
}

extension User {
  /// What a person chose goes before what the host says of them.
  func choosing(_ preferences: Preferences?) -> User {
    var user = self
    user.locale = preferences?.locale ?? locale
    user.timeZone = preferences?.timeZone ?? timeZone
    return user
  }
}
