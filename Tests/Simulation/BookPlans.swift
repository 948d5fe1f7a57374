// SPDX-License-Identifier: MIT
import MatinesDomain

extension Book {
  /// A delivery that there must be.
  struct Planned {
    let rung: Int
    let destination: Int64
    let due: Instant
    let expires: Instant
  }

  /// How a notification reaches somebody.
  struct Arrival {
    let moment: Instant
    let presence: Presence
    let flood: Int?
    /// Found by a list, a role or a domain, and not the subject.
    let isFound: Bool
  }

  /// What the policy gives somebody whom a notification reaches. Of the facts it was planned by,
  /// the book knows all but what addresses they have.
  func plan(
    of notice: Notice, for person: Int, _ stored: Facts, _ arrival: Arrival
  ) -> [Planned] {
    var facts = stored
    facts.presence = arrival.presence
    learn(&facts, notice, people[person], arrival)
    facts.isFlooded = isFlooded(person, arrival)
    demand(facts == stored, "R5", "a plan was made by facts that are not so")
    let ladder = notice.treatment.ladder
    let kind = notice.treatment.category.kind
    let planned = decide(notice.treatment, facts).steps.flatMap { step -> [Planned] in
      guard case .planned(let after) = step.fate else { return [] }
      let due = arrival.moment + after
      let end = ladder.rungs[step.rung].patience(kind).map { min(notice.expires, due + $0) }
      return step.destinations.map {
        Planned(rung: step.rung, destination: $0, due: due, expires: end ?? notice.expires)
      }
    }
    // The hours of rest move some rungs and not others.
    let isInOrder = zip(planned, planned.dropFirst()).allSatisfy { $0.due <= $1.due }
    return isInOrder ? planned : planned.sorted { ($0.due, $0.rung) < ($1.due, $1.rung) }
  }

  private func learn(
    _ facts: inout Facts, _ notice: Notice, _ person: Person, _ arrival: Arrival
  ) {
    (facts.seen, facts.acked, facts.reached, facts.trying) = (false, false, [], [])
    facts.locale = .french
    facts.timeZone = person.zone
    facts.roles = person.user.roles
    facts.isBesideSubject = arrival.isFound && notice.treatment.audience.includesSubject
    facts.heed(person.preferences, on: notice.treatment.category.name, at: arrival.moment) {
      zones.secondsEast(at: $0, in: $1)
    }
  }
}
