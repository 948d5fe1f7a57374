// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A name updates are published under, compared octet for octet. There are no templates here, so
/// what would be one elsewhere is refused rather than taken as a name.
struct HubTopic: Hashable {
  static let limit = 1_024
  static let everything = "*"

  let text: String

  init(_ text: String) throws(HubRefusal) {
    guard !text.isEmpty else { throw .malformed("topic: empty") }
    guard text.utf8.count <= Self.limit else {
      throw .malformed("topic: longer than \(Self.limit) octets")
    }
    guard !sameOctets(text, Self.everything) else {
      throw .malformed("topic: * stands in tokens only")
    }
    guard !Self.isTemplate(text) else {
      throw .malformed("topic: a URI template; this hub knows exact topics")
    }
    guard PlainText.isClean(text) else {
      throw .malformed("topic: control or format characters")
    }
    self.text = text
  }

  /// RFC 6570: no URI holds a brace but as part of a template.
  static func isTemplate(_ selector: String) -> Bool {
    selector.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
  }

  /// Strings that look alike are not the same topic.
  static func == (left: HubTopic, right: HubTopic) -> Bool { sameOctets(left.text, right.text) }

  func hash(into hasher: inout Hasher) {
    let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if isHashed == nil { for octet in text.utf8 { hasher.combine(octet) } }
  }

  /// Whose topic it is; nil for one that is nobody's.
  var user: UserID? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "user", parts[2] == "notifications",
      let id = PercentEncoding.decode(parts[1]), let user = try? UserID(id)
    else { return nil }
    // Of two spellings of one name, only that of the house is the person's.
    return sameOctets(MercureTopic.of(user), text) ? user : nil
  }
}
