// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryState {
  /// Puts a notification into the inbox of somebody known, and plans its deliveries.
  mutating func deliver(
    _ arrival: Arrival, to user: UserID, _ source: PresenceSource, of notification: Notification,
    _ plan: (Facts) -> Decision
  ) {
    guard let person = people[user] else { return }
    let standing = standing(of: person)
    let facts = Facts(of: standing, arrival, presence(user, source))
    var planned = PlannedDelivery.list(arrival, plan(facts))
    if let pricing = arrival.pricing, planned.hasText {
      planned.price(texts: pricing.price(of: notification, for: person.user) ?? 0)
    }
    if !planned.isEmpty { collapse(arrival, for: user) }
    let start = deliveries.count
    for plan in planned {
      deliveries.append(
        MemoryDelivery(
          number: arrival.number, user: user, plan: plan, state: .waiting, due: plan.due,
          expires: plan.expires))
    }
    if deliveries.count > start { enter(.ready, start) }
    let row = Recipient(
      number: arrival.number, severity: arrival.severity,
      deliveries: start..<deliveries.count, facts: facts)
    // What a broadcast brings late stands behind what came meanwhile.
    let inbox = inboxes[user] ?? []
    let place = inbox.lastIndex { $0.number < row.number }.map { $0 + 1 } ?? 0
    inboxes[user, default: []].insert(row, at: place)
    people[user]?.counts.arrived(arrival.severity)
    #if MATINES_PLANTED
      if Planted.floodUncounted.isHere { return }
    #endif
    people[user]?.pace = standing.pace(after: arrival) ?? standing.pace
  }

  /// A later event of the same key takes the place of what was not sent yet.
  private mutating func collapse(_ arrival: Arrival, for user: UserID) {
    guard let key = arrival.treatment.collapse else { return }
    #if MATINES_PLANTED
      if Planted.collapseIgnored.isHere { return }
    #endif
    let place = CollapsePlace(
      user: user, key: key, subject: arrival.subject, part: arrival.treatment.part)
    let earlier = collapses.updateValue(arrival.number, forKey: place)
    if let range = earlier.flatMap({ recipient($0, user)?.deliveries }) {
      cancelPending(range, .replaced, now: arrival.moment) { _ in true }
      for at in range where deliveries[at].state == .claimed {
        deliveries[at].plan.suppressors.insert(.replaced)
      }
    }
  }

  func presence(_ user: UserID, _ source: PresenceSource) -> Presence {
    switch source {
    case .known(let presence): presence
    case .stored(let boot): tabs.presence(of: user, boot: boot)
    }
  }

  func standing(of person: Person) -> Standing {
    let user = person.user
    return Standing(
      hasEmail: user.email != nil, phone: user.phone, locale: user.locale,
      timeZone: user.timeZone, roles: user.roles,
      pushes: browsers.filter { $0.user == user.id }.map(\.subscription.number),
      preferences: person.preferences.isEmpty ? nil : person.preferences, pace: person.pace)
  }
}
