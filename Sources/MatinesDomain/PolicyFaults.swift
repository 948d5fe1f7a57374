// SPDX-License-Identifier: MIT

/// Everything that is wrong with a policy.
package struct InvalidPolicy: Error, Equatable, Sendable {
  package struct Fault: Equatable, Sendable {
    package let value: InvalidValue
    /// What would put it right; empty where the message says it all.
    package let hint: String

    package init(_ path: String, _ why: String, hint: String = "") {
      self.init(InvalidValue(path, .malformed(why)), hint: hint)
    }

    package init(_ value: InvalidValue, hint: String = "") {
      self.value = value
      self.hint = hint
    }
  }

  /// What is listed of a hopeless document.
  package static let limit = 100
  package let faults: [Fault]

  package init(_ faults: [Fault]) { self.faults = Array(faults.prefix(Self.limit)) }

  /// As one line: the first, and how many more there are.
  package var summary: InvalidValue {
    guard let first = faults.first else { return InvalidValue("policy", .empty) }
    if faults.count == 1, first.hint.isEmpty { return first.value }
    let hint = first.hint.isEmpty ? "" : "; \(first.hint)"
    let rest = faults.count == 1 ? "" : " (and \(faults.count - 1) more)"
    return InvalidValue(first.value.field, .malformed("\(first.value.reason)\(hint)\(rest)"))
  }
}

extension Policy {
  /// What its parts say of one another. Paths are those of the document.
  func faults() -> [InvalidPolicy.Fault] {
    var faults: [InvalidPolicy.Fault] = []
    for rule in rules.values.sorted(by: { $0.event.text < $1.event.text })
    where faults.count < InvalidPolicy.limit {
      faults += self.faults(of: rule, "rules.\(rule.event.text)")
    }
    for category in categories.values.sorted(by: { $0.name.text < $1.name.text })
    where faults.count < InvalidPolicy.limit {
      faults += self.faults(of: category, "categories.\(category.name.text)")
    }
    for (name, ladder) in ladders.sorted(by: { $0.key.text < $1.key.text })
    where faults.count < InvalidPolicy.limit {
      for (index, rung) in ladder.rungs.enumerated() {
        faults += unknown(rung.channel, "ladders.\(name.text)[\(index)].channel")
      }
    }
    for channel in caps.keys.sorted(by: { $0.text < $1.text }) {
      faults += unknown(channel, "caps.\(channel.text)")
    }
    return faults
  }

  private func faults(of rule: Rule, _ path: String) -> [InvalidPolicy.Fault] {
    var faults = missing(rule.category, "\(path).category")
    if let ladder = rule.ladder, ladders[ladder] == nil {
      faults.append(missing(ladder, "\(path).ladder"))
    } else if let found = categories[rule.category] {
      faults += tooLate(found, rule.ladder ?? found.ladder, path)
    }
    for (index, observer) in rule.observers.enumerated() {
      let place = "\(path).observers[\(index)]"
      if let category = observer.category { faults += missing(category, "\(place).category") }
      if observer.audience.includesSubject {
        faults.append(
          .init(
            "\(place).audience", "the subject cannot observe itself",
            hint: "name a role, a domain or people"))
      }
    }
    return faults
  }

  private func faults(of category: Category, _ path: String) -> [InvalidPolicy.Fault] {
    guard let ladder = ladders[category.ladder] else {
      return [missing(category.ladder, "\(path).ladder")]
    }
    var faults: [InvalidPolicy.Fault] = []
    for (index, channel) in category.optedIn.enumerated()
    where !ladder.rungs.contains(where: { $0.channel == channel && $0.optional }) {
      faults.append(
        .init(
          "\(path).options[\(index)]", "its ladder has no optional rung of this channel",
          hint: "mark a rung of '\(category.ladder.text)' as optional"))
    }
    if category.mandatory, category.kind == .promotional {
      faults.append(.init("\(path).mandatory", "nothing promotional is mandatory"))
    }
    let always = ladder.rungs.contains { !$0.optional || category.optedIn.contains($0.channel) }
    if category.isInsistent, !always {
      faults.append(
        .init(
          "\(path).ladder", "every rung is optional, and the category must reach everybody",
          hint: "list channels in options"))
    }
    return faults + tooLate(category, category.ladder, path)
  }

  /// A rung that is due after everything has expired: the ladder would have no end.
  private func tooLate(
    _ category: Category, _ name: LadderName, _ path: String
  ) -> [InvalidPolicy.Fault] {
    guard let ladder = ladders[name],
      let index = ladder.rungs.firstIndex(where: { $0.after >= category.expires })
    else { return [] }
    return [
      .init(
        "\(path).expires", "rung \(index) of '\(name.text)' is due later, and never sent",
        hint: "expire after \(ladder.rungs[index].after.iso8601)")
    ]
  }

  private func missing(_ category: CategoryName, _ path: String) -> [InvalidPolicy.Fault] {
    guard categories[category] == nil else { return [] }
    let hint = NearestName.hint(category.text, among: categories.keys.map(\.text))
    return [.init(path, "no category of that name", hint: hint)]
  }

  private func missing(_ ladder: LadderName, _ path: String) -> InvalidPolicy.Fault {
    .init(
      path, "no ladder of that name",
      hint: NearestName.hint(ladder.text, among: ladders.keys.map(\.text)))
  }

  private func unknown(_ channel: ChannelName, _ path: String) -> [InvalidPolicy.Fault] {
    let known = ChannelName.builtIn + channels
    guard !known.contains(channel) else { return [] }
    let near = NearestName.hint(channel.text, among: known.map(\.text))
    return [.init(path, "no channel of that name", hint: "\(near); list the host's in 'channels'")]
  }
}
