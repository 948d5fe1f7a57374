// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The page behind the links of e-mails, and what the operator says of the mail server.
package struct UnsubscribeSettings: Sendable {
  private static let limit = 512

  package let url: String
  /// The mail server signs List-Unsubscribe and List-Unsubscribe-Post, without which RFC 8058 lets
  /// nobody act on them.
  package let isSigned: Bool

  init(_ value: JSON) throws(InvalidValue) {
    let reader = try ObjectReader(value, at: "unsubscribe", members: ["url", "dkim"])
    url = try reader.required("url", limit: Self.limit)
    isSigned = try reader.flag("dkim") ?? false
    guard Self.isAddress(url) else {
      throw InvalidValue(
        "unsubscribe.url", .malformed("not an address such as https://bo.example.org/unsubscribe"))
    }
    guard !isSigned || url.hasPrefix("https://") else {
      throw InvalidValue("unsubscribe.url", .malformed("one click needs https (RFC 8058, 3.1)"))
    }
  }

  /// It stands between angle brackets in a header.
  private static func isAddress(_ url: String) -> Bool {
    let start = ["https://", "http://localhost", "http://127.0.0.1"].first(where: url.hasPrefix)
    guard let start, url.utf8.count > start.utf8.count else { return false }
    return url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#"<>"\^`{|}#"#.utf8.contains($0) }
  }

  func address(_ token: String) -> String {
    "\(url)\(url.contains("?") ? "&" : "?")token=\(token)"
  }
}
