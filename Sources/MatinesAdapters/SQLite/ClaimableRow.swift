// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A delivery with what a claim of it carries.
struct ClaimableRow {
  /// As far as the delivery's own row tells: what its siblings and the recipient add comes after.
  var claim: Claim
  let number: NotificationNumber
  let lane: Lane
  let state: DeliveryState
  /// As stored: the claim that is being made has the next one.
  let fence: Int64
  let subscription: Int64
  /// The first rung, which nobody has claimed yet.
  let isUntouched: Bool
  /// The next delivery of the same recipient.
  let follower: Sibling?
  /// It was planned for a browser that is no longer this person's.
  let isSubscriptionGone: Bool
  /// Another delivery to the same place is running: one that a host has taken, once it began.
  let isDestinationBusy: Bool

  var id: Int64 { claim.delivery.token.id }
  var user: UserID { claim.delivery.user.id }

  /// Completes the facts, and answers what follows on the same ladder. For the first claim of a
  /// first rung nothing more is read: nothing of the recipient was sent, and had a mark made the
  /// rung needless, it would have been cancelled.
  mutating func learn(
    _ connection: Connection, _ present: (Sibling) -> DeliveryState
  ) throws(StoreFailure) -> [Sibling] {
    if isUntouched {
      guard let follower else { return [] }
      if follower.state == .waiting { return [follower.with(present(follower))] }
    }
    guard let recipient = try connection.recipient(of: number, user) else {
      throw .damaged("\(connection.path): delivery \(id) belongs to nobody")
    }
    if !isUntouched {
      claim.facts.seen = recipient.marks.isLookedAt
      claim.facts.acked = recipient.isAcked
    }
    let stored = try connection.rows(recipient.siblings)
    let siblings = stored.map { $0.with(present($0)) }
    claim.isReplaced = stored.contains { $0.id == id && $0.suppressors.contains(.replaced) }
    for sibling in siblings where sibling.id != id {
      claim.facts.learn(
        of: sibling.channel, sibling.rung, sibling.state, for: claim.delivery.channel, claim.rung)
    }
    return siblings.filter { $0.id > id }
  }
}

/// What rows are read for: the next claim of each, or the one that stands.
enum ClaimPurpose: Int64 {
  case standing = 0
  case next = 1
}

/// Of a broadcast all deliveries carry the same notification.
private struct LastNotification {
  var number: Int64 = 0
  var value: Notification?
}

extension Connection {
  /// In the order of the ids; fewer where one belongs to nothing.
  func claimable(
    _ ids: [Int64], _ purpose: ClaimPurpose, _ seal: IdentifierSeal,
    _ fallbackLocale: LanguageTag
  ) throws(StoreFailure) -> [ClaimableRow] {
    var query = try query(
      """
      SELECT n.id, n.event, n.category, n.severity, n.template, n.title, n.body, n.data,
        n.created, n.expires, n.part, n.policy,
        u.id, u.email, u.phone, u.locale, u.zone, u.roles, u.domains, u.unread, u.info,
        u.success, u.warning, u.error, u.version,
        CASE WHEN u.preferring THEN (SELECT document FROM preference WHERE user = u.id) END,
        d.id, d.channel, d.lane, d.rung, d.state, d.fence, d.attempts, d.expires, d.subscription,
        s.number, s.endpoint, s.p256dh, s.auth, s.application_key, s.expires,
        EXISTS (SELECT 1 FROM delivery o INDEXED BY delivery_claimed
          WHERE o.state = 2 AND o.user = d.user AND o.channel = d.channel
            AND o.subscription = d.subscription AND (o.lane < ?2 OR o.begun = 1)),
        p.id, f.id, f.rung, f.channel, f.state, f.unless, f.lane, f.priority, f.due, n.cancelled,
        d.priority
      FROM json_each(?1) j CROSS JOIN delivery d ON d.id = j.value
        CROSS JOIN notification n ON n.id = d.notification
        CROSS JOIN user u ON u.id = d.user
        LEFT JOIN subscription s ON s.number = d.subscription AND s.user = d.user
        LEFT JOIN delivery p
          ON p.id = d.id - 1 AND p.notification = d.notification AND p.user = d.user
        LEFT JOIN delivery f
          ON f.id = d.id + 1 AND f.notification = d.notification AND f.user = d.user
      """)
    query.bind(1, ids)
    query.bind(2, Lane.range(of: .host).lowerBound)
    var rows: [ClaimableRow] = []
    rows.reserveCapacity(ids.count)
    var last = LastNotification()
    while try query.step() {
      rows.append(try query.claimable(&last, purpose, seal, fallbackLocale))
    }
    try learnSuppressions(of: &rows)
    return rows
  }

  private func learnSuppressions(of rows: inout [ClaimableRow]) throws(StoreFailure) {
    let isAddressed = rows.contains {
      User.addressedChannels.contains($0.claim.delivery.channel)
    }
    guard isAddressed, try hasSuppressions() else { return }
    for place in rows.indices {
      let delivery = rows[place].claim.delivery
      rows[place].claim.suppression = try suppression(of: delivery.user, on: delivery.channel)
    }
  }
}

extension Query {
  private func notification(
    _ last: inout LastNotification, _ seal: IdentifierSeal
  ) throws(StoreFailure) -> Notification {
    if let known = last.value, last.number == integer(0) { return known }
    var notification = try notification(0, seal)
    notification.cancelled = optionalInstant(51)
    last = LastNotification(number: integer(0), value: notification)
    return notification
  }

  fileprivate func claimable(
    _ last: inout LastNotification, _ purpose: ClaimPurpose, _ seal: IdentifierSeal,
    _ fallbackLocale: LanguageTag
  ) throws(StoreFailure) -> ClaimableRow {
    let (fence, attempts) = (integer(31), integer(32))
    guard (0..<Int64.max / 2).contains(fence), (0..<Int64(Int32.max)).contains(attempts) else {
      throw damaged()
    }
    let user = try user(12)
    let delivery = Delivery(
      token: DeliveryToken(id: integer(26), fence: fence + purpose.rawValue),
      notification: try notification(&last, seal), user: user,
      channel: try channel(27, lane: 28),
      subscription: isNull(35) ? nil : try subscription(35),
      attempt: Int(attempts + purpose.rawValue), expires: instant(33), counts: counts(19),
      isUrgent: integer(52) == PlannedDelivery.Priority.security.rawValue)
    let facts = Facts(
      presence: .offline, addresses: [], locale: user.locale ?? fallbackLocale,
      timeZone: user.timeZone, roles: user.roles)
    return ClaimableRow(
      claim: Claim(
        delivery: delivery, rung: try small(29), policy: integer(11), facts: facts,
        preferences: try preferences(25)),
      number: try number(0), lane: .stored(integer(28)), state: try state(30), fence: fence,
      subscription: integer(34), isUntouched: fence == 0 && isNull(42),
      follower: isNull(43) ? nil : try sibling(43),
      isSubscriptionGone: integer(34) != 0 && isNull(35), isDestinationBusy: integer(41) != 0)
  }
}
