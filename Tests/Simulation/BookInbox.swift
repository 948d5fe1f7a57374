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
      if apply(mark, to: message) { changed.append(message) }
    }
    check(marked.counts, person)
    tell(changed, mark, marked, of: person, time)
  }

  func markedAll(
    upTo cursor: NotificationID, of user: UserID, _ mark: Mark, _ marked: Marked, _ time: MarkTime
  ) {
    guard let person = places[user], let last = byPlace[Place(id: cursor, person: person)] else {
      return violate("R4", "nobody marked something")
    }
    var changed: [Int] = []
    for message in people[person].messages where number(message) <= number(last) {
      let isChanged = messages[message].archived ? ignore(message) : apply(mark, to: message)
      if isChanged { changed.append(message) }
    }
    check(marked.counts, person)
    tell(changed, mark, marked, of: person, time)
  }

  /// Its place in every inbox.
  private func number(_ message: Int) -> NotificationNumber {
    notices[messages[message].notice].number
  }

  /// What is archived counts as read: whether a mark over many rows passes over it shows nowhere.
  private func ignore(_ message: Int) -> Bool {
    let mine = messages[message]
    let stored = try? store.history(of: mine.id, for: people[mine.person].id)
    messages[message].read = stored?.marks.read != nil
    return messages[message].read != mine.read
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
    guard push.wasOpened, apply(.seen, to: message) else { return }
    let person = messages[message].person
    guard let counts = try? store.counts(of: people[person].id) else { return }
    tell([message], .seen, Marked(counts, isToBeTold: isToBeTold), of: person, time)
  }

  /// Whether that changed anything.
  private func apply(_ mark: Mark, to message: Int) -> Bool {
    let before = messages[message]
    switch mark {
    case .seen: messages[message].seen = true
    case .unread: messages[message].read = false
    case .read: (messages[message].seen, messages[message].read) = (true, true)
    case .archived:
      (messages[message].seen, messages[message].read) = (true, true)
      messages[message].archived = true
    }
    let after = messages[message]
    people[after.person].unread += (after.isUnread ? 1 : 0) - (before.isUnread ? 1 : 0)
    if after.seen, !before.seen {
      people[after.person].unseen[after.severity.rawValue] -= 1
      cancel(message) { $0.cancelledBySeen }
    }
    touch(message)
    return (before.seen, before.read, before.archived) != (after.seen, after.read, after.archived)
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
      let mine = person.messages.filter { !messages[$0].archived }
        .sorted { number($0) > number($1) }.map { messages[$0].id }
      let page = try? store.page(of: person.id, before: nil, limit: mine.count + 1)
      demand(
        page?.map(\.notification.id) == mine, "R4", "an inbox holds what it should not, or less")
    }
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
