// SPDX-License-Identifier: MIT

/// Reads what PHP's `parse_url` and `parse_str` read, and refuses what they would silently take
/// apart differently than the writer meant (a raw `#` or `/` in a password).
struct DSNParser {
  private static let longest = 8_192

  /// The schemes written without a host, and whether a path must follow.
  private static let short: [String: Bool] = [
    "spool": true, "sqlite": true, "memory": false, "store": false, "host": false, "shm": false,
  ]

  private let scheme: String
  private let rest: Substring

  init(_ text: String) throws(DSNError) {
    guard text.utf8.count <= Self.longest else { throw .tooLong }
    guard !Self.hasControl(text) else { throw .control }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
      Self.isScheme(text[..<colon])
    else { throw .scheme }
    scheme = String(text[..<colon])
    rest = text[text.utf8.index(after: colon)...]
    guard !rest.utf8.contains(UInt8(ascii: "#")) else { throw .fragment }
  }

  func dsn() throws(DSNError) -> DSN {
    let (body, query) = Self.split(rest, at: UInt8(ascii: "?"))
    let options = try DSNOptions.parse(query)
    let hasSlashes = body.utf8.starts(with: "//".utf8)
    if let needsPath = Self.short[scheme] {
      guard !hasSlashes else { throw .slashes }
      return try short(body, options, needsPath: needsPath)
    }
    guard hasSlashes else { throw .host }
    return try long(Substring(body.utf8.dropFirst(2)), options)
  }

  private func short(
    _ body: Substring, _ options: [DSN.Option], needsPath: Bool
  ) throws(DSNError) -> DSN {
    let path = try Self.decode(body)
    guard !path.isEmpty || !needsPath else { throw .path }
    return DSN(
      scheme: scheme, user: nil, password: nil, host: "", port: nil, path: path, options: options)
  }

  private func long(_ body: Substring, _ options: [DSN.Option]) throws(DSNError) -> DSN {
    let slash = body.utf8.firstIndex(of: UInt8(ascii: "/")) ?? body.endIndex
    let path = body[slash...]
    guard !path.utf8.contains(UInt8(ascii: "@")) else { throw .pathSign }
    var location = body[..<slash]
    var user: String?
    var password: String?
    if let sign = location.utf8.lastIndex(of: UInt8(ascii: "@")) {
      let owner = Self.split(location[..<sign], at: UInt8(ascii: ":"))
      user = try Self.decode(owner.before)
      password = try Self.decode(owner.after)
      location = location[location.utf8.index(after: sign)...]
    }
    let (host, port) = try DSNHost.parse(location)
    return DSN(
      scheme: scheme, user: user.flatMap(Self.nonEmpty), password: password.flatMap(Self.nonEmpty),
      host: host, port: port, path: String(path), options: options)
  }
}

extension DSNParser {
  /// Decodes `%XX`; what comes out is text without control characters, like what went in.
  static func decode(_ text: Substring, plusIsSpace: Bool = false) throws(DSNError) -> String {
    guard let decoded = PercentEncoding.decode(text, plusIsSpace: plusIsSpace) else {
      throw .encoding
    }
    guard !hasControl(decoded) else { throw .control }
    return decoded
  }

  static func split(_ text: Substring, at mark: UInt8) -> (before: Substring, after: Substring) {
    guard let at = text.utf8.firstIndex(of: mark) else { return (text, "") }
    return (text[..<at], text[text.utf8.index(after: at)...])
  }

  private static func hasControl(_ text: String) -> Bool {
    text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
  }

  private static func nonEmpty(_ text: String) -> String? {
    text.isEmpty ? nil : text
  }

  /// RFC 3986, section 3.1.
  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, (first | 0x20) &- UInt8(ascii: "a") < 26 else {
      return false
    }
    return text.utf8.allSatisfy { octet in
      switch octet {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
  }
}
