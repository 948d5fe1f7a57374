// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// An account at an SMS provider: where its API is, and what of it must never be shown. Read from
/// Symfony's DSN, whose host is `default` unless a proxy or a test stands in for the provider.
struct SMSAccount: Sendable {
  /// For messages: `host:port`.
  let peer: String
  private let origin: String
  private let caFile: String?
  /// None of these is repeated, whoever says it.
  private var secrets: [Secret] = []

  /// `options` are the provider's own.
  init(_ dsn: DSN, host: String, options: [String]) throws(InvalidValue) {
    try SMSOptions.refuseOthers(dsn, but: options + ["ca_file"])
    guard ["", "/"].contains(dsn.path) else {
      throw InvalidValue("sms", .malformed("a provider's DSN has no path after its host"))
    }
    let port = dsn.port.map { ":\($0)" } ?? ""
    origin = "https://\(dsn.host == "default" ? host : dsn.host)\(port)"
    peer = Peer(url: origin).text
    caFile = dsn["ca_file"]
    if caFile == "" { throw InvalidValue("sms.ca_file", .empty) }
  }

  /// What proves who we are, kept where it does not leak. It travels in a header, hence in visible
  /// ASCII only.
  mutating func secret(_ text: String?, _ field: String, _ name: String) throws(InvalidValue)
    -> Secret
  {
    guard let text, !text.isEmpty else {
      throw InvalidValue(field, .malformed("\(name) is missing"))
    }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), text.utf8.count <= 512 else {
      throw InvalidValue(field, .malformed("\(name) has a character that no header takes"))
    }
    return try keep(text)
  }

  /// Another form of a secret, which must not be shown either.
  mutating func keep(_ text: String) throws(InvalidValue) -> Secret {
    guard let secret = Secret(copying: text.utf8) else {
      throw InvalidValue("sms", .malformed("out of memory"))
    }
    secrets.append(secret)
    return secret
  }

  /// A name in a path or a header: letters, digits, `.`, `_` and `-`.
  static func name(_ text: String?, _ field: String, _ name: String) throws(InvalidValue) -> String
  {
    guard let text, !text.isEmpty else {
      throw InvalidValue(field, .malformed("\(name) is missing"))
    }
    guard text.utf8.count <= 128, text.utf8.allSatisfy(PlainText.isNameOctet),
      text.contains(where: { $0 != "." })
    else { throw InvalidValue(field, .malformed("not \(name)")) }
    return text
  }

  func url(_ path: String) -> String { origin + path }

  /// Nobody may repeat it for us: twice would be worse than not at all.
  func post(
    _ path: String, headers: [(name: String, value: String)], body: String,
    within timeout: Instant.Span = .seconds(10)
  ) -> HTTPRequest {
    var request = HTTPRequest(
      url: url(path), headers: headers, body: Array(body.utf8), timeout: timeout, caFile: caFile)
    request.isSentOnce = true
    return request
  }

  func get(_ path: String, within timeout: Instant.Span) -> HTTPRequest {
    HTTPRequest(
      method: .get, url: url(path), headers: [], body: [], timeout: timeout, caFile: caFile)
  }

  func hasSecret(in text: String) -> Bool { secrets.contains { $0.isPart(of: text) } }

  /// What the provider said about a message, unless that repeats a secret, the number or the text.
  func quotable(_ said: String, about message: TextMessage) -> String? {
    guard !said.isEmpty, !hasSecret(in: said), !Self.tells(message.to, said),
      !said.contains(message.text)
    else { return nil }
    return PlainText.oneLine(said, limit: 200)
  }

  /// However it is grouped, and in national form too, which has its last digits alone.
  private static func tells(_ phone: PhoneNumber, _ said: String) -> Bool {
    let digits = String(said.filter { $0.isASCII && $0.isWholeNumber })
    return digits.contains(phone.text.dropFirst().suffix(8))
  }
}

/// A provider that is reached over https.
protocol SMSGateway: SMS {
  var account: SMSAccount { get }
}
