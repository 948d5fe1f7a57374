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

  /// Accepts what was scheduled for now or before, by the facts of this moment. What cannot be
  /// accepted stays scheduled, is told, and tried again after the lease; so does all of it while
  /// the queue is full, which must not keep the worker from emptying it.
  package func releaseDue(
    limit: Int, _ log: any Log
  ) throws(StoreFailure) -> Int {
    var released = 0
    while released < limit,
      let event = try store.takeScheduled(now: clock.now(), lease: .seconds(60))
    {
      do throws(ApplicationFailure) {
        _ = try emit(read(event.name, event.id, event.document), wasStaged: true)
      } catch {
        let shown = "scheduled event '\(PlainText.oneLine(event.id.text, limit: 128))'"
        if case .store(.full(let why)) = error {
          log.write(.warning, "\(shown): \(why)")
          return released
        }
        if case .store(let failure) = error, failure.isOfStore { throw failure }
        log.write(.alarm, "\(shown): \(error)")
      }
      released += 1
    }
    return released
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
