// SPDX-License-Identifier: MIT

/// The server a URL leads to, as messages name it: `host:port`, never user or password.
struct Peer: Hashable, Sendable {
  let text: String

  init(url: String) {
    var rest = Substring(url)
    var scheme = ""
    if let colon = url.range(of: "://") {
      scheme = url[..<colon.lowerBound].lowercased()
      rest = url[colon.upperBound...]
    }
    if let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" || $0 == "#" }) {
      rest = rest[..<end]
    }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    let hasPort = rest.last != "]" && rest.contains(":")
    text = hasPort ? String(rest) : "\(rest):\(Self.defaultPort(scheme))"
  }

  private static func defaultPort(_ scheme: String) -> Int {
    switch scheme {
    case "https": 443
    case "smtp": 25
    case "smtps": 465
    default: 80
    }
  }
}

extension String {
  /// The first place where `part` stands.
  fileprivate func range(of part: String) -> Range<Index>? {
    let (text, wanted) = (utf8, part.utf8)
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].starts(with: wanted) {
        return start..<text.index(start, offsetBy: wanted.count)
      }
      start = text.index(after: start)
    }
    return nil
  }
}
