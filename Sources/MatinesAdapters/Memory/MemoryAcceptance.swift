// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func accept(
    _ submission: Submission, plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Receipt {
    try access { (state, seal) throws(StoreFailure) in
      if let key = submission.event.id,
        let first = try state.repeated(key, submission)
      {
        return first
      }
      let subject = submission.event.subject
      let brought = submission.event.users.last { $0.id == subject }
      guard let user = brought ?? state.people[subject]?.user else { throw .unknownUser(subject) }
      guard let number = NotificationNumber.next(after: state.last, now: submission.now) else {
        throw .damaged("memory: no numbers are left")
      }
      let id = try seal.seal(number)
      for user in submission.event.users { state.put(user) }
      let facts = Facts(
        of: state.standing(of: user), submission, state.presence(subject, submission.presence))
      let planned = PlannedDelivery.list(submission, plan(facts))
      state.insert(planned, number, submission, facts, id)
      return Receipt(
        notification: id, recipients: 1, deliveries: planned.count, repeated: false)
    }
  }

  package func history(
    of notification: NotificationID, for user: UserID
  ) throws(StoreFailure) -> History {
    let number = try open(notification)
    return try access { (state, _) throws(StoreFailure) in
      guard let person = state.people[user], let row = state.recipient(number, user),
        let accepted = state.accepted[number]
      else { throw .notFound("notification_id") }
      return History(
        notification: accepted.notification, user: person.user, facts: row.facts,
        policy: accepted.policy, marks: row.marks,
        deliveries: row.deliveries.map { at in
          state.deliveries[at].record(Int64(at) + 1, notification)
        })
    }
  }
}

extension MemoryState {
  fileprivate func presence(_ user: UserID, _ source: PresenceSource) -> Presence {
    switch source {
    case .known(let presence): presence
    case .stored(let boot): tabs.presence(of: user, boot: boot)
    }
  }

  /// The first receipt of an event accepted before; nil for a new one, which may not contradict
  /// its stage.
  fileprivate func repeated(
    _ key: EventID, _ submission: Submission
  ) throws(StoreFailure) -> Receipt? {
    let fingerprint = submission.event.fingerprint
    if let known = keys[key] {
      guard known.fingerprint.matches(fingerprint) else { throw .conflict("event_id") }
      return receipt(of: known)
    }
    guard let stage = stages[key] else {
      if submission.wasStaged { throw .notFound("event_id") }
      return nil
    }
    guard !stage.discarded, stage.event.fingerprint.matches(fingerprint) else {
      throw .conflict("event_id")
    }
    return nil
  }

  func receipt(of key: Key) -> Receipt? {
    accepted[key.number].map {
      Receipt(
        notification: $0.notification.id, recipients: 1, deliveries: $0.deliveries,
        repeated: true)
    }
  }

  fileprivate func standing(of user: User) -> Standing {
    Standing(
      hasEmail: user.email != nil, hasPhone: user.phone != nil, locale: user.locale,
      timeZone: user.timeZone, roles: user.roles,
      pushes: browsers.filter { $0.user == user.id }.map(\.subscription.number))
  }

  fileprivate mutating func insert(
    _ planned: [PlannedDelivery], _ number: NotificationNumber, _ submission: Submission,
    _ facts: Facts, _ id: NotificationID
  ) {
    let subject = submission.event.subject
    let notification = Notification(
      id: id, type: submission.event.name, category: submission.category.name,
      severity: submission.severity, content: submission.content, created: submission.now,
      expires: submission.now + submission.category.expires)
    accepted[number] = Accepted(
      notification: notification, policy: submission.policy, deliveries: planned.count)
    last = number.value
    let start = deliveries.count
    for plan in planned {
      deliveries.append(
        MemoryDelivery(
          number: number, user: subject, plan: plan, state: .waiting, due: plan.due,
          expires: plan.expires))
    }
    if !planned.isEmpty { enter(.ready, start) }
    inboxes[subject, default: []].append(
      Recipient(
        number: number, severity: submission.severity, deliveries: start..<deliveries.count,
        facts: facts))
    people[subject]?.counts.arrived(submission.severity)
    guard let key = submission.event.id else { return }
    keys[key] = Key(fingerprint: submission.event.fingerprint, number: number)
    stages[key] = nil
  }
}
