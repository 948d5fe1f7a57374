// SPDX-License-Identifier: MIT

/// Where and for whom to encrypt a push (RFC 8030, RFC 8291).
package struct Subscription: Hashable, Sendable {
  /// The store's number; 0 before it is stored.
  package var number: Int64
  package let endpoint: String
  /// The browser's public key: an uncompressed point of P-256.
  package let p256dh: [UInt8]
  /// 16 octets the browser shares with its site.
  package let auth: [UInt8]
  /// The VAPID key it subscribed with, in base64url; nil for "the first of that time".
  package var applicationServerKey: String?
  /// The browser's `expirationTime`: after it the address is no more.
  package let expires: Instant?

  package init(
    number: Int64 = 0, endpoint: String, p256dh: [UInt8], auth: [UInt8],
    applicationServerKey: String? = nil, expires: Instant? = nil
  ) {
    self.number = number
    self.endpoint = endpoint
    self.p256dh = p256dh
    self.auth = auth
    self.applicationServerKey = applicationServerKey
    self.expires = expires
  }
}

/// A browser of somebody, as its owner recognises it.
package struct RegisteredBrowser: Hashable, Sendable {
  package var subscription: Subscription
  package var label: String?
  package let userAgent: String?
  package let created: Instant
  /// When a push service last took a message for it, exact to the hour.
  package let lastSuccess: Instant?

  package static let labelLimit = 128
  package static let userAgentLimit = 512
  /// So old may `lastSuccess` be: writing it with each delivery would cost a page each time.
  package static let successGrain = Instant.Span.seconds(3_600)

  package init(
    subscription: Subscription, label: String? = nil, userAgent: String? = nil,
    created: Instant, lastSuccess: Instant? = nil
  ) {
    self.subscription = subscription
    self.label = label
    self.userAgent = userAgent
    self.created = created
    self.lastSuccess = lastSuccess
  }
}
