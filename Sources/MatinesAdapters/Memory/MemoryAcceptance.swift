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
        #if MATINES_PLANTED
          if Planted.idempotencyKeyIgnored.isHere {
            return try state.accept(submission, seal, plan)
          }
        #endif
        return first
      }
      return try state.accept(submission, seal, plan)
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
  fileprivate mutating func accept(
    _ submission: Submission, _ seal: IdentifierSeal, _ plan: (Facts) -> Decision
  ) throws(StoreFailure) -> Receipt {
    if ready.count >= submission.waiting { throw .full(submission.refusal) }
    guard let number = NotificationNumber.next(after: last, now: submission.now) else {
      throw .damaged("memory: no numbers are left")
    }
    let arrival = Arrival(submission, submission.treatment, number)
    let subject = arrival.treatment.audience.includesSubject ? submission.event.subject : nil
    let brought = submission.event.users
    if let subject, people[subject] == nil, !brought.contains(where: { $0.id == subject }) {
      throw .unknownUser(subject)
    }
    let notification = try arrival.notification(submission.content, seal)
    for user in brought { put(user) }
    let first = deliveries.count
    if let subject {
      deliver(arrival, to: subject, submission.presence, of: notification, plan)
    }
    let count = deliveries.count - first
    insert(notification, arrival, submission, deliveries: count)
    let isExpanding = try insertExpansions(arrival, submission, seal)
    if let key = submission.event.id {
      keys[key] = Key(fingerprint: submission.event.fingerprint, number: number)
      stages[key] = nil
    }
    return Receipt(
      notification: try seal.seal(number), recipients: subject == nil ? 0 : 1,
      deliveries: count, isExpanding: isExpanding, repeated: false)
  }

  private mutating func insert(
    _ notification: Notification, _ arrival: Arrival, _ submission: Submission, deliveries: Int
  ) {
    accepted[arrival.number] = Accepted(
      notification: notification, policy: submission.policy,
      recipients: arrival.treatment.audience.includesSubject ? 1 : 0, deliveries: deliveries)
    last = arrival.number.value
  }

  private mutating func insertExpansions(
    _ arrival: Arrival, _ submission: Submission, _ seal: IdentifierSeal
  ) throws(StoreFailure) -> Bool {
    let subject = submission.event.subject
    var isExpanding = false
    if !arrival.treatment.audience.others.isEmpty {
      expansions[arrival.number] = StoredExpansion(subject: subject)
      isExpanding = true
    }
    for observer in submission.observers where isAnybody(in: observer.audience) {
      guard let content = submission.content(of: observer),
        let number = NotificationNumber.next(after: last, now: submission.now)
      else { throw .damaged("memory: no numbers are left") }
      let arrival = Arrival(submission, observer, number)
      insert(try arrival.notification(content, seal), arrival, submission, deliveries: 0)
      expansions[number] = StoredExpansion(subject: subject)
      isExpanding = true
    }
    return isExpanding
  }

  private func isAnybody(in audience: Audience) -> Bool {
    audience.others.contains { part in
      guard case .holders(let role, let domain) = part else { return true }
      return (role.map { role in people.values.contains { $0.user.roles.contains(role) } } ?? true)
        && (domain.map { domain in
          people.values.contains { $0.user.domains.contains(domain) }
        } ?? true)
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
    guard !stage.discarded, stage.event.fingerprint.matches(fingerprint),
      submission.due == nil || submission.due == stage.event.due
    else { throw .conflict("event_id") }
    return nil
  }

  func receipt(of key: Key) -> Receipt? {
    guard let family = family(of: key.number), let accepted = accepted[key.number] else {
      return nil
    }
    return Receipt(
      notification: accepted.notification.id, recipients: family.progress.recipients,
      deliveries: family.progress.deliveries, isExpanding: family.isExpanding, repeated: true)
  }
}
