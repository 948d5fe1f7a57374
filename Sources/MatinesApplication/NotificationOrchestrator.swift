// SPDX-License-Identifier: MIT
import MatinesDomain

/// The application's heart: an event comes in; who hears of it, how, and its acceptance.
package struct NotificationOrchestrator: Sendable {
  package let store: any Store
  package let presence: any PresenceChecker
  /// The host's own directory, where there is one; else people come with events and calls.
  package let directory: (any UserReadModel)?
  package let policies: any PolicyArchive
  package let channels: ChannelBook
  package let clock: any Clock
  package let wakeUp: any WakeUp
  package let zones: (any TimeZones)?
  /// Nil where each text counts as one part.
  package let texts: TextParts?
  package let fallbackLocale: LanguageTag
  package let waiting: Int

  package init(
    store: any Store, presence: any PresenceChecker, directory: (any UserReadModel)?,
    policies: any PolicyArchive, channels: ChannelBook, clock: any Clock,
    wakeUp: any WakeUp, zones: (any TimeZones)? = nil, texts: TextParts? = nil,
    fallbackLocale: LanguageTag, waiting: Int = WorkLimits.usualWaiting
  ) {
    self.store = store
    self.presence = presence
    self.directory = directory
    self.policies = policies
    self.channels = channels
    self.clock = clock
    self.wakeUp = wakeUp
    self.zones = zones
    self.texts = texts
    self.fallbackLocale = fallbackLocale
    self.waiting = waiting
  }

  /// Accepts an event: when this returns, it is committed. `wasStaged` ends its stage with it; by
  /// `due` a worker took it, unless that is nil.
  package func notify(
    _ event: Event, wasStaged: Bool = false, due: Instant? = nil
  ) throws(ApplicationFailure) -> Receipt {
    let submission = try submission(event, wasStaged: wasStaged, due: due)
    #if MATINES_PLANTED
      if Planted.publishedBeforeCommitted.isHere { wakeUp.ring() }
    #endif
    let receipt = try storing { () throws(StoreFailure) in
      try store.accept(submission) { facts in decide(submission.treatment, facts) }
    }
    if !receipt.repeated, receipt.deliveries > 0 || receipt.isExpanding { wakeUp.ring() }
    return receipt
  }

  /// Everything that acceptance needs to know, asked before its transaction opens.
  func submission(
    _ event: Event, wasStaged: Bool, due: Instant? = nil
  ) throws(ApplicationFailure) -> Submission {
    // What was staged was checked then; the zone database may have changed since.
    if !wasStaged { try check(event) }
    let (number, policy) = policies.current()
    let (treatment, content) = try treat(event, policy)
    try event.check(treatment)
    // Both are asked before the transaction opens: they may be the host's functions.
    let known = try lookedUp(event)
    let presence = try event.subject.map(presence) ?? .known(.offline)
    return Submission(
      event: known, treatment: treatment, content: content,
      observers: policy.observers(of: event), policy: number, channels: channels.configured,
      presence: presence, fallbackLocale: fallbackLocale, flood: policy.flood,
      pricing: policy.pricing(texts), zones: zones, now: clock.now(), wasStaged: wasStaged,
      due: due, waiting: waiting)
  }

  /// People come along with clocks that exist.
  package func check(_ event: Event) throws(ApplicationFailure) {
    guard let zones else { return }
    do throws(InvalidValue) {
      for (index, user) in event.users.enumerated() {
        try zones.check(user, at: "users[\(index)]")
      }
    } catch {
      throw .invalid(error)
    }
  }

  func presence(of user: UserID) throws(ApplicationFailure) -> PresenceSource {
    let boot = clock.boot()
    if presence.isStore { return .stored(boot) }
    return .known(
      try storing { () throws(StoreFailure) in try presence.presence(of: user, boot: boot) })
  }

  /// Which category and ladder the policy gives an event, and in what words it speaks.
  private func treat(
    _ event: Event, _ policy: Policy
  ) throws(ApplicationFailure) -> (Policy.Treatment, Content) {
    switch event.body {
    case .data(let data):
      guard let treatment = policy.treatment(of: event.name, part: 0),
        let template = treatment.template
      else { throw .unknownEvent(event.name) }
      return (treatment, .template(template, data: data))
    case .literal(let title, let body, let data, _, let category):
      let treatment = try treatment(of: category ?? .general, policy)
      return (treatment, .literal(title: title, body: body, data: data))
    }
  }

  private func treatment(
    of category: CategoryName, _ policy: Policy
  ) throws(ApplicationFailure) -> Policy.Treatment {
    guard let found = policy.treatment(of: category) else {
      throw .invalid(InvalidValue("category", .malformed("the policy has none of that name")))
    }
    return found
  }

  /// The event with its subject as the host's directory knows them, unless it brings them along.
  private func lookedUp(_ event: Event) throws(ApplicationFailure) -> Event {
    guard let directory, let subject = event.subject,
      !event.users.contains(where: { $0.id == subject })
    else { return event }
    do throws(DirectoryFailure) {
      guard let user = try directory.user(subject) else { return event }
      return event.bringing(user)
    } catch {
      throw .directory(error.why)
    }
  }
}

extension Policy {
  func pricing(_ texts: TextParts?) -> TextPricing? {
    prices.map { texts?.pricing($0) ?? TextPricing($0) }
  }

  /// `notify` speaks to one person only.
  package func observers(of event: Event) -> [Treatment] {
    guard case .data = event.body else { return [] }
    return Array(observers(of: event.name))
  }
}

extension Event {
  /// An event for its subject must have one.
  func check(_ treatment: Policy.Treatment) throws(ApplicationFailure) {
    if subject == nil, treatment.audience.includesSubject {
      throw .invalid(InvalidValue("user_id", .missing))
    }
  }

  func bringing(_ user: User) -> Event {
    Event(
      name: name, id: id, subject: subject, users: users + [user], body: body,
      fingerprint: fingerprint)
  }
}
