// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The members of a policy document, each read as far as it can be.
struct PolicyParts {
  private let reader: TolerantObject
  private let ladders: [LadderName: Ladder]
  private let categories: [Policy.Category]
  private let rules: [Policy.Rule]
  init(_ reader: TolerantObject) {
    self.reader = reader
    let audiences = AudienceDocument(reader)
    var ladders = BuiltInPolicy.ladders
    for entry in reader.entries("ladders") {
      let ladder = LadderDocument.read(entry.value, entry.path, reader.list)
      let name = Self.name(entry.key, entry.path, reader.list, of: LadderKind.self)
      if let name { ladders[name] = ladder ?? Self.anything }
    }
    var categories = BuiltInPolicy.categories
    for entry in reader.entries("categories") {
      guard let category = CategoryDocument.read(entry.key, entry.value, entry.path, reader.list)
      else { continue }
      categories.removeAll { $0.name == category.name }
      categories.append(category)
    }
    var rules = BuiltInPolicy.rules
    for entry in reader.entries("rules") {
      guard let rule = RuleDocument.read(entry.key, entry.value, entry.path, audiences, reader.list)
      else { continue }
      rules.removeAll { $0.event == rule.event }
      rules.append(rule)
    }
    (self.ladders, self.categories, self.rules) = (ladders, categories, rules)
  }

  /// Stands for a ladder that could not be read: whoever names it is not blamed as well.
  private static let anything = try? Ladder(
    ChannelName.builtIn.flatMap {
      [Rung(channel: $0, when: .any), Rung(channel: $0, when: .any, optional: true)]
    })

  static func name<Kind>(
    _ text: String, _ path: String, _ list: FaultList, of kind: Kind.Type
  ) -> Identifier<Kind>? {
    list.noting { () throws(InvalidValue) in try Identifier<Kind>(text, field: path) }
  }

  func policy() throws(InvalidPolicy) -> Policy {
    try Policy(
      rules: rules, categories: categories, ladders: ladders, caps: caps(), flood: flood,
      prices: prices(), channels: reader.names("channels", of: ChannelKind.self))
  }

  /// 0 stands for no limit.
  private var flood: Int? {
    let count = reader.integer("flood", in: 0...1_000_000) ?? Policy.usualFlood
    return count == 0 ? nil : count
  }

  private func caps() -> [ChannelName: Policy.Cap] {
    var caps: [ChannelName: Policy.Cap] = [:]
    for entry in reader.entries("caps") {
      guard
        let cap = TolerantObject(
          entry.value, at: entry.path, members: ["count", "per"], reader.list),
        let name = Self.name(entry.key, entry.path, reader.list, of: ChannelKind.self)
      else { continue }
      for key in ["count", "per"] where cap[key] == nil {
        reader.list.add(.init(InvalidValue(cap.name(key), .missing)))
      }
      guard let count = cap.integer("count", in: 1...Int64(SentTimes.limit)),
        let span = cap.duration("per")
      else { continue }
      caps[name] = Policy.Cap(count: count, per: span)
    }
    return caps
  }

  private func prices() -> PriceList? {
    guard let value = reader["prices"],
      let prices = TolerantObject(
        value, at: reader.name("prices"), members: ["currency", "sms"], reader.list)
    else { return nil }
    var prefixes: [String: Int64] = [:]
    let entries = prices.entries("sms")
    if entries.count > PriceList.limit {
      reader.list.add(.init(prices.name("sms"), "more than \(PriceList.limit) prefixes"))
    }
    for entry in entries.prefix(PriceList.limit) {
      let amount = reader.list.noting { () throws(InvalidValue) in
        try Amount.millionths(entry.value.asString ?? "", field: entry.path)
      }
      prefixes[entry.key == "default" ? "" : entry.key] = amount
    }
    return reader.list.noting { () throws(InvalidValue) in
      try PriceList(
        currency: prices.string("currency") ?? "EUR", prefixes: prefixes,
        field: reader.name("prices"))
    }
  }
}
