// SPDX-License-Identifier: MIT

/// Which session of a person a tab belongs to: a keyed digest, never the session's own id.
package struct SessionTag: Hashable, Sendable {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }
}

/// What a signed presence token says: a page that shows it pings for this person.
package struct PresenceToken: Hashable, Sendable {
  package static let lifetime = Instant.Span.seconds(300)

  package let user: UserID
  package let session: SessionTag
  package let expires: Instant

  package init(user: UserID, session: SessionTag, expires: Instant) {
    self.user = user
    self.session = session
    self.expires = expires
  }

  /// One that is good for longer than any that is made was made before the clock was set back.
  package func isGood(at now: Instant) -> Bool {
    now < expires && expires <= now + Self.lifetime
  }
}
