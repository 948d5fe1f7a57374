// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// How often somebody is reached: counted when the store lets a delivery begin, once for all the
/// browsers of one notification.
extension Book {
  private static let rule = "T28"

  /// One person on one channel.
  struct Reach: Hashable {
    let person: Int
    let channel: ChannelName
  }

  /// Notifications of one key about one subject, in one inbox.
  struct CollapsePlace: Hashable {
    let person: Int
    let key: CollapseKey
    let subject: UserID?
    let part: Int
  }

  func admitted(_ at: Int, _ admission: Admission, _ now: Instant) {
    let (row, message) = (rows[at], messages[rows[at].message])
    let (cap, category) = (policy.caps[row.channel], message.category)
    let isFresh = row.charged == 0 && !isCounted(at)
    let reach = Reach(person: message.person, channel: row.channel)
    let room = cap.flatMap { isFresh ? self.room(reach, $0, now) : nil }
    switch admission {
    case .granted:
      demand(
        room == nil || category.kind == .security, Self.rule,
        "delivery \(row.id) goes beyond its person's cap on \(row.channel.text)")
      if cap != nil, isFresh { sent[reach] = (sent[reach, default: []] + [now]).suffix(100) }
      if row.channel == .sms, row.charged == 0 { charge(at, now) }
      if cap != nil { rows[at].charged = max(1, rows[at].charged) }
    case .later(let moment):
      demand(
        moment == room && category.isInsistent && category.kind != .security, Self.rule,
        "delivery \(row.id) is put off although its cap leaves room")
    case .refused(.capped):
      demand(
        room != nil && !category.isInsistent, Self.rule,
        "delivery \(row.id) is dropped although its cap leaves room")
    case .refused(.overBudget):
      demand(
        isOverBudget(at, now), Self.rule, "text \(row.id) is dropped although its budget lasts")
    case .refused, .lost: break
    }
  }

  private func isCounted(_ at: Int) -> Bool {
    messages[rows[at].message].rows.contains {
      $0 != at && rows[$0].channel == rows[at].channel && rows[$0].charged != 0
    }
  }

  /// From when on once more keeps to the cap; nil for at once. What lies a whole cap ahead was
  /// counted before the clock was set back. Of no person and channel more than a hundred count.
  private func room(_ reach: Reach, _ cap: Policy.Cap, _ now: Instant) -> Instant? {
    let counting = (sent[reach] ?? []).filter { now < $0 + cap.span && $0 < now + cap.span }
    guard counting.count >= cap.count else { return nil }
    return counting.sorted()[counting.count - cap.count] + cap.span
  }

  /// Of two events about the same, the later one takes the place of what was not sent yet.
  func collapse(_ message: Int) {
    let mine = messages[message]
    let notice = notices[mine.notice]
    guard let key = notice.treatment.collapse, !mine.rows.isEmpty else { return }
    let place = CollapsePlace(
      person: mine.person, key: key, subject: notice.subject, part: notice.treatment.part)
    guard let earlier = collapses.updateValue(message, forKey: place) else { return }
    messages[earlier].isReplaced = true
    for at in messages[earlier].rows { rows[at].isAskedAgain = false }
    for at in messages[earlier].rows where rows[at].state == .waiting || rows[at].state == .ready {
      enter(.cancelled, at)
    }
    touch(earlier)
  }

  /// Whether too many come for somebody; counts this one when not.
  func isFlooded(_ person: Int, _ arrival: Arrival) -> Bool {
    guard let most = arrival.flood else { return false }
    let now = arrival.moment
    guard let next = FloodRule.next(after: people[person].pace, now: now, aMinute: most) else {
      return true
    }
    people[person].pace = next
    count(person, now, most)
    return false
  }

  /// As many at once as in a minute, and as many again within it. Whoever sets a clock back by more
  /// begins anew.
  private func count(_ person: Int, _ now: Instant, _ most: Int) {
    let minute = Instant.Span(milliseconds: 60_000)
    var recent = people[person].recent
    if recent.contains(where: { now + minute < $0 }) { recent = [] }
    recent = recent.filter { now < $0 + minute } + [now]
    people[person].recent = recent
    demand(
      recent.count { $0 <= now } <= 2 * most, Self.rule,
      "\(recent.count) notifications reached somebody within a minute")
  }
}
