// SPDX-License-Identifier: MIT
import MatinesDomain

/// An event that follows the host's own transaction: nothing is sent before `confirm`.
package struct StageEvent: Sendable {
  private let store: any Store
  private let reader: any EventReader
  private let policies: any PolicyArchive
  private let emit: EmitEvent
  private let clock: any Clock

  package init(
    store: any Store, reader: any EventReader, policies: any PolicyArchive, emit: EmitEvent,
    clock: any Clock
  ) {
    self.store = store
    self.reader = reader
    self.policies = policies
    self.emit = emit
    self.clock = clock
  }

  /// What would be refused at `confirm` for its form is refused here.
  package func stage(
    _ name: EventName, id: EventID, document: String, due: Instant? = nil
  ) throws(ApplicationFailure) {
    let event = try read(name, id, document)
    guard let treatment = policies.current().policy.treatment(of: name, part: 0) else {
      throw .unknownEvent(name)
    }
    try event.check(treatment)
    try emit.check(event)
    let staged = StagedEvent(
      id: id, name: name, document: document, fingerprint: event.fingerprint, due: due)
    try storing { () throws(StoreFailure) in try store.stage(staged, now: clock.now()) }
  }

  /// How long after its due an event is tried that was refused for what it says.
  private static let patience = Instant.Span.seconds(3_600)

  /// Accepts what was scheduled for now or before, by the facts of this moment. What is refused is
  /// tried again after the lease, for an hour, and then given up; what cannot be taken now, the
  /// queue being full or the host's directory silent, is tried for as long as that lasts, and a
  /// full queue does not keep the worker from emptying it.
  package func releaseDue(
    limit: Int, _ log: any Log
  ) throws(StoreFailure) -> Int {
    var released = 0
    while released < limit,
      let event = try store.takeScheduled(now: clock.now(), lease: .seconds(60))
    {
      do throws(ApplicationFailure) {
        _ = try emit(
          read(event.name, event.id, event.document), wasStaged: true, due: event.due)
      } catch {
        let shown = "scheduled event '\(PlainText.oneLine(event.id.text, limit: 128))'"
        if case .store(.full(let why)) = error {
          log.write(.warning, "\(shown): \(why)")
          return released
        }
        if case .store(let failure) = error, failure.isOfStore { throw failure }
        if case .directory(let why) = error {
          log.write(.warning, "\(shown): \(why)")
        } else if try isStillDue(event) {
          try refuse(event, "\(shown): \(error.words)", log)
        }
      }
      released += 1
    }
    return released
  }

  /// False when somebody moved or discarded it meanwhile: then nothing was refused.
  private func isStillDue(_ event: StagedEvent) throws(StoreFailure) -> Bool {
    do throws(StoreFailure) {
      return try store.staged(event.id)?.due == event.due
    } catch {
      if error.isOfStore { throw error }
      return false
    }
  }

  /// Told at the first refusal and at the last: an alarm each minute is read by nobody.
  private func refuse(
    _ event: StagedEvent, _ words: String, _ log: any Log
  ) throws(StoreFailure) {
    guard event.wasTried else {
      return log.write(.warning, "\(words); it is tried again until an hour after its time")
    }
    guard let due = event.due, due + Self.patience <= clock.now() else { return }
    guard try store.giveUp(event.id, due: due) else { return }
    log.write(.alarm, "\(words); given up: confirm it, schedule it again or discard it")
  }

  package func confirm(_ id: EventID) throws(ApplicationFailure) -> Receipt {
    guard let staged = try storing({ () throws(StoreFailure) in try store.staged(id) }) else {
      let receipt = try storing { () throws(StoreFailure) in try store.accepted(id) }
      guard let receipt else { throw .store(.notFound("event_id")) }
      return receipt
    }
    return try emit(read(staged.name, id, staged.document), wasStaged: true)
  }

  package func discard(_ id: EventID) throws(ApplicationFailure) {
    try storing { () throws(StoreFailure) in try store.discard(id, now: clock.now()) }
  }

  private func read(
    _ name: EventName, _ id: EventID, _ document: String
  ) throws(ApplicationFailure) -> Event {
    do throws(InvalidValue) {
      return try reader.event(name, id: id, document: document)
    } catch {
      throw .invalid(error)
    }
  }
}
