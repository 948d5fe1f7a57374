// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization

/// The whole house on a memory store, a clock that is moved by hand, and channels that record.
final class House {
  let clock: ManualClock
  let store: MemoryStore
  let presence = MemoryPresence()
  let channels = ChannelBook()
  let transfers = ScriptedTransfers()
  let log = RecordingLog()
  let realtime: RecordingChannel
  let webpush: RecordingChannel
  let email: RecordingChannel
  let sms: RecordingChannel
  let policies: PolicyShelf
  var directory: (any UserReadModel)?
  var limits = WorkLimits()
  let zones = ICUTimeZones()
  var texts: TextParts?
  /// Set where pages are told of marks.
  var publisher: RecordingPublisher?
  /// Instead of `policies`, for what comes.
  var followed: (any PolicyArchive)?

  init(
    policy: String = "{}", email: [Prepared] = [], sms: [Prepared] = [],
    realtime: [Prepared] = [],
    hostCarried: [ChannelName] = [], clock: ManualClock = ManualClock()
  ) throws {
    self.clock = clock
    store = MemoryStore(seal: try IdentifierSeal(key: [UInt8](repeating: 7, count: 32)))
    policies = try PolicyShelf(PolicyDocument.read(policy), in: store)
    self.realtime = RecordingChannel(.realtime, script: realtime)
    webpush = RecordingChannel(.webpush)
    self.email = RecordingChannel(.email, script: email)
    self.sms = RecordingChannel(.sms, atMostOnce: true, script: sms)
    for channel in [self.realtime, webpush, self.email, self.sms] {
      if hostCarried.contains(channel.name) {
        try channels.addHostCarried(channel.name)
      } else {
        try channels.add(channel)
      }
    }
  }

  var orchestrator: NotificationOrchestrator {
    NotificationOrchestrator(
      store: store, presence: presence, directory: directory, policies: followed ?? policies,
      channels: channels, clock: clock, wakeUp: SilentBell(), zones: zones,
      texts: texts, fallbackLocale: .french, waiting: limits.waiting)
  }

  var parts: WorkerParts { parts(with: channels) }

  func parts(with channels: ChannelBook) -> WorkerParts {
    WorkerParts(
      store: store, presence: presence, policies: policies, channels: channels, clock: clock,
      randomness: FixedChance(), wakeUp: SilentBell(), log: log, bell: bell, staging: staging,
      retry: RetryPolicy(), limits: limits, zones: zones, texts: texts,
      fallbackLocale: .french)
  }

  /// All workers share what is known of the hub.
  lazy var bell: BellUpdates? = publisher.map {
    BellUpdates(publisher: $0, limits.ofPeers, clock: clock)
  }

  var staging: StageEvent {
    StageEvent(
      store: store, reader: EventDocument(), policies: policies, emit: EmitEvent(orchestrator),
      clock: clock)
  }

  func worker() -> Worker { Worker(parts: parts, transfers: transfers) }

  @discardableResult
  func work() throws -> WorkReport { try worker().work(budget: .zero) }

  func addJeanne() throws -> UserID {
    let user = User(
      id: try UserID("42"), email: try EmailAddress("jeanne@example.org"),
      phone: try PhoneNumber("+33612345678"), locale: .french)
    try store.put(user, now: clock.now())
    return user.id
  }

  func promote(_ user: UserID, id: String? = nil) throws -> Receipt {
    let event = try EventDocument().event(
      .promotedToMinister, id: id.map { try EventID($0) },
      document: "{\"user_id\": \"\(user.text)\", \"data\": {\"name\": \"Jeanne\"}}")
    return try EmitEvent(orchestrator)(event)
  }

  func ping(_ user: UserID, visible: Bool) throws {
    try presence.ping(
      user, tab: try TabID("tab"), visible: visible, lease: RecordPresence.lease,
      boot: clock.boot())
  }

  func mark(_ mark: Mark, _ receipt: Receipt, of user: UserID) throws -> Counts {
    try marking(mark, [receipt.notification], of: user)
  }

  var marking: MarkAsRead {
    MarkAsRead(
      store: store, clock: clock,
      bell: publisher.map { _ in .init(presence: presence, wakeUp: SilentBell()) })
  }
}

/// Transfers end when the test says so.
final class ScriptedTransfers: Transfers {
  private var next = 0
  private(set) var started: [Int: TransferRequest] = [:]
  private var ended: [(ticket: Int, result: TransferResult)] = []
  private(set) var longestWait = Instant.Span.zero

  func start(_ request: TransferRequest) -> Int {
    next += 1
    started[next] = request
    return next
  }

  func pump(
    waiting: Instant.Span, wake: Int32?
  ) -> [(ticket: Int, result: TransferResult)] {
    longestWait = max(longestWait, waiting)
    defer { ended = [] }
    return ended
  }

  func end(_ ticket: Int, _ result: TransferResult) {
    started[ticket] = nil
    ended.append((ticket, result))
  }

  var inFlight: Int { started.count }
}

final class RecordingLog: Log {
  private let written = Mutex<[(level: LogLevel, message: String)]>([])
  var lines: [String] { written.withLock { $0.map(\.message) } }
  var alarms: [String] { written.withLock { $0.filter { $0.level == .alarm }.map(\.message) } }
  func write(_ level: LogLevel, _ message: String) {
    written.withLock { $0.append((level, message)) }
  }
}

struct FixedChance: Randomness {
  func next() -> UInt64 { 0 }
}

struct SilentBell: WakeUp {
  func ring() {}
  func listen() -> (any WakeListener)? { nil }
}
