// SPDX-License-Identifier: MIT

/// A browser that agreed to receive pushes (RFC 8030): its endpoint and its two keys.
package struct Subscription: Hashable, Sendable {
  /// The store's number; 0 before it is stored.
  package var number: Int64
  package let endpoint: String
  /// The browser's public key: 65 octets in base64url.
  package let p256dh: String
  /// 16 octets in base64url.
  package let auth: String

  package init(number: Int64 = 0, endpoint: String, p256dh: String, auth: String) {
    self.number = number
    self.endpoint = endpoint
    self.p256dh = p256dh
    self.auth = auth
  }
}
