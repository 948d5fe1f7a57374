// SPDX-License-Identifier: MIT

/// Whether somebody has the back-office open, and looks at it.
package enum Presence: Int, Sendable {
  /// No unexpired lease of any tab.
  case offline = 0
  /// A tab is open, none is visible.
  case hidden = 1
  /// A tab is open and visible.
  case visible = 2
}

/// What was true of one person when a decision was taken. Stored beside the decision, so that it
/// can be replayed byte for byte after roles, presence and policy have changed.
package struct Facts: Equatable, Sendable {
  package var presence: Presence
  package var seen: Bool
  /// A service worker showed it.
  package var acked: Bool
  /// Channels on which this notification already reached this person.
  package var reached: [ChannelName]
  /// Channels on which an earlier rung is still being tried.
  package var trying: [ChannelName]
  /// Configured channels and the destinations the person has on each: subscription numbers for Web
  /// Push, a single 0 elsewhere. A channel that is absent here is not configured.
  package var addresses: [Address]
  /// Optional rungs that a preference switched on.
  package var optedIn: [ChannelName]
  /// Channels that a preference switched off for this category.
  package var optedOut: [ChannelName]
  /// The person wants nothing but the bell for now.
  package var isPaused: Bool
  /// The hours of rest that have begun, or come next.
  package var rest: Rest?
  /// More came for this person within a minute than anybody reads.
  package var isFlooded: Bool
  /// Told for a role, a domain or a list, by an audience that has the subject in it as well.
  package var isBesideSubject: Bool
  package var locale: LanguageTag
  package var timeZone: ZoneName?
  package var roles: [RoleName]

  /// Counted from the moment of the facts: zero for what has begun.
  package struct Rest: Equatable, Sendable {
    package let begins: Instant.Span
    package let ends: Instant.Span

    package init(begins: Instant.Span, ends: Instant.Span) {
      self.begins = begins
      self.ends = ends
    }
  }

  package struct Address: Equatable, Sendable {
    package let channel: ChannelName
    package let destinations: [Int64]

    package init(_ channel: ChannelName, _ destinations: [Int64]) {
      self.channel = channel
      self.destinations = destinations
    }
  }

  package init(
    presence: Presence, seen: Bool = false, acked: Bool = false, reached: [ChannelName] = [],
    trying: [ChannelName] = [], addresses: [Address], optedIn: [ChannelName] = [],
    optedOut: [ChannelName] = [], isPaused: Bool = false, rest: Rest? = nil,
    isFlooded: Bool = false, isBesideSubject: Bool = false,
    locale: LanguageTag, timeZone: ZoneName? = nil, roles: [RoleName] = []
  ) {
    self.presence = presence
    self.seen = seen
    self.acked = acked
    self.reached = reached
    self.trying = trying
    self.addresses = addresses
    self.optedIn = optedIn
    self.optedOut = optedOut
    self.isPaused = isPaused
    self.rest = rest
    self.isFlooded = isFlooded
    self.isBesideSubject = isBesideSubject
    self.locale = locale
    self.timeZone = timeZone
    self.roles = roles
  }

  package func destinations(on channel: ChannelName) -> [Int64]? {
    addresses.first { $0.channel == channel }?.destinations
  }
}
