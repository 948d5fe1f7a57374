// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func stage(_ event: StagedEvent, now: Instant) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      if let first = state.keys[event.id] {
        guard first.fingerprint.matches(event.fingerprint) else { throw .conflict("event_id") }
        return
      }
      guard let known = state.stages[event.id] else {
        state.stages[event.id] = MemoryState.Stage(event: event, created: now)
        return
      }
      guard !known.discarded, known.event.fingerprint.matches(event.fingerprint) else {
        throw .conflict("event_id")
      }
      if event.due != nil {
        state.stages[event.id] = MemoryState.Stage(event: event, created: known.created)
      }
    }
  }

  package func staged(_ id: EventID) throws(StoreFailure) -> StagedEvent? {
    try access { (state, _) throws(StoreFailure) in
      if state.keys[id] != nil { return nil }
      guard let known = state.stages[id] else { throw .notFound("event_id") }
      guard !known.discarded else { throw .conflict("event_id") }
      return known.event
    }
  }

  package func accepted(_ id: EventID) throws(StoreFailure) -> Receipt? {
    try access { (state, _) throws(StoreFailure) in state.keys[id].flatMap(state.receipt) }
  }

  package func discard(_ id: EventID, now: Instant) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      guard state.keys[id] == nil else { throw .conflict("event_id") }
      let known = state.stages[id]
      if known?.discarded == true { return }
      #if MATINES_PLANTED
        if Planted.discardIgnored.isHere, known?.event.due != nil { return }
      #endif
      let tombstone = StagedEvent(
        id: id, name: known?.event.name ?? .promotedToMinister, document: "",
        fingerprint: Fingerprint(high: 0, low: 0))
      state.stages[id] = MemoryState.Stage(event: tombstone, created: now, discarded: true)
    }
  }

  package func takeStage(
    before limit: Instant, now: Instant, lease: Instant.Span
  ) throws(StoreFailure) -> StagedEvent? {
    try access { (state, _) throws(StoreFailure) in
      let free = state.stages.values.filter { stage in
        !stage.discarded && stage.event.due == nil && stage.created < limit
          && stage.leased.map { $0 <= now } ?? true
      }
      let oldest = free.min { left, right in
        if left.created != right.created { return left.created < right.created }
        return left.event.id.text.utf8.lexicographicallyPrecedes(right.event.id.text.utf8)
      }
      guard let oldest else { return nil }
      state.stages[oldest.event.id]?.leased = now + lease
      return oldest.event
    }
  }

  package func takeScheduled(
    now: Instant, lease: Instant.Span
  ) throws(StoreFailure) -> StagedEvent? {
    try access { (state, _) throws(StoreFailure) in
      let due = state.stages.values.filter { stage in
        stage.isScheduled && stage.isDue(now)
          && stage.leased.map { $0 <= now } ?? true
      }
      guard let first = due.min(by: { $0.event.precedes($1.event) }) else { return nil }
      state.stages[first.event.id]?.leased = now + lease
      let event = first.event
      return StagedEvent(
        id: event.id, name: event.name, document: event.document, fingerprint: event.fingerprint,
        due: event.due, wasTried: first.leased != nil)
    }
  }

  package func giveUp(_ id: EventID, due: Instant) throws(StoreFailure) -> Bool {
    try access { (state, _) throws(StoreFailure) in
      guard let stage = state.stages[id], stage.isScheduled, stage.event.due == due else {
        return false
      }
      state.stages[id]?.isGivenUp = true
      return true
    }
  }

  package func givenUp(limit: Int) throws(StoreFailure) -> [StagedEvent] {
    try access { (state, _) throws(StoreFailure) in
      let events = state.stages.values.filter(\.isGivenUp).map(\.event)
      return Array(events.sorted { $0.precedes($1) }.prefix(max(0, limit)))
    }
  }

  package func nextScheduled() throws(StoreFailure) -> Instant? {
    try access { (state, _) throws(StoreFailure) in
      state.stages.values.filter(\.isScheduled).compactMap(\.event.due).min()
    }
  }
}

extension MemoryState.Stage {
  fileprivate var isScheduled: Bool { !discarded && !isGivenUp && event.due != nil }

  fileprivate func isDue(_ now: Instant) -> Bool {
    guard let due = event.due else { return false }
    #if MATINES_PLANTED
      if Planted.takenEarly.isHere { return due <= now + .seconds(5) }
    #endif
    return due <= now
  }
}

extension StagedEvent {
  fileprivate func precedes(_ other: StagedEvent) -> Bool {
    (due?.milliseconds ?? 0, id.text) < (other.due?.milliseconds ?? 0, other.id.text)
  }
}
