// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A hub as its DSN describes it: `mercure+https://host/.well-known/mercure?protocol=1&…`.
package struct MercureHub: Sendable {
  package static let options = [
    "audience", "ca_file", "cookie_domain", "issuer", "key_file", "protocol", "public",
    "subscriber_key_file",
  ]

  /// Where we publish.
  let address: MercureAddress
  /// Where browsers find it.
  let page: MercureAddress
  private(set) var version: MercureProtocol
  let caFile: String?
  /// Where the keys are, unless they are among the engine's.
  package let keyFile: String?
  package let subscriberKeyFile: String?
  /// Names the site whose cookie its hub, under another name, is to receive.
  let cookieDomain: String?
  /// What tokens of protocol 1.0 say of themselves.
  let issuer: String
  let audience: String

  package var url: String { address.url }

  /// `origin` is the back-office's own, where it is known.
  package init(dsn: DSN, origin: String? = nil) throws(InvalidValue) {
    try Registry.refuseOptions("realtime", dsn, but: Self.options)
    guard ["mercure+https", "mercure+http"].contains(dsn.scheme) else {
      throw InvalidValue("realtime", .malformed("not a mercure+https: DSN"))
    }
    address = try MercureAddress(
      dsn, isPlain: dsn.scheme == "mercure+http", "realtime", "use mercure+https:; mercure+http:")
    if let text = dsn["public"] {
      page = try MercureAddress(text, "realtime.public")
    } else {
      page = address
    }
    guard let version = MercureProtocol(rawValue: dsn["protocol"] ?? "0") else {
      throw InvalidValue("realtime.protocol", .malformed("not 0 or 1"))
    }
    self.version = version
    caFile = dsn["ca_file"]
    keyFile = dsn["key_file"]
    subscriberKeyFile = dsn["subscriber_key_file"]
    cookieDomain = try Self.cookieDomain(dsn["cookie_domain"], of: page)
    issuer = try Self.claim(dsn["issuer"] ?? origin ?? "matines", "realtime.issuer")
    audience = try Self.claim(dsn["audience"] ?? page.url, "realtime.audience")
  }

  /// The same hub, taken to speak the other protocol.
  var inOtherVersion: MercureHub {
    var other = self
    other.version = version == .zero ? .one : .zero
    return other
  }

  /// A cookie for a domain that is not above the hub would never reach it.
  private static func cookieDomain(
    _ text: String?, of page: MercureAddress
  ) throws(InvalidValue) -> String? {
    guard let domain = text?.lowercased() else { return nil }
    let host = page.host.lowercased()
    guard HostName.isName(domain.utf8.span), host == domain || host.hasSuffix("." + domain) else {
      throw InvalidValue(
        "realtime.cookie_domain", .malformed("not the hub's own domain or one above it"))
    }
    return domain
  }

  private static func claim(_ text: String, _ field: String) throws(InvalidValue) -> String {
    guard !text.isEmpty, text.utf8.count <= 512, PlainText.isClean(text) else {
      throw InvalidValue(field, .malformed("not a name or an address of 512 octets at most"))
    }
    return text
  }
}
