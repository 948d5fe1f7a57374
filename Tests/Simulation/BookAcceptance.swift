// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Book {
  func accepted(_ submission: Submission, _ receipt: Receipt) {
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
    demand(byID[receipt.notification] == nil, "R3", "two notifications have one id")
    guard let subject = submission.event.subject, let person = places[subject] else {
      return violate("R3", "an event for nobody was accepted")
    }
    enter(submission, receipt, person)
  }

  private func repeated(_ known: Key, _ submission: Submission, _ receipt: Receipt) {
    demand(
      known.fingerprint == submission.event.fingerprint, "R3",
      "a key was accepted again with other content")
    demand(
      receipt.repeated && receipt.notification == messages[known.message].id, "R3",
      "a repeated event made a second notification")
  }

  private func enter(_ submission: Submission, _ receipt: Receipt, _ person: Int) {
    let history: History
    do throws(StoreFailure) {
      history = try store.history(of: receipt.notification, for: people[person].id)
    } catch {
      return violate("R1", "what was accepted is not there: \(error)")
    }
    let message = messages.count
    let first = rows.count
    var turn: [Int: Int] = [:]
    for record in history.deliveries {
      rows.append(row(record, message, submission, history.facts, turn[record.rung, default: 0]))
      turn[record.rung, default: 0] += 1
    }
    demand(receipt.deliveries == rows.count - first, "R2", "not all deliveries were written")
    messages.append(
      Message(
        id: receipt.notification, person: person, category: submission.treatment.category,
        severity: history.notification.severity, rows: first..<rows.count))
    byID[receipt.notification] = message
    people[person].messages.append(message)
    people[person].unread += 1
    people[person].unseen[history.notification.severity.rawValue] += 1
    if let key = submission.event.id {
      keys[key] = Key(fingerprint: submission.event.fingerprint, message: message)
      stages[key] = nil
    }
    touch(message)
  }

  private func row(
    _ record: DeliveryRecord, _ message: Int, _ submission: Submission, _ facts: Facts,
    _ turn: Int
  ) -> Row {
    let (category, ladder) = (submission.treatment.category, submission.treatment.ladder)
    let rung = ladder.rungs[record.rung]
    let kind = category.kind
    let due = submission.now + rung.after
    let end = submission.now + category.expires
    let destinations = facts.destinations(on: rung.channel) ?? []
    let always = kind == .security && rung.channel == .email
    demand(record.id == Int64(rows.count) + 1, "R5", "deliveries are not numbered in turn")
    demand(
      record.state == .waiting || record.state == .ready, "R2", "a delivery begins its life late")
    demand(record.due == due, "R10", "a delivery is due at another time than its rung says")
    demand(turn < destinations.count, "R5", "a rung has more deliveries than destinations")
    return Row(
      id: record.id, message: message, rung: rung, place: record.rung, channel: rung.channel,
      destination: turn < destinations.count ? destinations[turn] : 0,
      cancelledBySeen: !always && rung.unless.contains(.seen),
      cancelledByAcked: !always && rung.unless.contains(.acked), due: due,
      expires: rung.patience(kind).map { min(end, due + $0) } ?? end, state: record.state)
  }

  func staged(_ event: StagedEvent) {
    if let known = keys[event.id] {
      return demand(
        known.fingerprint == event.fingerprint, "R3", "an accepted key was staged anew")
    }
    if let known = stages[event.id] {
      return demand(
        !known.isDiscarded && known.event.fingerprint == event.fingerprint, "R3",
        "a key was staged again with other content")
    }
    stages[event.id] = Stage(event: event)
  }

  func discarded(_ id: EventID) {
    demand(keys[id] == nil, "R2", "an accepted event was discarded")
    stages[id]?.isDiscarded = true
  }
}
