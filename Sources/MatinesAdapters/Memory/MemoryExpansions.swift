// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func expansion() throws(StoreFailure) -> Expansion? {
    try access { (state, _) throws(StoreFailure) in
      state.expansions.keys.min().flatMap(state.expansion)
    }
  }

  package func batch(
    of expansion: Expansion, in audience: Audience, limit: Int
  ) throws(StoreFailure) -> ExpansionBatch {
    try access { (state, _) throws(StoreFailure) in
      let parts = audience.others
      guard limit > 0, parts.indices.contains(expansion.cursor.place) else {
        return ExpansionBatch(expansion, users: [], next: nil)
      }
      let found = state.people(
        of: parts[expansion.cursor.place], expansion, limit: limit)
      return ExpansionBatch(
        expansion, users: found.filter(\.belongs).map(\.user),
        next: expansion.cursor(
          looked: found.count, limit: limit, last: found.last?.user, in: audience))
    }
  }

  package func expand(
    _ batch: ExpansionBatch, _ terms: ExpansionTerms, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Int? {
    let number = try open(batch.expansion.notification)
    return try access { (state, _) throws(StoreFailure) in
      guard state.expansion(number)?.cursor == batch.expansion.cursor,
        let notification = state.accepted[number]?.notification
      else { return nil }
      let arrival = Arrival(batch.expansion, terms, number)
      let first = state.deliveries.count
      var reached = 0
      for (user, presence) in zip(batch.users, terms.presences)
      where batch.expansion.concerns(user) && state.people[user] != nil
        && !state.isReached(user, number)
      {
        reached += 1
        #if MATINES_PLANTED
          if Planted.memberLost.isHere, user == batch.users.last { continue }
        #endif
        state.deliver(arrival, to: user, .known(presence), of: notification, plan)
      }
      state.accepted[number]?.recipients += reached
      state.accepted[number]?.deliveries += state.deliveries.count - first
      #if MATINES_PLANTED
        if Planted.cursorLeftBehind.isHere, reached > 0 { return reached }
      #endif
      state.expansions[number]?.place = batch.next?.place ?? 0
      state.expansions[number]?.after = batch.next?.after ?? ""
      if batch.next == nil { state.expansions[number] = nil }
      return reached
    }
  }

  package func progress(
    of notification: NotificationID
  ) throws(StoreFailure) -> BroadcastProgress {
    let number = try open(notification)
    return try access { (state, _) throws(StoreFailure) in
      guard let family = state.family(of: number) else { throw .notFound("notification_id") }
      return family.progress
    }
  }

  package func cancel(
    _ notification: NotificationID, now: Instant
  ) throws(StoreFailure) {
    let number = try open(notification)
    try access { (state, _) throws(StoreFailure) in
      guard let family = state.family(of: number) else { throw .notFound("notification_id") }
      for member in family.numbers.compactMap({ NotificationNumber($0) }) {
        if state.accepted[member]?.notification.cancelled == nil {
          state.accepted[member]?.notification.cancelled = now
        }
        #if MATINES_PLANTED
          if Planted.cancelledBroadcastGoesOn.isHere { continue }
        #endif
        state.expansions[member] = nil
      }
    }
  }

  package func room(below limit: Int, now: Instant) throws(StoreFailure) -> Int {
    try access { (state, _) throws(StoreFailure) in max(0, limit - state.ready.count) }
  }
}

extension MemoryState {
  fileprivate func expansion(_ number: NotificationNumber) -> Expansion? {
    guard let known = expansions[number], let accepted = accepted[number] else { return nil }
    return Expansion(
      notification: accepted.notification.id, event: accepted.notification.type,
      part: accepted.notification.part, policy: accepted.policy,
      severity: accepted.notification.severity, expires: accepted.notification.expires,
      subject: known.subject,
      cursor: Expansion.Cursor(place: known.place, after: known.after))
  }

  fileprivate func isReached(_ user: UserID, _ number: NotificationNumber) -> Bool {
    #if MATINES_PLANTED
      if Planted.memberReachedTwice.isHere { return false }
    #endif
    return position(of: number, for: user) != nil
  }

  fileprivate func people(
    of part: Audience.Part, _ expansion: Expansion, limit: Int
  ) -> [(user: UserID, belongs: Bool)] {
    switch part {
    case .subject: []
    case .users(let users): expansion.next(of: users, limit: limit).map { ($0, true) }
    case .holders(let role, let domain):
      people.values.map(\.user)
        .filter { $0.holds(role, domain) && $0.id.text.follows(expansion.cursor.after) }
        .sorted { $1.id.text.follows($0.id.text) }.prefix(limit)
        .map { ($0.id, domain.map($0.domains.contains) ?? true) }
    }
  }

  func family(of number: NotificationNumber) -> NotificationFamily? {
    guard let first = member(number.value) else { return nil }
    var family = NotificationFamily(first)
    while let next = member(number.value + Int64(family.numbers.count)), family.add(next) {}
    return family
  }

  private func member(_ number: Int64) -> NotificationFamily.Member? {
    guard let key = NotificationNumber(number), let accepted = accepted[key] else { return nil }
    return NotificationFamily.Member(
      number: number, part: accepted.notification.part, recipients: accepted.recipients,
      deliveries: accepted.deliveries, created: accepted.notification.created,
      isCancelled: accepted.notification.cancelled != nil, isExpanding: expansions[key] != nil)
  }
}

extension User {
  /// Whom an index of the role, or else of the domain, names.
  fileprivate func holds(_ role: RoleName?, _ domain: DomainName?) -> Bool {
    if let role { return roles.contains(role) }
    return domain.map(domains.contains) ?? false
  }
}

extension String {
  /// Octet for octet, as the other stores order.
  fileprivate func follows(_ other: String) -> Bool {
    other.utf8.lexicographicallyPrecedes(utf8)
  }
}
