// SPDX-License-Identifier: MIT

/// Who gets what, when: data, not code.
package struct Policy: Sendable {
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

  /// How one notification is treated: the outcome of looking its event up.
  package struct Treatment: Sendable {
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
    let faults = faults()
    if !faults.isEmpty { throw InvalidPolicy(faults) }
  }

  package func treatment(of category: CategoryName) -> Treatment? {
    guard let found = categories[category], let ladder = ladders[found.ladder] else { return nil }
    return Treatment(category: found, ladder: ladder)
  }

  /// Of a rule's own audience (part 0), or of one of its observers.
  package func treatment(of event: EventName, part: Int) -> Treatment? {
    guard let rule = rules[event] else { return nil }
    if part == 0 {
      return treatment(rule, rule.category, rule.template, rule.audience, part: 0)
    }
    guard rule.observers.indices.contains(part - 1) else { return nil }
    let observer = rule.observers[part - 1]
    return treatment(
      rule, observer.category ?? rule.category, observer.template, observer.audience, part: part)
  }

  /// What a notification was planned by.
  package func treatment(of notification: Notification) -> Treatment? {
    switch notification.content {
    case .template: treatment(of: notification.type, part: notification.part)
    case .literal: treatment(of: notification.category)
    }
  }

  private func treatment(
    _ rule: Rule, _ category: CategoryName, _ template: TemplateName, _ audience: Audience,
    part: Int
  ) -> Treatment? {
    guard let found = categories[category], let ladder = ladders[rule.ladder ?? found.ladder]
    else { return nil }
    return Treatment(
      category: found, ladder: ladder, template: template, audience: audience, part: part,
      collapse: rule.collapse)
  }
}

extension Identifier where Kind == LadderKind {
  package static let standard = LadderName(constant: "standard")
}
