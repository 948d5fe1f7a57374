// SPDX-License-Identifier: MIT
import MatinesWire

/// Addresses a click may open: those of the back-office itself.
package enum TargetURL {
  private static let limit = 2_048

  /// Where an event's data lead, if they name a `targetUrl` at home; without a home, nowhere.
  package static func link(of data: String, from home: HomeOrigin?) -> String? {
    guard home != nil, data != "{}" else { return nil }
    return link(to: JSONMembers.value("targetUrl", in: data), from: home)
  }

  /// The same, of a member that was read.
  static func link(to target: JSON?, from home: HomeOrigin?) -> String? {
    guard let home, let target = target?.asString else { return nil }
    return resolve(target, from: home)
  }

  /// The absolute address `target` leads to from a page of `origin`, or nil when that is another
  /// site, another scheme, or not an address. Decided as the URL standard of browsers resolves;
  /// what it would quietly repair (line ends, backslashes, outer spaces) is refused.
  package static func resolve(_ target: String, origin: String) -> String? {
    HomeOrigin(origin).flatMap { resolve(target, from: $0) }
  }

  private static func resolve(_ target: String, from home: HomeOrigin) -> String? {
    guard !target.isEmpty, target.utf8.count <= limit,
      target.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
    else { return nil }
    if isPlainPath(target.utf8) { return home.text + target }
    let address = escaped(target)
    guard let (scheme, rest) = scheme(of: address) else {
      return address.hasPrefix("//") ? nil : home.text + rooted(address[...])
    }
    guard scheme == home.scheme else { return nil }
    // "https:x" on an https page is relative, by the same standard.
    guard rest.hasPrefix("//") else { return home.text + rooted(rest) }
    let end = rest.dropFirst(2).firstIndex { "/?#".contains($0) } ?? rest.endIndex
    guard let other = HomeOrigin("\(scheme):\(rest[..<end])"), other == home else { return nil }
    return home.text + rooted(rest[end...])
  }

  /// What most targets are: a path of the site, in ASCII.
  private static func isPlainPath(_ target: String.UTF8View) -> Bool {
    let slash = UInt8(ascii: "/")
    return target.first == slash && target.dropFirst().first != slash
      && target.allSatisfy { $0 < 0x80 }
  }

  private static func rooted(_ rest: Substring) -> String {
    rest.hasPrefix("/") ? String(rest) : "/" + rest
  }

  /// RFC 3986, 3.1; in small letters.
  private static func scheme(of address: String) -> (String, Substring)? {
    guard let colon = address.firstIndex(of: ":"), let first = address.utf8.first,
      (first | 0x20) &- UInt8(ascii: "a") < 26
    else { return nil }
    let name = address[..<colon].lowercased()
    let isScheme = name.utf8.allSatisfy { octet in
      octet &- UInt8(ascii: "a") < 26 || octet &- 0x30 < 10 || "+-.".utf8.contains(octet)
    }
    return isScheme ? (name, address[address.index(after: colon)...]) : nil
  }

  /// What is not ASCII, in the form in which browsers send it.
  private static func escaped(_ target: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var octets: [UInt8] = []
    for octet in target.utf8 {
      if octet < 0x80 {
        octets.append(octet)
      } else {
        octets += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 0xF)]]
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }
}

/// The back-office's own scheme, host and port: small letters, no default port.
package struct HomeOrigin: Equatable, Sendable {
  fileprivate let scheme: String
  fileprivate let text: String

  package init?(_ text: String) {
    let small = text.lowercased()
    guard let scheme = ["https", "http"].first(where: { small.hasPrefix("\($0)://") }) else {
      return nil
    }
    var authority = String(small.dropFirst(scheme.utf8.count + 3))
    if authority.hasSuffix("/") { authority.removeLast() }
    let standard = scheme == "https" ? ":443" : ":80"
    if authority.hasSuffix(standard) { authority.removeLast(standard.utf8.count) }
    guard !authority.isEmpty, !authority.contains(where: { "@/?#\\".contains($0) }) else {
      return nil
    }
    self.scheme = scheme
    self.text = "\(scheme)://\(authority)"
  }
}
