// SPDX-License-Identifier: MIT

/// Whom a notification is for. Who belongs to several parts gets it once.
package struct Audience: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    /// Whom the event is about.
    case subject
    case users([UserID])
    /// Who has the role and belongs to the domain; nil stands for any, and one of them is there.
    case holders(role: RoleName?, domain: DomainName?)
  }

  package static let partLimit = 64
  package static let userLimit = 1_000
  package let parts: [Part]

  package init(_ parts: [Part]) {
    self.parts = parts.reduce(into: []) { known, part in
      if !known.contains(part) { known.append(part) }
    }
  }

  package static let subject = Audience([.subject])

  package var includesSubject: Bool { parts.contains(.subject) }

  /// Without the subject: who has to be looked for.
  package var others: [Part] { parts.filter { $0 != .subject } }

  /// Whether somebody belongs to it now, with these roles and domains.
  package func includes(
    _ user: UserID, roles: [RoleName], domains: [DomainName], subject: UserID?
  ) -> Bool {
    parts.contains { part in
      switch part {
      case .subject: user == subject
      case .users(let users): users.contains(user)
      case .holders(let role, let domain):
        (role.map(roles.contains) ?? true) && (domain.map(domains.contains) ?? true)
      }
    }
  }
}
