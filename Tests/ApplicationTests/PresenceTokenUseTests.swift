// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

struct `Presence by token` {
  private let clock = ManualClock()
  private let book = MemoryPresence()
  private let record: RecordPresence
  private let user: UserID
  private let tab: TabID
  private let session = SessionTag(7)

  init() throws {
    let store = MemoryStore(seal: try IdentifierSeal(key: [UInt8](repeating: 7, count: 32)))
    record = RecordPresence(
      book: { [book] in book }, checker: book, sessions: store, clock: clock)
    user = try UserID("42")
    tab = try TabID("tab")
  }

  @Test func `lasts five minutes`() throws {
    let token = record.token(user, session)
    try record.ping(token, tab: tab, visible: true)
    #expect(try record.check(user) == .visible)
    clock.advance(.seconds(299))
    try record.ping(token, tab: tab, visible: false)
    #expect(try record.check(user) == .hidden)
    clock.advance(.seconds(1))
    #expect(throws: ApplicationFailure.store(.conflict("token: expired"))) {
      try record.ping(token, tab: tab, visible: true)
    }
    #expect(throws: ApplicationFailure.self) { try record.leave(token, tab: tab) }
    #expect(try record.check(user) == .hidden)
  }

  /// Its clock was set back since: it would be good for longer than any token is.
  @Test func `is not of the future`() throws {
    let token = PresenceToken(
      user: user, session: session, expires: clock.now() + .seconds(301))
    #expect(throws: ApplicationFailure.self) { try record.ping(token, tab: tab, visible: true) }
    #expect(try record.check(user) == .offline)
  }

  @Test func `ends with its session, and only that`() throws {
    let (token, other) = (record.token(user, session), record.token(user, SessionTag(8)))
    let second = try TabID("second")
    try record.ping(token, tab: tab, visible: true)
    try record.ping(other, tab: second, visible: false)
    try record.end(session, of: user)
    #expect(try record.check(user) == .hidden)
    let ended = ApplicationFailure.store(.conflict("token: of an ended session"))
    for _ in 0..<3 {
      #expect(throws: ended) { try record.ping(token, tab: tab, visible: true) }
      #expect(throws: ended) { try record.leave(token, tab: tab) }
    }
    try record.ping(other, tab: second, visible: true)
    try record.leave(other, tab: second)
    #expect(try record.check(user) == .offline)
    clock.advance(.seconds(1))
    try record.ping(record.token(user, session), tab: tab, visible: true)
    #expect(try record.check(user) == .visible)
    try record.end(session, of: user)
    try record.end(session, of: user)
    #expect(try record.check(user) == .offline)
  }

  @Test func `leaves no tab when its session ends between the look and the ping`() throws {
    let ending = EndingBook(sessions: [nil, clock.now() + .seconds(300)])
    let record = RecordPresence(
      book: { [book] in book }, checker: book, sessions: ending, clock: clock)
    #expect(throws: ApplicationFailure.self) {
      try record.ping(record.token(user, session), tab: tab, visible: true)
    }
    #expect(try record.check(user) == .offline)
  }
}

/// Answers each look with the next of its list.
private final class EndingBook: SessionBook {
  private let answers: Mutex<[Instant?]>

  init(sessions answers: [Instant?]) { self.answers = Mutex(answers) }

  func end(_ session: SessionTag, until: Instant, now: Instant) throws(StoreFailure) {}

  func end(of session: SessionTag) throws(StoreFailure) -> Instant? {
    answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}
