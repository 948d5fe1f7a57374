// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

extension Book {
  func accepted(_ submission: Submission, _ receipt: Receipt, byWorker: Bool) {
    if let key = submission.event.id {
      if let known = keys[key] { return repeated(known, submission, receipt) }
      if let stage = stages[key] {
        demand(!stage.isDiscarded, "R2", "a discarded event was accepted")
        demand(
          stage.event.fingerprint == submission.event.fingerprint, "R3",
          "an event was accepted with other content than it was staged with")
      } else {
        demand(!submission.wasStaged, "R2", "an event that was never staged was confirmed")
      }
    }
    demand(!receipt.repeated, "R3", "a first acceptance was taken for a repeat")
    demand(noticeByID[receipt.notification] == nil, "R3", "two notifications have one id")
    enter(submission, receipt)
    if let key = submission.event.id {
      keys[key] = Key(
        fingerprint: submission.event.fingerprint, notification: receipt.notification)
      keepAppointment(key, byWorker: byWorker)
    }
  }

  private func repeated(_ known: Key, _ submission: Submission, _ receipt: Receipt) {
    demand(
      known.fingerprint == submission.event.fingerprint, "R3",
      "a key was accepted again with other content")
    demand(
      receipt.repeated && receipt.notification == known.notification, "R3",
      "a repeated event made a second notification")
  }

  private func enter(_ submission: Submission, _ receipt: Receipt) {
    guard let notice = announce(submission, receipt) else { return }
    let isForSubject = notices[notice].treatment.audience.includesSubject
    demand(
      receipt.recipients == (isForSubject ? 1 : 0), "R2",
      "\(receipt.recipients) people were reached by an acceptance")
    let first = rows.count
    if isForSubject {
      guard let person = submission.event.subject.flatMap({ places[$0] }) else {
        return violate("R3", "an event for nobody was accepted")
      }
      reach(
        person, notice,
        Arrival(
          moment: submission.now, presence: presence(of: person, submission.presence),
          flood: submission.flood, isFound: false))
    }
    demand(receipt.deliveries == rows.count - first, "R2", "not all deliveries were written")
  }

  private func presence(of person: Int, _ source: PresenceSource) -> Presence {
    switch source {
    case .known(let presence): presence
    case .stored(let boot): presence(of: person, boot)
    }
  }

  /// It is in the inbox of one more person.
  func reach(_ person: Int, _ notice: Int, _ arrival: Arrival) {
    let (id, treatment) = (notices[notice].id, notices[notice].treatment)
    let history: History
    do throws(StoreFailure) {
      history = try store.history(of: id, for: people[person].id)
    } catch {
      return violate("R1", "what was accepted is not there: \(error)")
    }
    let plan = plan(of: notices[notice], for: person, history.facts, arrival)
    demand(
      history.deliveries.count == plan.count, "R5",
      "\(history.deliveries.count) deliveries were planned instead of \(plan.count)")
    let (message, first) = (messages.count, rows.count)
    for (record, planned) in zip(history.deliveries, plan) {
      rows.append(row(record, message, planned, treatment))
    }
    messages.append(
      Message(
        id: id, notice: notice, person: person, category: treatment.category,
        severity: treatment.category.severity, rows: first..<rows.count,
        isFound: arrival.isFound))
    demand(
      history.notification.severity == treatment.category.severity, "R4",
      "a notification has another severity than its category")
    notices[notice].recipients += 1
    notices[notice].deliveries += rows.count - first
    byPlace[Place(id: id, person: person)] = message
    people[person].messages.append(message)
    people[person].unread += 1
    people[person].unseen[treatment.category.severity.rawValue] += 1
    collapse(message)
    touch(message)
  }

  private func row(
    _ record: DeliveryRecord, _ message: Int, _ planned: Planned, _ treatment: Policy.Treatment
  ) -> Row {
    let rung = treatment.ladder.rungs[planned.rung]
    let always = treatment.category.kind == .security && rung.channel == .email
    demand(record.id == Int64(rows.count) + 1, "R5", "deliveries are not numbered in turn")
    demand(
      record.state == .waiting || record.state == .ready, "R2", "a delivery begins its life late")
    demand(
      record.rung == planned.rung && record.channel == rung.channel, "R5",
      "a delivery stands for another rung than is its turn")
    demand(record.due == planned.due, "R10", "a delivery is due at another time than its rung says")
    return Row(
      id: record.id, message: message, rung: rung, place: record.rung, channel: rung.channel,
      destination: planned.destination,
      cancelledBySeen: !always && rung.unless.contains(.seen),
      cancelledByAcked: !always && rung.unless.contains(.acked), due: planned.due,
      expires: planned.expires, state: record.state)
  }
}
