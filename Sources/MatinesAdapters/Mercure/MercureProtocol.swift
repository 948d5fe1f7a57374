// SPDX-License-Identifier: MIT

/// The two versions of the Mercure protocol, which differ in tokens, cookies and queries.
package enum MercureProtocol: String, CaseIterable, Sendable {
  /// 0.x: claims `mercure.publish` and `mercure.subscribe`.
  case zero = "0"
  /// The draft of 1.0: access tokens (RFC 9068) with authorization details (RFC 9396).
  case one = "1"

  /// The parameter that names a topic where a page subscribes.
  var queryName: String {
    switch self {
    case .zero: "topic"
    // Matches to the letter, where `topic` might be read as a template.
    case .one: "match"
    }
  }

  var cookieName: String {
    switch self {
    case .zero: "mercureAuthorization"
    case .one: "__Secure-mercure_access_token"
    }
  }
}
