// SPDX-License-Identifier: MIT

/// What counts as text in identifiers and one-line values.
package enum PlainText {
  /// No C0, C1, DEL or format characters (general category Cf), which hide or reorder what is read.
  package static func isClean(_ text: String) -> Bool {
    if isPrintable(text.utf8Span.span) { return true }
    return text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }

  /// Fit for a title, which becomes an e-mail's subject: no control, and no end of a line.
  package static func isOneLine(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }

  /// Of ASCII, without DEL: what most names are.
  static func isPrintable(_ octets: Span<UInt8>) -> Bool {
    for place in octets.indices where octets[place] &- 0x20 >= 0x5F { return false }
    return true
  }

  package static func isNameOctet(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// `Area/City`, each part of letters, digits, `_`, `+` and `-`.
  package static func isZoneName(_ text: String) -> Bool {
    text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { octet in
          octet == UInt8(ascii: "+") || (isNameOctet(octet) && octet != UInt8(ascii: "."))
        }
    }
  }

  /// One line of at most `limit` octets with every control replaced by a space: for messages and
  /// diagnostics that repeat what a peer said.
  package static func oneLine(_ text: String, limit: Int = 512) -> String {
    if text.utf8.count <= limit, isPrintable(text.utf8Span.span) { return text }
    var line = ""
    for scalar in text.unicodeScalars {
      if line.utf8.count >= limit { break }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        if line.last != " " { line.append(" ") }
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}
