// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Events for later: none before its due unless somebody confirms it, none after it was discarded,
/// none forgotten.
extension Book {
  func staged(_ event: StagedEvent) {
    if let known = keys[event.id] {
      return demand(
        known.fingerprint == event.fingerprint, "R3", "an accepted key was staged anew")
    }
    let known = stages[event.id]
    if let known {
      demand(
        !known.isDiscarded && known.event.fingerprint == event.fingerprint, "R3",
        "a key was staged again with other content")
      if event.due == nil { return }
    }
    stages[event.id] = Stage(event: event, taken: known?.taken)
    if event.due != nil { appointed.insert(event.id) }
  }

  func discarded(_ id: EventID) {
    demand(keys[id] == nil, "R2", "an accepted event was discarded")
    // What was never staged is remembered as dropped.
    let nothing = StagedEvent(
      id: id, name: .promotedToMinister, document: "", fingerprint: Fingerprint(high: 0, low: 0))
    stages[id, default: Stage(event: nothing)].isDiscarded = true
    appointed.remove(id)
  }

  func took(_ event: StagedEvent?, now: Instant, lease: Instant.Span) {
    let free = appointed.filter { id in
      guard let stage = stages[id], let due = stage.event.due else { return false }
      return due <= now && stage.leased.map { $0 <= now } ?? true
    }
    guard let event else {
      return demand(free.isEmpty, "R10", "an event that was due was left lying")
    }
    let stage = stages[event.id]
    demand(
      free.contains(event.id) && stage?.event.fingerprint == event.fingerprint
        && event.wasTried == (stage?.leased != nil), "R10",
      "an event was taken that is not due, or another's")
    stages[event.id]?.leased = now + lease
    stages[event.id]?.taken = event.due
  }

  /// Refused for an hour; it is listed, and not silently gone.
  func gaveUp(_ id: EventID) {
    if stages[id]?.isDiscarded == false { appointed.remove(id) }
  }

  func answered(nextAppointment due: Instant?) {
    let earliest = appointed.compactMap { stages[$0]?.event.due }.min()
    demand(due == earliest, "R10", "the next event is expected at another time")
  }

  /// Accepted, by whoever confirms it or by a worker that has taken it.
  func keepAppointment(_ id: EventID, byWorker: Bool) {
    demand(
      !byWorker || stages[id]?.taken == stages[id]?.event.due, "R10",
      "a worker accepted an event that it has not taken when it was due")
    stages[id] = nil
    appointed.remove(id)
  }
}
