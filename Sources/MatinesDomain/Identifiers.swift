// SPDX-License-Identifier: MIT

/// What one kind of identifier may look like.
package protocol IdentifierKind: Sendable {
  static var field: String { get }
  static var limit: Int { get }
  static var alphabet: IdentifierAlphabet { get }
}

package enum IdentifierAlphabet: Sendable {
  /// Any text without control and format characters; not `.` or `..`, which a URL parser removes.
  case text
  /// `A-Z a-z 0-9 . _ -`, so that the name can be a file name.
  case name
  /// A path of the zone database, which must stay inside it.
  case zone
}

/// A checked identifier. Two kinds never mix: `UserID` and `EventID` are different types.
package struct Identifier<Kind: IdentifierKind>: Hashable, Sendable {
  package let text: String

  package init(_ text: String, field: String = Kind.field) throws(InvalidValue) {
    let length = text.utf8.count
    guard length > 0 else { throw InvalidValue(field, .empty) }
    guard length <= Kind.limit else {
      throw InvalidValue(field, .tooLong(octets: Kind.limit))
    }
    switch Kind.alphabet {
    case .text:
      guard PlainText.isClean(text) else { throw InvalidValue(field, .notText) }
      guard length > 2 || (text != "." && text != "..") else {
        throw InvalidValue(field, .malformed("'.' and '..' are not identifiers"))
      }
    case .name:
      guard text.utf8.allSatisfy(PlainText.isNameOctet) else {
        throw InvalidValue(field, .malformed("only A-Z a-z 0-9 . _ - are allowed"))
      }
    case .zone:
      guard PlainText.isZoneName(text) else {
        throw InvalidValue(field, .malformed("not a time zone such as Europe/Paris"))
      }
    }
    self.text = text
  }

  /// Printable ASCII, which is text in every alphabet but those of names; nil for what the other
  /// form has to look at.
  package init?(plain octets: Span<UInt8>) {
    guard Self.isPlain(octets), let text = try? UTF8Span(validating: octets) else { return nil }
    self.text = String(copying: text)
  }

  package static func isPlain(_ octets: Span<UInt8>) -> Bool {
    octets.count > 2 && octets.count <= Kind.limit && Kind.alphabet == .text
      && PlainText.isPrintable(octets)
  }

  /// Octet for octet, as stores compare: Swift takes `é` and `e` with an accent for the same. What
  /// it tells apart differs in its octets, and in ASCII the reverse holds as well.
  package static func == (left: Identifier, right: Identifier) -> Bool {
    guard left.text.utf8.count == right.text.utf8.count, left.text == right.text else {
      return false
    }
    let (one, other) = (left.text.utf8Span, right.text.utf8Span)
    if one.isKnownASCII { return true }
    let (octets, others) = (one.span, other.span)
    for index in octets.indices where octets[index] != others[index] { return false }
    return true
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// For constants of this library, whose form the tests check.
  init(constant: StaticString) { text = "\(constant)" }
}

package enum UserKind: IdentifierKind {
  package static let field = "user_id"
  package static let limit = 128
  package static let alphabet = IdentifierAlphabet.text
}
package enum EventKind: IdentifierKind {
  package static let field = "event_id"
  package static let limit = 128
  package static let alphabet = IdentifierAlphabet.text
}
package enum EventNameKind: IdentifierKind {
  package static let field = "event"
  package static let limit = 64
  package static let alphabet = IdentifierAlphabet.name
}
package enum ChannelKind: IdentifierKind {
  package static let field = "channel"
  package static let limit = 32
  package static let alphabet = IdentifierAlphabet.name
}
package enum CategoryKind: IdentifierKind {
  package static let field = "category"
  package static let limit = 64
  package static let alphabet = IdentifierAlphabet.name
}
package enum TemplateKind: IdentifierKind {
  package static let field = "template"
  package static let limit = 64
  package static let alphabet = IdentifierAlphabet.name
}
package enum LadderKind: IdentifierKind {
  package static let field = "ladder"
  package static let limit = 64
  package static let alphabet = IdentifierAlphabet.name
}
package enum RoleKind: IdentifierKind {
  package static let field = "roles"
  package static let limit = 128
  package static let alphabet = IdentifierAlphabet.text
}
package enum DomainKind: IdentifierKind {
  package static let field = "domains"
  package static let limit = 128
  package static let alphabet = IdentifierAlphabet.text
}
package enum SessionKind: IdentifierKind {
  package static let field = "session_id"
  package static let limit = 256
  package static let alphabet = IdentifierAlphabet.text
}
package enum TabKind: IdentifierKind {
  package static let field = "tab_id"
  package static let limit = 64
  package static let alphabet = IdentifierAlphabet.text
}

package typealias UserID = Identifier<UserKind>
/// The host's own id of a domain event; it is the idempotency key.
package typealias EventID = Identifier<EventKind>
package typealias EventName = Identifier<EventNameKind>
package typealias ChannelName = Identifier<ChannelKind>
package typealias CategoryName = Identifier<CategoryKind>
package typealias TemplateName = Identifier<TemplateKind>
package typealias LadderName = Identifier<LadderKind>
package typealias RoleName = Identifier<RoleKind>
package typealias DomainName = Identifier<DomainKind>
package typealias SessionID = Identifier<SessionKind>
package typealias TabID = Identifier<TabKind>

extension Identifier where Kind == ChannelKind {
  package static let realtime = ChannelName(constant: "realtime")
  package static let webpush = ChannelName(constant: "webpush")
  package static let email = ChannelName(constant: "email")
  package static let sms = ChannelName(constant: "sms")
  package static let builtIn: [ChannelName] = [.realtime, .webpush, .email, .sms]
}
