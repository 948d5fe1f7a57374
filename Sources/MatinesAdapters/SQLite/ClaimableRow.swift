// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A delivery with everything a claim of it carries, read in one statement.
struct ClaimableRow {
  let notification: Notification
  let person: Person
  let marks: Marks
  let isAcked: Bool
  let policy: Int64
  let siblings: Siblings
  let id: Int64
  let channel: ChannelName
  let rung: Int
  let state: DeliveryState
  let fence: Int64
  let attempts: Int
  let expires: Instant
  let subscription: Subscription?
  /// It was planned for a browser that is no longer this person's.
  let isSubscriptionGone: Bool
  /// Another delivery to the same place is running: one that a host has taken, once it began.
  let isDestinationBusy: Bool
  let fallbackLocale: LanguageTag

  /// Before the first claim of the first rung no other has been sent: the next one is all there
  /// is to know, unless it was cancelled.
  var next: Siblings? {
    guard id == siblings.ids.lowerBound, fence == 0 else { return nil }
    return Siblings(
      siblings.ids.clamped(to: id..<id + 2), siblings.notification, siblings.user)
  }

  func claim(fence: Int64, attempt: Int, _ siblings: [Sibling]) -> Claim {
    let delivery = Delivery(
      token: DeliveryToken(id: id, fence: fence), notification: notification,
      user: person.user, channel: channel, subscription: subscription, attempt: attempt,
      expires: expires, counts: person.counts)
    return Claim(delivery: delivery, rung: rung, policy: policy, facts: facts(siblings))
  }

  private func facts(_ siblings: [Sibling]) -> Facts {
    var facts = Facts(
      presence: .offline, addresses: [], locale: person.user.locale ?? fallbackLocale)
    facts.seen = marks.isLookedAt
    facts.acked = isAcked
    facts.timeZone = person.user.timeZone
    facts.roles = person.user.roles
    for sibling in siblings {
      facts.learn(of: sibling.channel, sibling.rung, sibling.state, for: channel, rung)
    }
    return facts
  }
}

extension Connection {
  func claimable(
    _ id: Int64, _ seal: IdentifierSeal, _ fallbackLocale: LanguageTag
  ) throws(StoreFailure) -> ClaimableRow? {
    var query = try query(
      """
      SELECT n.id, n.event, n.category, n.severity, n.template, n.title, n.body, n.data,
        n.created, n.expires, n.part, n.policy,
        u.id, u.email, u.phone, u.locale, u.zone, u.roles, u.domains, u.unread, u.info,
        u.success, u.warning, u.error, u.version,
        r.seen, r.read, r.archived, r.acked, r.first_delivery, r.deliveries,
        d.channel, d.rung, d.state, d.fence, d.attempts, d.expires, d.subscription,
        s.number, s.endpoint, s.p256dh, s.auth, s.application_key, s.expires,
        EXISTS (SELECT 1 FROM delivery o INDEXED BY delivery_claimed
          WHERE o.state = 2 AND o.user = d.user AND o.channel = d.channel
            AND o.subscription = d.subscription AND (o.lane < ?2 OR o.begun = 1)), d.lane
      FROM delivery d CROSS JOIN notification n ON n.id = d.notification
        CROSS JOIN recipient r ON r.user = d.user AND r.notification = d.notification
        CROSS JOIN user u ON u.id = d.user
        LEFT JOIN subscription s ON s.number = d.subscription AND s.user = d.user
      WHERE d.id = ?1
      """)
    query.bind(1, id)
    query.bind(2, Lane.range(of: .host).lowerBound)
    guard try query.step() else { return nil }
    return try query.claimable(id, seal, fallbackLocale)
  }
}

extension Query {
  fileprivate func claimable(
    _ id: Int64, _ seal: IdentifierSeal, _ fallbackLocale: LanguageTag
  ) throws(StoreFailure) -> ClaimableRow {
    let person = Person(user: try user(12), counts: counts(19))
    let fence = integer(34)
    guard (0..<Int64.max / 2).contains(fence) else { throw damaged() }
    return ClaimableRow(
      notification: try notification(0, seal), person: person, marks: marks(25),
      isAcked: !isNull(28), policy: integer(11),
      siblings: try Siblings(self, 29, number(0), person.user.id), id: id,
      channel: try channel(31, lane: 45), rung: try small(32), state: try state(33), fence: fence,
      attempts: try small(35), expires: instant(36),
      subscription: isNull(38) ? nil : try subscription(38),
      isSubscriptionGone: integer(37) != 0 && isNull(38), isDestinationBusy: integer(44) != 0,
      fallbackLocale: fallbackLocale)
  }
}
