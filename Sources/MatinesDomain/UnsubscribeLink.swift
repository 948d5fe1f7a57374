// SPDX-License-Identifier: MIT

/// Where the reader of a message ends such messages.
package struct UnsubscribeLink: Hashable, Sendable {
  /// An absolute address, with the token.
  package let url: String
  /// A mail program may ask there by itself (RFC 8058): POST acts, and the mail server signs.
  package let isOneClick: Bool

  package init(url: String, isOneClick: Bool) {
    self.url = url
    self.isOneClick = isOneClick
  }
}
