// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// Who must hear of a broadcast: whoever belongs to a part of its audience from its acceptance
/// until that part has been passed. Who may: whoever belonged to it when a batch looked at them.
extension Book {
  private static let rule = "broadcast"

  /// The notifications of one event: its own, and those of its observers. Answers the first.
  func announce(_ submission: Submission, _ receipt: Receipt) -> Int? {
    let observers = submission.observers.filter { isAnybodyThere($0.audience) }
    let parts = [submission.treatment] + observers
    guard let first = seal.open(receipt.notification) else {
      violate("R3", "a receipt names nothing")
      return nil
    }
    let place = notices.count
    for (offset, treatment) in parts.enumerated() {
      announce(treatment, first, offset, of: parts.count, submission)
    }
    demand(
      notification(first, parts.count) == nil, Self.rule,
      "an event has more notifications than observers")
    let isExpanding = notices[place...].contains { $0.walk != nil }
    demand(
      receipt.isExpanding == isExpanding, Self.rule, "a receipt does not know who is to be found")
    return place
  }

  private func announce(
    _ treatment: Policy.Treatment, _ first: NotificationNumber, _ offset: Int, of count: Int,
    _ submission: Submission
  ) {
    guard let (id, number) = notification(first, offset) else {
      return violate(Self.rule, "observers were not told of")
    }
    let others = treatment.audience.others
    if !others.isEmpty { walking.append(notices.count) }
    noticeByID[id] = notices.count
    notices.append(
      Notice(
        id: id, number: number, family: offset == 0 ? count : 1, treatment: treatment,
        subject: submission.event.subject,
        expires: submission.now + treatment.category.expires,
        walk: others.isEmpty ? nil : Walk(faithful: others.map(members))))
  }

  private func notification(
    _ first: NotificationNumber, _ offset: Int
  ) -> (id: NotificationID, number: NotificationNumber)? {
    guard let number = NotificationNumber(first.value + Int64(offset)),
      let id = try? seal.seal(number), (try? store.progress(of: id)) != nil
    else { return nil }
    return (id, number)
  }

  /// Observers whose role or domain nobody has are not told.
  private func isAnybodyThere(_ audience: Audience) -> Bool {
    audience.others.contains { part in
      guard case .holders(let role, let domain) = part else { return true }
      return (role.map { role in people.contains { $0.user.roles.contains(role) } } ?? true)
        && (domain.map { domain in people.contains { $0.user.domains.contains(domain) } } ?? true)
    }
  }

  private func members(of part: Audience.Part) -> Set<Int> {
    Set(people.indices.filter { belongs($0, to: part) })
  }

  private func belongs(_ person: Int, to part: Audience.Part) -> Bool {
    let user = people[person].user
    return switch part {
    case .subject: false
    case .users(let users): users.contains(user.id)
    case .holders(let role, let domain):
      (role.map(user.roles.contains) ?? true) && (domain.map(user.domains.contains) ?? true)
    }
  }

  /// Whether somebody still belongs to those who are told; the subject stays one.
  func isStill(_ message: Message) -> Bool {
    let audience = notices[message.notice].treatment.audience
    return !message.isFound || audience.others.contains { belongs(message.person, to: $0) }
  }

  func put(_ user: User) {
    guard let person = places[user.id] else { return }
    people[person].user = user
    people[person].zone = people[person].preferences.timeZone ?? user.timeZone
    for notice in walking {
      for (part, audience) in notices[notice].treatment.audience.others.enumerated()
      where !belongs(person, to: audience) {
        notices[notice].walk?.faithful[part].remove(person)
      }
    }
  }

  func cancelled(_ id: NotificationID) {
    guard let first = noticeByID[id] else {
      return violate(Self.rule, "a notification of nobody was cancelled")
    }
    let family = first..<first + notices[first].family
    for at in family { notices[at].isCancelled = true }
    walking.removeAll(where: family.contains)
  }

  func answered(_ progress: BroadcastProgress, of id: NotificationID) {
    guard let first = noticeByID[id] else {
      return violate(Self.rule, "a notification of nobody makes progress")
    }
    let family = notices[first..<first + notices[first].family]
    let isWalking = family.contains { !$0.isCancelled && $0.walk.map { !$0.isDone } ?? false }
    let state: BroadcastProgress.State =
      notices[first].isCancelled ? .cancelled : isWalking ? .running : .done
    demand(
      progress.state == state
        && progress.recipients == family.reduce(0) { $0 + $1.recipients }
        && progress.deliveries == family.reduce(0) { $0 + $1.deliveries }, Self.rule,
      "a broadcast says it is \(progress.state.rawValue) with \(progress.recipients) people")
  }
}

/// Step by step.
extension Book {
  func answered(_ expansion: Expansion?) {
    guard let expansion else {
      return demand(walking.isEmpty, Self.rule, "a broadcast is forgotten before its end")
    }
    guard let at = walking.first else {
      return violate(Self.rule, "a broadcast goes on after its end")
    }
    demand(
      expansion.notification == notices[at].id, Self.rule, "not the oldest broadcast goes on")
    demand(
      expansion.cursor == notices[at].walk?.cursor, Self.rule,
      "a broadcast goes on elsewhere than where it stood")
  }

  /// `batch` must hold exactly those members who come next at this moment.
  func looked(_ batch: ExpansionBatch, limit: Int) {
    guard let at = noticeByID[batch.expansion.notification] else {
      return violate(Self.rule, "a broadcast was made up")
    }
    let cursor = batch.expansion.cursor
    let parts = notices[at].treatment.audience.others
    guard parts.indices.contains(cursor.place) else {
      return violate(Self.rule, "a broadcast left its audience")
    }
    demand(isAhead(batch.next, of: cursor, parts.count), Self.rule, "a broadcast stands still")
    let end = batch.next.flatMap { $0.place == cursor.place ? $0.after : nil }
    let expected: [UserID]
    switch parts[cursor.place] {
    case .subject: expected = []
    case .users(let users):
      let start = Int(cursor.after) ?? 0
      expected = Array(users[start..<(end.flatMap { Int($0) } ?? users.count)])
    case .holders:
      expected = members(of: parts[cursor.place]).map { people[$0].id }
        .filter { isBetween(cursor.after, $0.text, end) }
        .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    }
    demand(
      batch.users == expected && expected.count <= limit, Self.rule,
      "a batch holds \(batch.users.count) people instead of \(expected.count)")
  }

  private func isBetween(_ start: String, _ text: String, _ end: String?) -> Bool {
    start.utf8.lexicographicallyPrecedes(text.utf8)
      && end.map { !$0.utf8.lexicographicallyPrecedes(text.utf8) } ?? true
  }

  private func isAhead(
    _ next: Expansion.Cursor?, of cursor: Expansion.Cursor, _ parts: Int
  ) -> Bool {
    guard let next else { return cursor.place == parts - 1 }
    if next.place == cursor.place + 1 { return next.after.isEmpty && next.place < parts }
    // Of a list it is a number, and nobody here has a name that begins with one.
    if let before = Int(cursor.after.isEmpty ? "0" : cursor.after), let after = Int(next.after) {
      return next.place == cursor.place && after > before
    }
    return next.place == cursor.place && isBetween(cursor.after, next.after, nil)
  }

  func expanded(
    _ batch: ExpansionBatch, _ terms: ExpansionTerms, by seat: Seat, reached: Int?
  ) {
    guard let at = noticeByID[batch.expansion.notification] else { return }
    demand(
      batch == seat.batch?.people && told(batch.users, terms.presences, seat), Self.rule,
      "a batch was not expanded as it was looked at")
    let isCurrent = walking.contains(at) && notices[at].walk?.cursor == batch.expansion.cursor
    demand(
      isCurrent == (reached != nil), Self.rule,
      "a batch came late and went through, or was refused in its turn")
    guard isCurrent, let reached else { return }
    let isObserving = batch.expansion.part > 0
    var fresh = 0
    for (user, presence) in zip(batch.users, terms.presences) {
      guard let person = places[user], !(isObserving && user == notices[at].subject) else {
        continue
      }
      touch(person: person)
      guard byPlace[Place(id: notices[at].id, person: person)] == nil else { continue }
      fresh += 1
      reach(
        person, at,
        Arrival(
          moment: terms.now, presence: presence, flood: terms.flood, isFound: true))
    }
    demand(
      reached == fresh, Self.rule, "a batch reached \(reached) people instead of \(fresh)")
    if let next = batch.next { notices[at].walk?.cursor = next } else { finish(at) }
  }

  private func told(_ users: [UserID], _ presences: [Presence], _ seat: Seat) -> Bool {
    let known = seat.presences.dropFirst(seat.batch?.told ?? 0)
    return users.count == presences.count
      && zip(users, presences).allSatisfy { user, presence in
        known.contains { $0.user == user && $0.presence == presence }
      }
  }

  private func finish(_ at: Int) {
    notices[at].walk?.isDone = true
    walking.removeAll { $0 == at }
    let isObserving = notices[at].treatment.part > 0
    for person in notices[at].walk?.faithful.flatMap({ $0 }) ?? [] {
      if isObserving, people[person].id == notices[at].subject { continue }
      demand(
        byPlace[Place(id: notices[at].id, person: person)] != nil, Self.rule,
        "a broadcast ended without somebody of its audience")
    }
  }
}
