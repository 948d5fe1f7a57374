// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func expansion() throws(StoreFailure) -> Expansion? {
    try look { (connection) throws(StoreFailure) in
      // Named by hand: the other way round reads every notification there is.
      var query = try connection.query(
        """
        SELECT n.id, n.event, n.part, n.policy, n.severity, n.expires, e.subject, e.place, e.after
        FROM expansion e CROSS JOIN notification n ON n.id = e.notification
        ORDER BY e.notification LIMIT 1
        """)
      guard try query.step() else { return nil }
      return try query.expansion(self.seal)
    }
  }

  package func batch(
    of expansion: Expansion, in audience: Audience, limit: Int
  ) throws(StoreFailure) -> ExpansionBatch {
    try look { (connection) throws(StoreFailure) in
      let parts = audience.others
      guard limit > 0, parts.indices.contains(expansion.cursor.place) else {
        return ExpansionBatch(expansion, users: [], next: nil)
      }
      let found =
        switch parts[expansion.cursor.place] {
        case .subject: FoundPeople()
        case .users(let users): FoundPeople(listed: expansion.next(of: users, limit: limit))
        case .holders(let role, let domain):
          try connection.holders(role, domain, after: expansion.cursor.after, limit: limit)
        }
      return ExpansionBatch(
        expansion, users: found.users,
        next: expansion.cursor(
          looked: found.looked, limit: limit, last: found.last, in: audience))
    }
  }

  package func progress(
    of notification: NotificationID
  ) throws(StoreFailure) -> BroadcastProgress {
    let number = try open(notification)
    return try read { (connection) throws(StoreFailure) in
      guard let family = try connection.family(of: number) else {
        throw .notFound("notification_id")
      }
      return family.progress
    }
  }

  package func cancel(
    _ notification: NotificationID, now: Instant
  ) throws(StoreFailure) {
    let number = try open(notification)
    try write { (connection) throws(StoreFailure) in
      guard let family = try connection.family(of: number) else {
        throw .notFound("notification_id")
      }
      for member in family.numbers {
        var mark = try connection.query(
          "UPDATE notification SET cancelled = ?2 WHERE id = ?1 AND cancelled IS NULL")
        mark.bind(1, member)
        mark.bind(2, now)
        try mark.run()
        try connection.endExpansion(member)
      }
    }
  }
}

/// People of one part of an audience: those looked at are more where a domain filters a role.
struct FoundPeople {
  var users: [UserID] = []
  var looked = 0
  var last: UserID?

  init() {}

  init(listed: ArraySlice<UserID>) {
    users = Array(listed)
    looked = listed.count
    last = listed.last
  }
}

extension Connection {
  func holders(
    _ role: RoleName?, _ domain: DomainName?, after: String, limit: Int
  ) throws(StoreFailure) -> FoundPeople {
    switch (role, domain) {
    case (let role?, let domain?):
      var query = try query(
        """
        SELECT user, EXISTS (SELECT 1 FROM user_domain d WHERE d.domain = ?4 AND d.user = r.user)
        FROM user_role r WHERE role = ?1 AND user > ?2 ORDER BY user LIMIT ?3
        """)
      query.bind(4, domain)
      return try query.people(of: role, after: after, limit: limit)
    case (let role?, nil):
      let query = try query(
        "SELECT user, 1 FROM user_role WHERE role = ?1 AND user > ?2 ORDER BY user LIMIT ?3")
      return try query.people(of: role, after: after, limit: limit)
    case (nil, let domain?):
      let query = try query(
        "SELECT user, 1 FROM user_domain WHERE domain = ?1 AND user > ?2 ORDER BY user LIMIT ?3")
      return try query.people(of: domain, after: after, limit: limit)
    case (nil, nil): return FoundPeople()
    }
  }

  func endExpansion(_ number: Int64) throws(StoreFailure) {
    var query = try query("DELETE FROM expansion WHERE notification = ?1")
    query.bind(1, number)
    try query.run()
  }

  /// Nil when there is no such notification.
  func family(of number: NotificationNumber) throws(StoreFailure) -> NotificationFamily? {
    var query = try query(
      """
      SELECT id, part, recipients, deliveries, created, cancelled IS NOT NULL,
        EXISTS (SELECT 1 FROM expansion e WHERE e.notification = n.id)
      FROM notification n WHERE id >= ?1 AND id <= ?1 + ?2 ORDER BY id
      """)
    query.bind(1, number.value)
    query.bind(2, Int64(Policy.observerLimit))
    var family: NotificationFamily?
    while try query.step() {
      let member = NotificationFamily.Member(
        number: query.integer(0), part: try query.small(1), recipients: try query.small(2),
        deliveries: try query.small(3), created: query.instant(4),
        isCancelled: query.integer(5) != 0, isExpanding: query.integer(6) != 0)
      if family == nil {
        guard member.number == number.value else { return nil }
        family = NotificationFamily(member)
      } else if family?.add(member) != true {
        break
      }
    }
    return family
  }
}

extension Query {
  fileprivate consuming func people<Kind>(
    of name: Identifier<Kind>, after: String, limit: Int
  ) throws(StoreFailure) -> FoundPeople {
    bind(1, name)
    bind(2, after)
    bind(3, Int64(limit))
    var found = FoundPeople()
    found.users.reserveCapacity(min(limit, 1_024))
    while try step() {
      let user: UserID = try self.name(0)
      found.looked += 1
      found.last = user
      if integer(1) != 0 { found.users.append(user) }
    }
    return found
  }

  fileprivate func expansion(_ seal: IdentifierSeal) throws(StoreFailure) -> Expansion {
    guard let severity = try Severity(rawValue: small(4)) else { throw damaged() }
    return Expansion(
      notification: try seal.seal(number(0)), event: try name(1), part: try small(2),
      policy: integer(3), severity: severity, expires: instant(5),
      subject: isNull(6) ? nil : try name(6),
      cursor: Expansion.Cursor(place: try small(7), after: try text(8)))
  }
}
