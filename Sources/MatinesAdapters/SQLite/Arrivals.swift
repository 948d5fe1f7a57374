// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Connection {
  /// Puts a notification into somebody's inbox and plans its deliveries, whose numbers begin with
  /// `first`; answers how many there are. `notification` is asked for where a text has a price.
  func deliver(
    _ arrival: Arrival, to user: UserID, _ presence: PresenceSource, first: Int64,
    plan: (Facts) -> Decision, notification: () throws(StoreFailure) -> Notification
  ) throws(StoreFailure) -> Int {
    guard let (standing, before) = try standing(of: user, arrival) else {
      throw .unknownUser(user)
    }
    let facts = Facts(of: standing, arrival, try self.presence(of: user, presence))
    var planned = PlannedDelivery.list(arrival, plan(facts))
    if let pricing = arrival.pricing, planned.hasText {
      planned.price(texts: try price(of: notification(), for: user, by: pricing))
    }
    if !planned.isEmpty { try collapse(arrival, for: user) }
    try insert(arrival, user, facts, first: first, count: planned.count)
    try insert(planned, arrival.number, user, first: first)
    var counts = before
    counts.arrived(arrival.severity)
    try write(counts, pace: standing.pace(after: arrival) ?? standing.pace, of: user)
    return planned.count
  }

  /// Of a text in the words of somebody who has a row.
  func price(
    of notification: Notification, for user: UserID, by pricing: TextPricing
  ) throws(StoreFailure) -> Int64 {
    try person(user).flatMap { pricing.price(of: notification, for: $0.user) } ?? 0
  }

  func presence(
    of user: UserID, _ source: PresenceSource
  ) throws(StoreFailure) -> Presence {
    switch source {
    case .known(let presence): presence
    case .stored(let boot): try presence(of: user, boot: boot)
    }
  }

  private func insert(
    _ arrival: Arrival, _ user: UserID, _ facts: Facts, first: Int64, count: Int
  ) throws(StoreFailure) {
    var query = try query(Self.recipientText)
    query.bind(1, user)
    query.bind(2, arrival.number.value)
    query.bind(3, Int64(arrival.severity.rawValue))
    query.bind(4, first)
    query.bind(5, Int64(count))
    query.bindText(6, FactsDocument.write(facts))
    try query.run()
    guard changes > 0 else { throw query.damaged() }
  }

  private func insert(
    _ planned: [PlannedDelivery], _ number: NotificationNumber, _ user: UserID, first: Int64
  ) throws(StoreFailure) {
    guard !planned.isEmpty else { return }
    var query = try query(Self.deliveryText)
    query.bind(2, number.value)
    query.bind(3, user)
    try query.insert(planned, first: first)
  }
}

extension Connection {
  /// Nothing happens to who has it already.
  static let recipientText: StaticString = """
    INSERT INTO recipient (user, notification, severity, first_delivery, deliveries, facts)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (user, notification) DO NOTHING
    """

  static let deliveryText: StaticString = """
    INSERT INTO delivery (id, notification, user, channel, lane, subscription, rung, state,
      priority, unless, due, expires, price)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
    """
}

extension Query {
  /// For `deliveryText` with notification and user bound. Only the first enters the ready index;
  /// each later one when the one before it leaves.
  mutating func insert(
    _ planned: [PlannedDelivery], first: Int64
  ) throws(StoreFailure) {
    for (offset, delivery) in planned.enumerated() {
      bind(1, first + Int64(offset))
      bind(4, delivery, offset == 0 ? .ready : .waiting)
      try run()
      reset()
    }
  }

  /// Ten parameters: `channel, lane, subscription, rung, state, priority, unless, due, expires,
  /// price`.
  mutating func bind(_ first: Int32, _ delivery: PlannedDelivery, _ state: DeliveryState) {
    bind(first, delivery.channel)
    bind(first + 1, delivery.lane.number)
    bind(first + 2, delivery.destination)
    bind(first + 3, Int64(delivery.rung))
    bind(first + 4, Int64(state.rawValue))
    bind(first + 5, delivery.priority.rawValue)
    bind(first + 6, delivery.suppressors.rawValue)
    bind(first + 7, delivery.due)
    bind(first + 8, delivery.expires)
    bind(first + 9, delivery.price)
  }
}

extension Query {
  /// Template, title and body.
  mutating func bindWords(_ first: Int32, of content: Content) {
    switch content {
    case .template(let template, _):
      bind(first, template)
      bind(first + 1, nil as String?)
      bind(first + 2, nil as String?)
    case .literal(let title, let body, _):
      bind(first, nil as String?)
      bind(first + 1, title)
      bind(first + 2, body)
    }
  }
}
