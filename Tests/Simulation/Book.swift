// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// What must be true, kept from what was asked and answered, and never from the store's own code.
final class Book {
  let store: any Store
  /// Opens the ids of notifications: those of one event follow each other.
  let seal: IdentifierSeal
  let zones: FixedTimeZones
  let policy: Policy
  var people: [Person] = []
  var places: [UserID: Int] = [:]
  var notices: [Notice] = []
  var noticeByID: [NotificationID: Int] = [:]
  /// Of notices that have yet to reach somebody, the oldest first.
  var walking: [Int] = []
  var messages: [Message] = []
  var byPlace: [Place: Int] = [:]
  var rows: [Row] = []
  /// Rows under a lease.
  var held: [Int] = []
  /// Of those, how they were looked at last.
  var looks: [Int: Look] = [:]
  /// Messages with a row that is not at its end.
  var open: Set<Int> = []
  var keys: [EventID: Key] = [:]
  var stages: [EventID: Stage] = [:]
  /// Of those, which are due at a time of their own.
  var appointed: Set<EventID> = []
  /// What people's pages are to be told, by person.
  var updates: [Int: Untold] = [:]
  /// Numbers of browsers that are registered.
  var browsers: Set<Int64> = []
  var jitter = Jitter()
  /// How many texts were charged, by month, category and person; nobody for all.
  var texts: [Account: Int64] = [:]
  /// When somebody was reached.
  var sent: [Reach: [Instant]] = [:]
  /// The latest of its place.
  var collapses: [CollapsePlace: Int] = [:]
  /// The latest wall time at which anything may have been found expired.
  private(set) var latestNow = Instant(milliseconds: .min)
  private var touched: [Int] = []
  private var counted: [Int] = []
  private(set) var violation: Violation?

  struct Account: Hashable {
    let month: Int64
    let category: CategoryName
    let person: Int?
  }

  struct Key {
    let fingerprint: Fingerprint
    let notification: NotificationID
  }

  struct Stage {
    let event: StagedEvent
    var isDiscarded = false
    /// Until when a worker has taken it, and by which due one has.
    var leased: Instant?
    var taken: Instant?
  }

  init(_ store: any Store, _ seal: IdentifierSeal, _ zones: FixedTimeZones, _ policy: Policy) {
    self.store = store
    self.seal = seal
    self.zones = zones
    self.policy = policy
  }

  /// The first one counts: what follows may follow from it.
  func violate(_ rule: String, _ sentence: String) {
    if violation == nil { violation = Violation(rule: rule, sentence: sentence) }
  }

  func demand(_ truth: Bool, _ rule: String, _ sentence: @autoclosure () -> String) {
    if !truth { violate(rule, sentence()) }
  }

  func touch(_ message: Int) { touched.append(message) }

  /// Nothing has reached them, or should have.
  func touch(person: Int) { counted.append(person) }

  func latest(_ now: Instant) { latestNow = max(latestNow, now) }

  /// The place of a row whose fence is this one and which is under a lease.
  func held(_ token: DeliveryToken) -> Int? {
    guard token.id >= 1, token.id <= Int64(rows.count) else { return nil }
    let at = Int(token.id) - 1
    return rows[at].state == .claimed && rows[at].fence == token.fence ? at : nil
  }

  func enter(_ state: DeliveryState, _ at: Int) {
    let wasPending = rows[at].state == .waiting || rows[at].state == .ready
    if rows[at].state == .claimed {
      held.removeAll { $0 == at }
      looks[at] = nil
    }
    if state == .cancelled, wasPending { takeBack(at) }
    rows[at].state = state
    if state == .claimed { held.append(at) }
    touch(rows[at].message)
  }
}

extension Book {
  /// Compares what was touched with what is stored.
  func verify() {
    if !counted.isEmpty {
      for person in counted { verify(counts: people[person]) }
      counted.removeAll(keepingCapacity: true)
    }
    guard !touched.isEmpty else { return }
    var done: [Int] = []
    for message in touched where !done.contains(message) {
      done.append(message)
      verify(message)
      verify(counts: people[messages[message].person])
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Everything that is not at its end; or everything there is.
  func sweep(all: Bool) {
    touched.removeAll(keepingCapacity: true)
    for message in all ? Array(messages.indices) : open.sorted() { verify(message) }
    for person in people {
      verify(counts: person)
      recount(person)
    }
  }

  func verify(_ message: Int) {
    let mine = messages[message]
    let history: History
    do throws(StoreFailure) {
      history = try store.history(of: mine.id, for: people[mine.person].id)
    } catch {
      return violate("R4", "an accepted notification is gone: \(error)")
    }
    let marks = history.marks
    demand(
      (marks.seen != nil) == mine.seen && marks.read == mine.read
        && marks.archived == mine.archived, "R4",
      "the marks of a row are not what its person did")
    demand(history.deliveries.count == mine.rows.count, "R5", "a delivery is gone, or too many")
    var isOpen = false
    for (at, record) in zip(mine.rows, history.deliveries) {
      verify(at, record)
      if !rows[at].state.isEnd { isOpen = true }
    }
    if isOpen { open.insert(message) } else { open.remove(message) }
  }

  private func verify(_ at: Int, _ record: DeliveryRecord) {
    let mine = rows[at]
    demand(record.id == mine.id, "R5", "delivery \(mine.id) changed its number")
    if record.state != mine.state {
      guard explains(record, mine) else {
        return violate(
          "R5", "delivery \(mine.id) is \(record.state.name), and should be \(mine.state.name)")
      }
      if record.state == .cancelled { takeBack(at) }
      rows[at].state = record.state
    }
    demand(
      record.attempts == rows[at].attempts, "R11",
      "delivery \(mine.id) counts \(record.attempts) attempts instead of \(mine.attempts)")
    demand(record.due == rows[at].due, "R10", "delivery \(mine.id) has another due")
  }

  /// Changes that nobody asked for by name: a rung is armed, a delivery is too late, a browser is
  /// gone.
  private func explains(_ record: DeliveryRecord, _ mine: Row) -> Bool {
    switch (mine.state, record.state, record.note) {
    case (.waiting, .ready, _): true
    case (.ready, .cancelled, Reason.expired.rawValue),
      (.waiting, .cancelled, Reason.expired.rawValue):
      mine.expires <= latestNow
    case (.ready, .cancelled, Reason.gone.rawValue), (.waiting, .cancelled, Reason.gone.rawValue):
      mine.destination != 0 && !browsers.contains(mine.destination)
    default: false
    }
  }

  private func verify(counts person: Person) {
    guard let counts = try? store.counts(of: person.id) else { return }
    demand(
      counts.unread == person.unread && counts.unseenBySeverity == person.unseen, "R4",
      "the bell shows \(counts.unread) unread instead of \(person.unread), or other severities")
  }

  private func recount(_ person: Person) {
    var unread: Int64 = 0
    for message in person.messages where messages[message].isUnread { unread += 1 }
    demand(unread == person.unread, "R4", "the book itself miscounted")
  }
}

extension DeliveryState {
  var isEnd: Bool {
    switch self {
    case .waiting, .ready, .claimed: false
    case .delivered, .cancelled, .failed, .unknown: true
    }
  }
}
