// SPDX-License-Identifier: MIT

/// Who gets what, when: data, not code. Shared by all who read it, since copying so many parts
/// costs more than most readers do with them.
package final class Policy: Sendable {
  package let rules: [EventName: Rule]
  package let categories: [CategoryName: Category]
  package let ladders: [LadderName: Ladder]
  package let caps: [ChannelName: Cap]
  /// Notifications a minute and person beyond which they are stored and not sent; nil for no limit.
  package let flood: Int?
  package let prices: PriceList?
  /// The host's own channels.
  package let channels: [ChannelName]
  package static let usualFlood = 60
  /// Of each rule: its own audience first, then its observers.
  private let treatments: [EventName: [Treatment]]
  /// Of what the host says in its own words.
  private let plainTreatments: [CategoryName: Treatment]

  /// How one notification is treated: the outcome of looking its event up. Shared like its policy.
  package final class Treatment: Sendable {
    package let category: Category
    package let ladder: Ladder
    /// Nil where the host brings the words.
    package let template: TemplateName?
    package let audience: Audience
    /// 0 for the rule's own audience, then its observers.
    package let part: Int
    package let collapse: CollapseKey?

    package init(
      category: Category, ladder: Ladder, template: TemplateName? = nil,
      audience: Audience = .subject, part: Int = 0, collapse: CollapseKey? = nil
    ) {
      self.category = category
      self.ladder = ladder
      self.template = template
      self.audience = audience
      self.part = part
      self.collapse = collapse
    }
  }

  package init(
    rules: [Rule], categories: [Category], ladders: [LadderName: Ladder],
    caps: [ChannelName: Cap] = [:], flood: Int? = Policy.usualFlood, prices: PriceList? = nil,
    channels: [ChannelName] = []
  ) throws(InvalidPolicy) {
    self.rules = Dictionary(rules.map { ($0.event, $0) }, uniquingKeysWith: { _, last in last })
    self.categories = Dictionary(
      categories.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
    self.ladders = ladders
    self.caps = caps
    self.flood = flood
    self.prices = prices
    self.channels = channels
    treatments = Self.treatments(self.rules, self.categories, ladders)
    plainTreatments = self.categories.compactMapValues { category in
      ladders[category.ladder].map { Treatment(category: category, ladder: $0) }
    }
    let faults = faults()
    if !faults.isEmpty { throw InvalidPolicy(faults) }
  }

  package func treatment(of category: CategoryName) -> Treatment? { plainTreatments[category] }

  /// Of a rule's own audience (part 0), or of one of its observers.
  package func treatment(of event: EventName, part: Int) -> Treatment? {
    guard let parts = treatments[event], parts.indices.contains(part) else { return nil }
    return parts[part]
  }

  /// Of those who hear of an event too.
  package func observers(of event: EventName) -> ArraySlice<Treatment> {
    (treatments[event] ?? []).dropFirst()
  }

  /// What a notification was planned by.
  package func treatment(of notification: Notification) -> Treatment? {
    switch notification.content {
    case .template: treatment(of: notification.type, part: notification.part)
    case .literal: treatment(of: notification.category)
    }
  }

  /// A rule with a part that names nothing has none: such a policy is refused.
  private static func treatments(
    _ rules: [EventName: Rule], _ categories: [CategoryName: Category],
    _ ladders: [LadderName: Ladder]
  ) -> [EventName: [Treatment]] {
    rules.compactMapValues { rule in
      let own = Observer(audience: rule.audience, template: rule.template)
      let parts = ([own] + rule.observers).enumerated().compactMap { part, observer in
        categories[observer.category ?? rule.category].flatMap { category in
          ladders[rule.ladder ?? category.ladder].map { ladder in
            Treatment(
              category: category, ladder: ladder, template: observer.template,
              audience: observer.audience, part: part, collapse: rule.collapse)
          }
        }
      }
      return parts.count == rule.observers.count + 1 ? parts : nil
    }
  }
}

extension Identifier where Kind == LadderKind {
  package static let standard = LadderName(constant: "standard")
}
