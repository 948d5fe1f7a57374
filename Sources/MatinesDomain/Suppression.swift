// SPDX-License-Identifier: MIT

/// An address that bounced, or whose owner complained: nothing goes there any more, or only what
/// warns.
package struct Suppression: Equatable, Sendable {
  package let address: SuppressedAddress
  package let cause: Cause
  package let since: Instant

  /// The text is stable: it is stored and shown.
  package enum Cause: String, CaseIterable, Sendable {
    /// There is nobody.
    case bounce
    case complaint
    /// The operator's own word.
    case manual

    /// Whoever complained must be warned all the same; where nobody is, nobody can be.
    package func stops(_ kind: Policy.Class) -> Bool { self == .bounce || kind != .security }
  }

  package init(address: SuppressedAddress, cause: Cause, since: Instant) {
    self.address = address
    self.cause = cause
    self.since = since
  }
}

/// An e-mail address or telephone number as the list of suppressions compares it. E-mail is in
/// lower case as a whole: providers report bounces so, and no server of today tells `Jeanne@` from
/// `jeanne@`.
package struct SuppressedAddress: Hashable, Sendable {
  package let text: String

  package init(_ text: String, field: String = "address") throws(InvalidValue) {
    if text.utf8.contains(UInt8(ascii: "@")) {
      self.init(try EmailAddress(text, field: field))
    } else {
      self.init(try PhoneNumber(text, field: field))
    }
  }

  package init(_ email: EmailAddress) { text = email.text.lowercased() }

  package init(_ phone: PhoneNumber) { text = phone.text }
}

extension User {
  /// Channels that reach a person at an address of their own.
  package static let addressedChannels: [ChannelName] = [.email, .sms]

  /// What a channel reaches them at, if that is an address the list knows.
  package func address(on channel: ChannelName) -> SuppressedAddress? {
    switch channel {
    case .email: email.map { SuppressedAddress($0) }
    case .sms: phone.map { SuppressedAddress($0) }
    default: nil
    }
  }
}
