// SPDX-License-Identifier: MIT

/// `host`, `host:port`, `[::1]` or `[::1]:port`.
enum DSNHost {
  static func parse(_ text: Substring) throws(DSNError) -> (host: String, port: UInt16?) {
    let bracketed = text.utf8.first == UInt8(ascii: "[")
    var host = text
    var port: UInt16?
    if !(bracketed && text.utf8.last == UInt8(ascii: "]")),
      let colon = text.utf8.lastIndex(of: UInt8(ascii: ":"))
    {
      host = text[..<colon]
      port = try number(text[text.utf8.index(after: colon)...])
    }
    guard bracketed ? isBracketed(host) : isName(host) else { throw .host }
    return (String(host), port)
  }

  /// Nothing after the colon is no port, as in PHP.
  private static func number(_ text: Substring) throws(DSNError) -> UInt16? {
    if text.isEmpty { return nil }
    guard text.utf8.count <= 5, text.utf8.allSatisfy(isDigit), let port = UInt16(text), port > 0
    else { throw .port }
    return port
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { octet in
        isDigit(octet) || (octet | 0x20) &- UInt8(ascii: "a") < 26
          || octet == UInt8(ascii: "-") || octet == UInt8(ascii: ".")
          || octet == UInt8(ascii: "_")
      }
  }

  private static func isBracketed(_ text: Substring) -> Bool {
    let inside = text.utf8.dropFirst().dropLast()
    return text.utf8.last == UInt8(ascii: "]") && inside.contains(UInt8(ascii: ":"))
      && inside.allSatisfy { octet in
        Hexadecimal.value(octet) != nil || octet == UInt8(ascii: ":")
          || octet == UInt8(ascii: ".")
      }
  }

  private static func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }
}
