// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A store, a policy that speaks to audiences, and the expanding of what it has accepted.
struct BroadcastScene {
  let store: any Store
  let policy: Policy
  static let circular = "circular"

  init(
    _ store: any Store, audience: Audience, observers: [Audience] = []
  ) throws {
    self.store = store
    let category = Policy.Category(name: .role, severity: .warning, ladder: .standard)
    let rule = Policy.Rule(
      event: try EventName(Self.circular), category: .role, template: .promotion,
      audience: audience,
      observers: observers.map { Policy.Observer(audience: $0, template: .promotionObserver) })
    policy = try Policy(
      rules: [rule], categories: [category],
      ladders: [.standard: Ladder(StoreScene.rungs)],
      channels: StoreScene.rungs.map(\.channel))
  }

  func people(_ names: [String], roles: [String] = [], domains: [String] = []) throws {
    for name in names {
      let user = User(
        id: try UserID(name), email: try EmailAddress("a@example.org"),
        roles: try roles.map { try RoleName($0) }, domains: try domains.map { try DomainName($0) })
      try store.put(user, now: StoreScene.at(0))
    }
  }

  @discardableResult
  func emit(
    subject: String? = nil, key: String? = nil, waiting: Int = WorkLimits.usualWaiting,
    at second: Int64 = 0
  ) throws -> Receipt {
    let name = try EventName(Self.circular)
    guard let treatment = policy.treatment(of: name, part: 0) else { throw StoreFolder.Failure() }
    let event = Event(
      name: name, id: try key.map { try EventID($0) }, subject: try subject.map { try UserID($0) },
      users: [], body: .data("{}"), fingerprint: Fingerprint(high: 1, low: 1))
    let submission = Submission(
      event: event, treatment: treatment, content: .template(.promotion, data: "{}"),
      observers: policy.observers(of: event), policy: 1, channels: StoreScene.channels,
      presence: .known(.offline), fallbackLocale: .french, now: StoreScene.at(second),
      wasStaged: false, waiting: waiting)
    return try store.accept(submission) { decide(treatment, $0) }
  }

  /// The next batch of the oldest expansion; nil when all are finished.
  func read(limit: Int) throws -> ExpansionBatch? {
    guard let expansion = try store.expansion(),
      let treatment = policy.treatment(of: expansion.event, part: expansion.part)
    else { return nil }
    return try store.batch(of: expansion, in: treatment.audience, limit: limit)
  }

  func write(
    _ batch: ExpansionBatch, presence: Presence = .offline, at second: Int64 = 0
  ) throws -> Int? {
    let expansion = batch.expansion
    guard let treatment = policy.treatment(of: expansion.event, part: expansion.part) else {
      throw StoreFolder.Failure()
    }
    let terms = ExpansionTerms(
      treatment: treatment, channels: StoreScene.channels,
      presences: batch.users.map { _ in presence }, fallbackLocale: .french,
      now: StoreScene.at(second))
    return try store.expand(batch, terms) { decide(treatment, $0) }
  }

  /// One batch; nil when nothing is left.
  @discardableResult
  func step(limit: Int) throws -> Int? {
    try read(limit: limit).flatMap { try write($0) }
  }

  func finish(limit: Int = 3) throws {
    while try step(limit: limit) != nil {}
  }

  /// How many of this notification each of these people has.
  func told(_ receipt: Receipt, _ names: [String]) throws -> [Int] {
    try names.map { name in
      try store.page(of: UserID(name), before: nil, limit: 1_000)
        .count { $0.notification.id == receipt.notification }
    }
  }

  func unread(_ names: [String]) throws -> [Int64] {
    try names.map { try store.counts(of: UserID($0)).unread }
  }

  static func role(_ name: String, in domain: String? = nil) throws -> Audience.Part {
    .holders(role: try RoleName(name), domain: try domain.map { try DomainName($0) })
  }

  static func list(_ names: [String]) throws -> Audience.Part {
    .users(try names.map { try UserID($0) })
  }
}
