// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SimDisk {
  func stage(_ event: StagedEvent, now: Instant) throws(StoreFailure) {
    try reach(.stage, { () throws(StoreFailure) in try inner.stage(event, now: now) }) {
      book.staged(event)
    }
  }

  func staged(_ id: EventID) throws(StoreFailure) -> StagedEvent? {
    try reach(.read, { () throws(StoreFailure) in try inner.staged(id) })
  }

  func accepted(_ id: EventID) throws(StoreFailure) -> Receipt? {
    try reach(.read, { () throws(StoreFailure) in try inner.accepted(id) })
  }

  func discard(_ id: EventID, now: Instant) throws(StoreFailure) {
    try reach(.stage, { () throws(StoreFailure) in try inner.discard(id, now: now) }) {
      book.discarded(id)
    }
  }

  func takeStage(
    before limit: Instant, now: Instant, lease: Instant.Span
  ) throws(StoreFailure) -> StagedEvent? {
    try reach(
      .stage,
      { () throws(StoreFailure) in
        try inner.takeStage(before: limit, now: now, lease: lease)
      })
  }

  func takeScheduled(now: Instant, lease: Instant.Span) throws(StoreFailure) -> StagedEvent? {
    try reach(
      .take,
      { () throws(StoreFailure) in
        try inner.takeScheduled(now: now, lease: lease)
      }
    ) {
      book.took($0, now: now, lease: lease)
      guard let event = $0 else { return }
      world.note(life, "takes an event that is due")
      world.mayMove(event.id, from: life)
    }
  }

  func nextScheduled() throws(StoreFailure) -> Instant? {
    try reach(.read, { () throws(StoreFailure) in try inner.nextScheduled() }) {
      book.answered(nextAppointment: $0)
    }
  }

  func giveUp(_ id: EventID, due: Instant) throws(StoreFailure) -> Bool {
    try reach(.stage, { () throws(StoreFailure) in try inner.giveUp(id, due: due) }) {
      if $0 { book.gaveUp(id) }
    }
  }

  func givenUp(limit: Int) throws(StoreFailure) -> [StagedEvent] {
    try reach(.read) { () throws(StoreFailure) in try inner.givenUp(limit: limit) }
  }

  func failed(limit: Int) throws(StoreFailure) -> [DeliveryRecord] {
    try reach(.read, { () throws(StoreFailure) in try inner.failed(limit: limit) })
  }

  func retry(_ id: Int64, now: Instant, expires: Instant) throws(StoreFailure) {
    try reach(
      .mark,
      { () throws(StoreFailure) in
        try inner.retry(id, now: now, expires: expires)
      }
    ) {
      world.note(life, "asks for delivery # again", Int(id))
      book.retried(id, now: now, expires: expires)
    }
  }

  func drop(_ id: Int64, now: Instant) throws(StoreFailure) {
    try reach(.mark, { () throws(StoreFailure) in try inner.drop(id, now: now) }) {
      book.dropped(id)
    }
  }

  func acknowledge(_ push: PushReceipt, at time: MarkTime) throws(StoreFailure) -> Bool {
    try reach(.mark, { () throws(StoreFailure) in try inner.acknowledge(push, at: time) }) {
      life.isUnannounced = $0
      world.note(
        life, "acknowledges push # (opened: #)", Int(push.delivery), push.wasOpened ? 1 : 0)
      book.acknowledged(push, time, isToBeTold: $0)
    }
  }

  func put(_ user: User, now: Instant) throws(StoreFailure) {
    try reach(.people, { () throws(StoreFailure) in try inner.put(user, now: now) }) {
      book.put(user)
    }
  }

  func preferences(of user: UserID) throws(StoreFailure) -> Preferences {
    try reach(.read, { () throws(StoreFailure) in try inner.preferences(of: user) })
  }

  func adjust(
    _ user: UserID, _ change: (Preferences) -> Preferences
  ) throws(StoreFailure) -> Preferences {
    try reach(.people, { () throws(StoreFailure) in try inner.adjust(user, change) }) {
      book.adjusted(user, change, answer: $0)
    }
  }

  func stored(_ id: UserID) throws(StoreFailure) -> User? {
    try reach(.read, { () throws(StoreFailure) in try inner.stored(id) })
  }

  func subscribe(
    _ user: UserID, _ browser: RegisteredBrowser, currentKey: String?
  ) throws(StoreFailure) {
    try reach(
      .people,
      { () throws(StoreFailure) in
        try inner.subscribe(user, browser, currentKey: currentKey)
      }
    ) { book.browsersChanged() }
  }

  func unsubscribe(_ user: UserID, endpoint: String) throws(StoreFailure) {
    try reach(
      .people,
      { () throws(StoreFailure) in
        try inner.unsubscribe(user, endpoint: endpoint)
      }
    ) { book.browsersChanged() }
  }

  func label(_ user: UserID, endpoint: String, _ label: String?) throws(StoreFailure) {
    try reach(
      .people,
      { () throws(StoreFailure) in
        try inner.label(user, endpoint: endpoint, label)
      })
  }

  func browsers(of user: UserID) throws(StoreFailure) -> [RegisteredBrowser] {
    try reach(.read, { () throws(StoreFailure) in try inner.browsers(of: user) })
  }

  func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    try reach(.read, { () throws(StoreFailure) in try inner.presence(of: user, boot: boot) }) {
      seat.hear($0, of: user)
      book.answered($0, user, boot)
    }
  }

  func ping(
    _ user: UserID, tab: TabID, session: SessionTag?, visible: Bool, lease: Instant.Span,
    boot: BootTime
  ) throws(StoreFailure) {
    try reach(
      .people,
      { () throws(StoreFailure) in
        try inner.ping(
          user, tab: tab, session: session, visible: visible, lease: lease, boot: boot)
      }
    ) { book.pinged(user, tab, visible, lease, boot) }
  }

  func leave(_ user: UserID, tab: TabID, boot: BootTime) throws(StoreFailure) {
    try reach(
      .people,
      { () throws(StoreFailure) in
        try inner.leave(user, tab: tab, boot: boot)
      }
    ) { book.left(user, tab) }
  }

  func leave(_ user: UserID, session: SessionTag, boot: BootTime) throws(StoreFailure) {
    try inner.leave(user, session: session, boot: boot)
  }

  func end(_ session: SessionTag, until: Instant, now: Instant) throws(StoreFailure) {
    try inner.end(session, until: until, now: now)
  }

  func end(of session: SessionTag) throws(StoreFailure) -> Instant? {
    try inner.end(of: session)
  }

  func archive(_ document: String, digest: [UInt8]) throws(StoreFailure) -> Int64 {
    try inner.archive(document, digest: digest)
  }

  func policyDocument(_ number: Int64) throws(StoreFailure) -> String {
    try inner.policyDocument(number)
  }

  func checkpoint() throws(StoreFailure) {
    try reach(.people, { () throws(StoreFailure) in try inner.checkpoint() })
  }

  func close() {}
}
