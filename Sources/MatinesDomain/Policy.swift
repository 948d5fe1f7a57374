// SPDX-License-Identifier: MIT

/// Who gets what, when: data, not code.
package struct Policy: Sendable {
  package enum Class: String, CaseIterable, Sendable {
    case security, transactional, promotional
  }

  package struct Category: Hashable, Sendable {
    package let name: CategoryName
    package let kind: Class
    package let mandatory: Bool
    package let severity: Severity
    package let ladder: LadderName
    /// Optional rungs this category switches on for everybody.
    package let optedIn: [ChannelName]
    /// Nothing of it is sent later than this.
    package let expires: Instant.Span

    package init(
      name: CategoryName, kind: Class = .transactional, mandatory: Bool = false,
      severity: Severity = .info, ladder: LadderName, optedIn: [ChannelName] = [],
      expires: Instant.Span = .day
    ) {
      self.name = name
      self.kind = kind
      self.mandatory = mandatory
      self.severity = severity
      self.ladder = ladder
      self.optedIn = optedIn
      self.expires = expires
    }
  }

  package struct Rule: Hashable, Sendable {
    package let event: EventName
    package let category: CategoryName
    package let template: TemplateName

    package init(event: EventName, category: CategoryName, template: TemplateName) {
      self.event = event
      self.category = category
      self.template = template
    }
  }

  /// How one notification is treated: the outcome of looking its event up.
  package struct Treatment: Sendable {
    package let category: Category
    package let ladder: Ladder

    package init(category: Category, ladder: Ladder) {
      self.category = category
      self.ladder = ladder
    }
  }

  package let rules: [EventName: Rule]
  package let categories: [CategoryName: Category]
  package let ladders: [LadderName: Ladder]

  /// Every rule names a category, every category a ladder.
  package init(
    rules: [Rule], categories: [Category], ladders: [LadderName: Ladder]
  ) throws(InvalidValue) {
    for rule in rules where !categories.contains(where: { $0.name == rule.category }) {
      throw InvalidValue(
        "rules.\(rule.event.text).category", .malformed("no category of that name"))
    }
    for category in categories where ladders[category.ladder] == nil {
      throw InvalidValue(
        "categories.\(category.name.text).ladder", .malformed("no ladder of that name"))
    }
    self.rules = Dictionary(rules.map { ($0.event, $0) }, uniquingKeysWith: { _, last in last })
    self.categories = Dictionary(
      categories.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
    self.ladders = ladders
  }

  package func treatment(of category: CategoryName) -> Treatment? {
    guard let found = categories[category], let ladder = ladders[found.ladder] else { return nil }
    return Treatment(category: found, ladder: ladder)
  }
}

extension Identifier where Kind == CategoryKind {
  package static let role = CategoryName(constant: "role")
  /// What `notify` uses when the host names no category.
  package static let general = CategoryName(constant: "general")
}
extension Identifier where Kind == LadderKind {
  package static let standard = LadderName(constant: "standard")
}
extension Identifier where Kind == TemplateKind {
  package static let promotion = TemplateName(constant: "promotion")
}
