// SPDX-License-Identifier: MIT
import MatinesDomain

/// The cookie by which a browser shows its token to the hub (RFC 6265): no script reads it, and no
/// other site makes the browser send it.
struct MercureCookie {
  private let name: String
  private let path: String
  private let domain: String?
  let isSecure: Bool

  init(_ hub: MercureHub) {
    name = hub.version.cookieName
    path = hub.page.path
    domain = hub.cookieDomain
    // Browsers keep a cookie whose name begins __Secure- only with the attribute.
    isSecure = hub.version == .one || !hub.page.isPlain
  }

  /// The value of a Set-Cookie header; a life of zero takes the cookie away.
  func text(_ token: String, for life: Instant.Span) -> String {
    var parts = ["\(name)=\(token)", "Max-Age=\(life.milliseconds / 1000)", "Path=\(path)"]
    if let domain { parts.append("Domain=\(domain)") }
    if isSecure { parts.append("Secure") }
    parts += ["HttpOnly", "SameSite=Strict"]
    return parts.joined(separator: "; ")
  }
}
