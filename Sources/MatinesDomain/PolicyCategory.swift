// SPDX-License-Identifier: MIT

extension Policy {
  package enum Class: String, CaseIterable, Sendable {
    case security, transactional, promotional
  }

  package struct Category: Hashable, Sendable {
    package let name: CategoryName
    package let kind: Class
    /// No preference suppresses it; quiet hours still move it.
    package let mandatory: Bool
    package let severity: Severity
    package let ladder: LadderName
    /// Optional rungs this category switches on for everybody.
    package let optedIn: [ChannelName]
    /// Nothing of it is sent later than this.
    package let expires: Instant.Span
    /// How long its history is worth keeping; nil for ever.
    package let retention: Instant.Span?
    package let budget: Budget?

    package init(
      name: CategoryName, kind: Class = .transactional, mandatory: Bool = false,
      severity: Severity = .info, ladder: LadderName, optedIn: [ChannelName] = [],
      expires: Instant.Span = .day, retention: Instant.Span? = nil, budget: Budget? = nil
    ) {
      self.name = name
      self.kind = kind
      self.mandatory = mandatory
      self.severity = severity
      self.ladder = ladder
      self.optedIn = optedIn
      self.expires = expires
      self.retention = retention
      self.budget = budget
    }

    /// No preference, cap or pause suppresses it.
    package var isInsistent: Bool { mandatory || kind == .security }
  }

  /// Text messages of one category in one month (UTC).
  package struct Budget: Hashable, Sendable {
    /// To one person.
    package let person: Int?
    /// To everybody.
    package let category: Int?

    package init(person: Int?, category: Int?) {
      self.person = person
      self.category = category
    }
  }

  /// How often one person may be reached on one channel.
  package struct Cap: Hashable, Sendable {
    package let count: Int
    package let span: Instant.Span

    package init(count: Int, per span: Instant.Span) {
      self.count = count
      self.span = span
    }
  }
}

extension Identifier where Kind == CategoryKind {
  package static let role = CategoryName(constant: "role")
  /// What `notify` uses when the host names no category.
  package static let general = CategoryName(constant: "general")
}
