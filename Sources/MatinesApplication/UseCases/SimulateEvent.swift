// SPDX-License-Identifier: MIT
import MatinesDomain

/// What would become of an event, decided by the same functions on the same facts; nothing is
/// written, and nothing sent.
package struct SimulateEvent: Sendable {
  /// People of one audience that are told one by one.
  package static let limit = 100
  private let orchestrator: NotificationOrchestrator

  package init(_ orchestrator: NotificationOrchestrator) { self.orchestrator = orchestrator }

  package struct Forecast: Sendable {
    package let now: Instant
    package let parts: [Part]
    package let policy: Policy
  }

  /// One notification of the event.
  package struct Part: Sendable {
    package let treatment: Policy.Treatment
    package let recipients: [Recipient]
    /// There are more than are told.
    package let isCut: Bool
  }

  package struct Recipient: Sendable {
    package let user: User
    package let facts: Facts
    package let steps: [Step]
  }

  package struct Step: Sendable {
    package let step: Decision.Step
    package let due: Instant?
    /// Millionths of the currency; nil where nothing is known to be paid.
    package let price: Int64?
  }

  package func callAsFunction(_ event: Event) throws(ApplicationFailure) -> Forecast {
    let policy = orchestrator.policies.current().policy
    let submission = try orchestrator.submission(event, wasStaged: false)
    var parts: [Part] = []
    for treatment in [submission.treatment] + submission.observers {
      parts.append(try part(treatment, submission, policy))
    }
    return Forecast(now: submission.now, parts: parts, policy: policy)
  }

  private func part(
    _ treatment: Policy.Treatment, _ submission: Submission, _ policy: Policy
  ) throws(ApplicationFailure) -> Part {
    let people = try people(of: treatment, submission)
    var recipients: [Recipient] = []
    for user in people.prefix(Self.limit) {
      let presence = try orchestrator.presence(of: user)
      let found = try storing { () throws(StoreFailure) in
        try orchestrator.store.outlook(
          submission.seen(by: user, presence), treatment, for: user)
      }
      guard let found else {
        if user == submission.event.subject { throw .store(.unknownUser(user)) }
        continue
      }
      recipients.append(recipient(found, treatment, submission))
    }
    return Part(treatment: treatment, recipients: recipients, isCut: people.count > Self.limit)
  }

  private func people(
    of treatment: Policy.Treatment, _ submission: Submission
  ) throws(ApplicationFailure) -> [UserID] {
    let audience = treatment.audience
    let subject = submission.event.subject
    var people = audience.includesSubject ? [subject].compactMap(\.self) : []
    let others = try storing { () throws(StoreFailure) in
      try orchestrator.store.people(in: audience, limit: Self.limit + 2)
    }
    let brought = submission.event.users.filter {
      audience.includes($0.id, roles: $0.roles, domains: $0.domains, subject: nil)
    }.map(\.id)
    // Nobody observes themselves.
    for user in others + brought where treatment.part == 0 || user != subject {
      if !people.contains(user) { people.append(user) }
    }
    return people
  }

  private func recipient(
    _ found: Outlook, _ treatment: Policy.Treatment, _ submission: Submission
  ) -> Recipient {
    let steps = decide(treatment, found.facts).steps.map { planned in
      let step = planned.heeding(found.suppressions[planned.channel], treatment.category.kind)
      var due: Instant?
      if case .planned(let after) = step.fate { due = submission.now + after }
      let isText = step.channel == .sms && due != nil
      return Step(
        step: step, due: due,
        price: isText ? submission.price(of: treatment, for: found) : nil)
    }
    return Recipient(user: found.user, facts: found.facts, steps: steps)
  }
}

extension Submission {
  /// Of its text for somebody, as it would be planned.
  fileprivate func price(of treatment: Policy.Treatment, for found: Outlook) -> Int64? {
    guard let pricing, let content = content(of: treatment) else { return nil }
    var user = found.user
    user.locale = found.facts.locale
    user.timeZone = found.facts.timeZone
    // It has no id before it is accepted.
    let notification = Notification(
      id: NotificationID(high: 0, low: 0), type: event.name, category: treatment.category.name,
      part: treatment.part, severity: treatment.category.severity, content: content,
      created: now, expires: now + treatment.category.expires)
    return pricing.price(of: notification, for: user)
  }

  /// The same, with the presence of somebody else.
  fileprivate func seen(by user: UserID, _ presence: PresenceSource) -> Submission {
    Submission(
      event: event, treatment: treatment, content: content, observers: observers,
      policy: policy, channels: channels, presence: presence, fallbackLocale: fallbackLocale,
      flood: flood, pricing: pricing, zones: zones, now: now, wasStaged: wasStaged)
  }
}
