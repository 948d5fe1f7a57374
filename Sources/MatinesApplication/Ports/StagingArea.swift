// SPDX-License-Identifier: MIT
import MatinesDomain

package struct StagedEvent: Equatable, Sendable {
  package let id: EventID
  package let name: EventName
  /// The event document as it came.
  package let document: String
  package let fingerprint: Fingerprint
  /// When it confirms itself; nil for one that waits for its host.
  package let due: Instant?
  /// It was taken at its due before, and came to nothing.
  package let wasTried: Bool

  package init(
    id: EventID, name: EventName, document: String, fingerprint: Fingerprint,
    due: Instant? = nil, wasTried: Bool = false
  ) {
    self.id = id
    self.name = name
    self.document = document
    self.fingerprint = fingerprint
    self.due = due
    self.wasTried = wasTried
  }
}

/// Events of a host's own transaction that may still roll back. They send nothing.
package protocol StagingArea: Sendable {
  /// Idempotent; `conflict` when the id was used with other content or was discarded.
  func stage(_ event: StagedEvent, now: Instant) throws(StoreFailure)
  /// `notFound` when never staged, `conflict` when discarded; nil when it was accepted already.
  func staged(_ id: EventID) throws(StoreFailure) -> StagedEvent?
  /// What `accept` answered for an event id.
  func accepted(_ id: EventID) throws(StoreFailure) -> Receipt?
  /// Idempotent; `conflict` when it was accepted already.
  func discard(_ id: EventID, now: Instant) throws(StoreFailure)
  /// Leases one event staged before `limit` and not leased by anybody at `now`.
  func takeStage(before limit: Instant, now: Instant, lease: Instant.Span)
    throws(StoreFailure) -> StagedEvent?
  /// Leases one scheduled event that is due.
  func takeScheduled(now: Instant, lease: Instant.Span) throws(StoreFailure) -> StagedEvent?
  /// When the next scheduled event is due, leased or not.
  func nextScheduled() throws(StoreFailure) -> Instant?
  /// A scheduled event is not taken any more, and listed; staged it remains: it may be confirmed,
  /// discarded, or scheduled again. False, and nothing happens, for one that is none, or was moved
  /// from this due.
  func giveUp(_ id: EventID, due: Instant) throws(StoreFailure) -> Bool
  /// Those, the earliest due first.
  func givenUp(limit: Int) throws(StoreFailure) -> [StagedEvent]
}
