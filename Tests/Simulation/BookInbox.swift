// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

extension Book {
  func marked(
    _ ids: [NotificationID], of user: UserID, _ mark: Mark, _ marked: Marked, _ time: MarkTime
  ) {
    guard let person = places[user] else { return violate("R4", "nobody marked something") }
    var changed: [Int] = []
    for id in ids {
      guard let message = byPlace[Place(id: id, person: person)] else {
        return violate("R4", "somebody marked another person's row")
      }
      if apply(mark, to: message, time.now) { changed.append(message) }
    }
    check(marked.counts, person)
    tell(changed, mark, marked, of: person, time)
  }

  func markedAll(
    _ filter: InboxFilter, upTo cursor: NotificationID, of user: UserID, _ mark: Mark,
    _ marked: Marked, _ time: MarkTime
  ) {
    guard let person = places[user], let last = byPlace[Place(id: cursor, person: person)] else {
      return violate("R4", "nobody marked something")
    }
    var changed: [Int] = []
    for message in people[person].messages where number(message) <= number(last) {
      guard needs(message, mark), shows(message, filter) else { continue }
      if apply(mark, to: message, time.now) { changed.append(message) }
    }
    let rows = changed.count
    demand(marked.rows == rows, "R4", "\(marked.rows) rows were marked instead of \(rows)")
    demand(
      (marked.batch != nil) == (rows > 0 && (mark == .read || mark == .archived)), "R4",
      "what was marked cannot be taken back, or nothing can")
    check(marked.counts, person)
    tell(changed, mark, marked, of: person, time)
  }

  func tookBack(_ batch: MarkedBatch, of user: UserID, _ marked: Marked, _ time: MarkTime) {
    guard let person = places[user],
      let newest = byPlace[Place(id: batch.newest, person: person)],
      let oldest = byPlace[Place(id: batch.oldest, person: person)]
    else { return violate("R4", "nobody took marks back") }
    let reverse = batch.mark == .read ? Mark.unread : .unarchived
    var changed: [Int] = []
    for message in people[person].messages
    where number(message) >= number(oldest) && number(message) <= number(newest) {
      let marked = batch.mark == .read ? messages[message].read : messages[message].archived
      guard marked == batch.at else { continue }
      if apply(reverse, to: message, time.now) { changed.append(message) }
    }
    let rows = changed.count
    demand(marked.rows == rows, "R4", "\(marked.rows) marks were taken back instead of \(rows)")
    check(marked.counts, person)
    tell(changed, reverse, marked, of: person, time)
  }

  private func needs(_ message: Int, _ mark: Mark) -> Bool {
    switch mark {
    case .seen, .read: messages[message].isUnread
    case .unread: messages[message].read != nil
    case .archived: messages[message].archived == nil
    case .unarchived: messages[message].archived != nil
    }
  }

  private func shows(_ message: Int, _ filter: InboxFilter) -> Bool {
    let mine = messages[message]
    switch filter.show {
    case .inbox: if mine.archived != nil { return false }
    case .archived: if mine.archived == nil { return false }
    case .all: break
    }
    if filter.unread, !mine.isUnread { return false }
    if !filter.severities.isEmpty, !filter.severities.contains(mine.severity) { return false }
    return filter.categories.isEmpty || filter.categories.contains(mine.category.name)
  }

  /// Its place in every inbox.
  private func number(_ message: Int) -> NotificationNumber {
    notices[messages[message].notice].number
  }

  func acknowledged(_ push: PushReceipt, _ time: MarkTime, isToBeTold: Bool) {
    guard rows.indices.contains(Int(push.delivery) - 1) else {
      return violate("R4", "a push of nobody was acknowledged")
    }
    let message = rows[Int(push.delivery) - 1].message
    if !messages[message].acked {
      messages[message].acked = true
      cancel(message) { $0.cancelledByAcked }
    }
    guard push.wasOpened, apply(.seen, to: message, time.now) else { return }
    let person = messages[message].person
    guard let counts = try? store.counts(of: people[person].id) else { return }
    var marked = Marked(counts: counts)
    marked.isToBeTold = isToBeTold
    tell([message], .seen, marked, of: person, time)
  }

  /// Whether that changed it.
  private func apply(_ mark: Mark, to message: Int, _ now: Instant) -> Bool {
    let before = messages[message]
    var after = before
    switch mark {
    case .seen: break
    case .unread: after.read = nil
    case .read: after.read = before.read ?? now
    case .archived:
      after.read = before.read ?? now
      after.archived = before.archived ?? now
    case .unarchived:
      if before.archived != nil, before.read == before.archived { after.read = nil }
      after.archived = nil
    }
    if mark == .seen || mark == .read || mark == .archived { after.seen = true }
    messages[message] = after
    people[after.person].unread += (after.isUnread ? 1 : 0) - (before.isUnread ? 1 : 0)
    if after.seen, !before.seen {
      people[after.person].unseen[after.severity.rawValue] -= 1
      cancel(message) { $0.cancelledBySeen }
    }
    touch(message)
    return after.seen != before.seen || after.read != before.read
      || after.archived != before.archived
  }

  /// In the very transaction: what waits is not waited for.
  private func cancel(_ message: Int, _ concerned: (Row) -> Bool) {
    for at in messages[message].rows where concerned(rows[at]) {
      if rows[at].state == .waiting || rows[at].state == .ready { enter(.cancelled, at) }
    }
    touch(message)
  }

  private func check(_ counts: Counts, _ person: Int) {
    demand(
      counts.unread == people[person].unread
        && counts.unseenBySeverity == people[person].unseen, "R4",
      "marking answered \(counts.unread) unread instead of \(people[person].unread)")
    demand(counts.version >= people[person].version, "R4", "the version of the counts went back")
    people[person].version = counts.version
  }

  /// Each inbox holds what reached its person, once, and nothing else.
  func readInboxes() {
    for person in people {
      let mine = person.messages.filter { messages[$0].archived == nil }
        .sorted { number($0) > number($1) }.map { messages[$0].id }
      demand(inbox(of: person.id) == mine, "R4", "an inbox holds what it should not, or less")
    }
  }

  private func inbox(of user: UserID) -> [NotificationID] {
    var ids: [NotificationID] = []
    var query = InboxQuery(limit: 7)
    repeat {
      guard let page = try? store.page(of: user, query) else { return [] }
      ids += page.rows.map(\.notification.id)
      query.before = page.next
    } while query.before != nil
    return ids
  }

  func browsersChanged() {
    browsers = []
    for person in people {
      for browser in (try? store.browsers(of: person.id)) ?? [] {
        browsers.insert(browser.subscription.number)
      }
    }
  }

  func pinged(
    _ user: UserID, _ tab: TabID, _ visible: Bool, _ lease: Instant.Span, _ boot: BootTime
  ) {
    guard let person = places[user] else { return }
    // What is over may be forgotten, also where somebody with an older time still asks.
    people[person].tabs.removeAll { $0.name == tab || !$0.isAlive(boot) }
    people[person].tabs.append(
      Tab(
        name: tab, visible: visible, deadline: boot.milliseconds + lease.milliseconds,
        bootID: boot.id))
  }

  func left(_ user: UserID, _ tab: TabID) {
    guard let person = places[user] else { return }
    people[person].tabs.removeAll { $0.name == tab }
  }

  func answered(_ presence: Presence, _ user: UserID, _ boot: BootTime) {
    guard let person = places[user] else { return }
    demand(
      presence == self.presence(of: person, boot), "R4",
      "somebody's presence is not what their tabs said")
  }

  func presence(of person: Int, _ boot: BootTime) -> Presence {
    let alive = people[person].tabs.filter { $0.isAlive(boot) }
    return alive.isEmpty ? .offline : alive.contains { $0.visible } ? .visible : .hidden
  }
}
