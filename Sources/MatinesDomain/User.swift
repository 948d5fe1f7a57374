// SPDX-License-Identifier: MIT

/// A person as the back-office knows them. Everything but the id may be absent.
package struct User: Hashable, Sendable {
  package let id: UserID
  package var email: EmailAddress?
  package var phone: PhoneNumber?
  package var locale: LanguageTag?
  package var timeZone: ZoneName?
  package var roles: [RoleName]
  /// The brief's "domaine ministériel".
  package var domains: [DomainName]

  package init(
    id: UserID, email: EmailAddress? = nil, phone: PhoneNumber? = nil,
    locale: LanguageTag? = nil, timeZone: ZoneName? = nil, roles: [RoleName] = [],
    domains: [DomainName] = []
  ) {
    self.id = id
    self.email = email
    self.phone = phone
    self.locale = locale
    self.timeZone = timeZone
    self.roles = roles
    self.domains = domains
  }
}

package enum ZoneKind: IdentifierKind {
  package static let field = "time_zone"
  package static let limit = 64
  package static let alphabet = IdentifierAlphabet.zone
}
/// A name of the zone database, such as `Europe/Paris`.
package typealias ZoneName = Identifier<ZoneKind>
