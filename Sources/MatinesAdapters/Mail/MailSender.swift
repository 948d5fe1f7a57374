// SPDX-License-Identifier: MIT
import MatinesDomain

/// Who the messages of one mailer are from.
package struct MailSender: Sendable {
  let address: EmailAddress
  /// The field of every message, written once.
  let header: MailHeader
  /// Of the address, for ids.
  let domain: Substring

  /// Refuses a name that would become two headers.
  package init(_ address: EmailAddress, name: String?) throws(InvalidValue) {
    self.address = address
    header = try MailHeader(.from, address: address, display: name)
    domain = address.text.split(separator: "@").last ?? "localhost"
  }
}
