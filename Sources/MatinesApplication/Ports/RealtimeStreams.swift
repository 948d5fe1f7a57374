// SPDX-License-Identifier: MIT
import MatinesDomain

/// What a page needs to follow its person's updates.
package struct StreamPass: Sendable {
  /// How long the end of streams is waited for.
  package static let patience = Instant.Span.seconds(5)

  /// Of the hub, with the topic in its query.
  package let url: String
  package let hub: String
  package let topic: String
  /// After which update the page begins; nil for those to come.
  package let lastEvent: String?
  package let token: String
  /// Values of a Set-Cookie header: one gives the token to the browser, one takes it away.
  package let cookie: String
  package let noCookie: String
  /// The cookie travels over TLS only.
  package let isSecure: Bool
  package let expires: Instant

  package init(
    url: String, hub: String, topic: String, lastEvent: String?, token: String, cookie: String,
    noCookie: String, isSecure: Bool, expires: Instant
  ) {
    self.url = url
    self.hub = hub
    self.topic = topic
    self.lastEvent = lastEvent
    self.token = token
    self.cookie = cookie
    self.noCookie = noCookie
    self.isSecure = isSecure
    self.expires = expires
  }
}

/// Lets a person's pages hear of that person's updates, and of nobody else's.
package protocol RealtimeStreams: Sendable {
  func stream(of user: UserID, after newest: NotificationID?) throws(InvalidValue) -> StreamPass
  /// Asks the hub to end them all; `gone` where hubs have no such address.
  func end(of user: UserID) -> Begun
}
