// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Where mail goes and how it is protected, read from Symfony's DSN:
/// `smtp://user:password@host:port?from=…`.
struct MailServer: Sendable {
  private static let options = [
    "from", "from_name", "ca_file", "auto_tls", "local_domain", "verify_peer", "restart_threshold",
    // Symfony asks a connection at rest for a sign of life; here each is looked at before its use.
    "ping_threshold",
  ]

  let url: String
  let security: MailRequest.Security
  let user: String?
  let login: MailPassword?
  let caFile: String?
  /// Messages that one connection carries.
  let perConnection: Int

  init(_ dsn: DSN) throws(InvalidValue) {
    try Self.checkOptions(dsn)
    let scheme = dsn.scheme.lowercased()
    guard scheme == "smtp" || scheme == "smtps" else {
      throw InvalidValue("mailer", .malformed("not an smtp: or smtps: DSN"))
    }
    caFile = dsn["ca_file"]
    perConnection = try Self.count("restart_threshold", dsn) ?? .max
    _ = try Self.count("ping_threshold", dsn)
    security = try Self.security(dsn, isSecureScheme: scheme == "smtps")
    user = dsn.user
    login = try dsn.password.map { (text) throws(InvalidValue) in
      guard let user = dsn.user else {
        throw InvalidValue("mailer", .malformed("a password without a user"))
      }
      return try MailPassword(text, of: user)
    }
    url = try Self.url(dsn, security)
  }

  private static func checkOptions(_ dsn: DSN) throws(InvalidValue) {
    for option in dsn.options where !options.contains(option.name) {
      throw InvalidValue(
        "mailer.\(PlainText.oneLine(option.name, limit: 64))",
        .malformed("no option of that name"))
    }
    guard (try flag("verify_peer", dsn)) ?? true else {
      throw InvalidValue(
        "mailer.verify_peer",
        .malformed(
          "certificates are always checked: name the server's authority with ca_file="))
    }
  }

  private static func count(_ name: String, _ dsn: DSN) throws(InvalidValue) -> Int? {
    guard let text = dsn[name] else { return nil }
    guard let number = Int(text), (1...1_000_000).contains(number) else {
      throw InvalidValue("mailer.\(name)", .malformed("not an integer from 1 to 1000000"))
    }
    return number
  }

  private static func flag(_ name: String, _ dsn: DSN) throws(InvalidValue) -> Bool? {
    switch dsn[name]?.lowercased() {
    case nil: nil
    case "1", "true", "on", "yes": true
    case "0", "false", "off", "no", "": false
    default: throw InvalidValue("mailer.\(name)", .malformed("not true or false"))
    }
  }

  /// Encryption is required of every server but this machine. There, a CA file asks for it too.
  private static func security(
    _ dsn: DSN, isSecureScheme: Bool
  ) throws(InvalidValue) -> MailRequest.Security {
    let wantsTLS = try flag("auto_tls", dsn)
    if isSecureScheme || dsn.port == 465 { return .implicit }
    if Loopback.isHost(dsn.host) {
      return dsn["ca_file"] != nil || wantsTLS == true ? .required : .none
    }
    guard dsn.port != nil else { return .implicit }
    return wantsTLS == false ? .none : .required
  }

  private static func url(
    _ dsn: DSN, _ security: MailRequest.Security
  ) throws(InvalidValue) -> String {
    let isImplicit = if case .implicit = security { true } else { false }
    let port = dsn.port ?? (isImplicit ? 465 : 25)
    let name = dsn["local_domain"] ?? ""
    guard name.utf8.allSatisfy({ PlainText.isNameOctet($0) || "[]:".utf8.contains($0) }) else {
      throw InvalidValue("mailer.local_domain", .malformed("not a host name"))
    }
    // libcurl says the path in its EHLO.
    return "\(isImplicit ? "smtps" : "smtp")://\(dsn.host):\(port)/\(name)"
  }
}
