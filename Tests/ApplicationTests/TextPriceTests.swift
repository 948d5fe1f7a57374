// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

private let policy = #"""
  {"prices": {"sms": {"+33": "0.065", "+1": "0.01"}},
   "ladders": {"standard": [{"channel": "sms", "when": "any", "unless": ["seen"]}]},
   "rules": {"to.all": {"category": "role", "template": "promotion",
     "audience": [{"role": "clerk"}]}}}
  """#

/// As many letters as a language wants of each name.
private struct Lengths: TemplateRenderer {
  let lengths: [LanguageTag: Int]

  func render(_ request: RenderRequest) throws(RenderFailure) -> Rendered {
    guard let length = lengths[request.locale] else { throw RenderFailure("no words") }
    return Rendered(title: "", text: String(repeating: "a", count: length))
  }
}

/// Words that only the host has.
private struct HostWords: TemplateRenderer {
  var snapshot: (any TemplateRenderer)? { nil }

  func render(_ request: RenderRequest) -> Rendered {
    Issue.record("asked while a transaction is open")
    return Rendered(title: "", text: "a")
  }
}

struct `The price of a text` {
  private let words = Lengths(lengths: [.french: 161, .english: 400])

  private func house(
    _ renderer: any TemplateRenderer, sms: [Prepared] = []
  ) throws -> House {
    let house = try House(policy: policy, sms: sms)
    house.texts = TextParts(
      wording: Wording(renderer: renderer, fallback: .french), fitting: TextFitting(.standard))
    return house
  }

  private func add(_ house: House, _ id: String, _ phone: String, _ locale: LanguageTag) throws {
    let user = User(
      id: try UserID(id), phone: try PhoneNumber(phone), locale: locale,
      roles: [try RoleName("clerk")])
    try house.store.put(user, now: house.clock.now())
  }

  private func prices(_ house: House, _ receipt: Receipt, of user: String) throws -> [Int64] {
    try house.store.history(of: receipt.notification, for: UserID(user)).deliveries.map(\.price)
  }

  private func forecast(_ house: House, of user: String) throws -> Int64? {
    let event = try EventDocument().event(
      .promotedToMinister, id: nil, document: "{\"user_id\": \"\(user)\", \"data\": {}}")
    return try SimulateEvent(house.orchestrator)(event).parts.first?.recipients.first?.steps
      .compactMap(\.price).first
  }

  @Test func `is that of its number, for each part in the language of its reader`() throws {
    let house = try house(words)
    try add(house, "1", "+33612345678", .french)
    try add(house, "2", "+12025550123", .english)
    for (user, price) in [("1", 130_000), ("2", 30_000)] as [(String, Int64)] {
      #expect(try forecast(house, of: user) == price)
      #expect(try prices(house, house.promote(UserID(user)), of: user) == [price])
    }
  }

  @Test func `is the same for everybody whom a broadcast reaches`() throws {
    let house = try house(words)
    try add(house, "1", "+33612345678", .french)
    try add(house, "2", "+12025550123", .english)
    try add(house, "3", "+33687654321", .english)
    let event = try EventDocument().event(
      EventName("to.all"), id: nil, document: #"{"data": {"name": "all"}}"#)
    let receipt = try EmitEvent(house.orchestrator)(event)
    _ = try house.work()
    let found = try ["1", "2", "3"].flatMap { try prices(house, receipt, of: $0) }
    #expect(found == [130_000, 30_000, 195_000])
  }

  @Test func `is that of one part where the words are the host's, fail or are too long`() throws {
    let endless = Lengths(lengths: [.french: 5_000])
    let wordless = Lengths(lengths: [:])
    for renderer in [HostWords(), wordless, endless] as [any TemplateRenderer] {
      let house = try house(renderer)
      try add(house, "1", "+33612345678", .french)
      #expect(try forecast(house, of: "1") == 65_000)
      #expect(try prices(house, house.promote(UserID("1")), of: "1") == [65_000])
    }
  }

  private static let counts: [(Int?, Int64)] = [
    (nil, 130_000), (1, 65_000), (3, 195_000), (0, 130_000), (256, 130_000), (.max, 130_000),
  ]

  @Test(arguments: counts)
  func `is corrected by what the provider counted, if that can be`(
    counted: Int?, price: Int64
  ) throws {
    let taken = Prepared.begins(.done(.delivered(reference: "id", parts: counted ?? 0)))
    let house = try house(words, sms: [taken])
    try add(house, "1", "+33612345678", .french)
    let receipt = try house.promote(UserID("1"))
    #expect(try house.work().delivered == 1)
    #expect(try prices(house, receipt, of: "1") == [price])
    #expect(try house.store.spending(limit: 1).first?.spending.amount == price)
  }

  @Test func `is that of the parts that left, where the provider counts none`() throws {
    let channel = SMSChannel(
      sms: SilentProvider(), wording: Wording(renderer: words, fallback: .french),
      fitting: TextFitting(.standard))
    let house = try house(HostWords())
    try add(house, "2", "+12025550123", .english)
    let receipt = try house.promote(UserID("2"))
    let channels = ChannelBook()
    try channels.add(channel)
    let report = try Worker(parts: house.parts(with: channels), transfers: ScriptedTransfers())
      .work(budget: .zero)
    #expect(report.delivered == 1)
    #expect(try prices(house, receipt, of: "2") == [30_000])
  }
}

/// Takes everything and says nothing of parts.
private struct SilentProvider: SMS {
  func send(_ message: TextMessage) -> Begun { .done(.delivered(reference: nil)) }
}
