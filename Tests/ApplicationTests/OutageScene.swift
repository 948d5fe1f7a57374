// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import MatinesWire
import Synchronization

/// A hub, a mail server and a provider of texts that answer at once, or fail as they are told.
final class Servers: Transfers {
  enum Server: Hashable { case hub, mail, texts }
  enum Mood {
    case fine, refusing
    /// Takes connections, and says nothing for so many milliseconds.
    case silent(Int64)
    /// Answers so to every message, an HTTP status or an SMTP reply to the recipient.
    case answering(Int)
  }

  private struct Flight {
    let ticket: Int
    let server: Server
    let arrives: Int64
    let result: TransferResult
  }

  private let clock: ManualClock
  private var flights: [Flight] = []
  private var tickets = 0
  var moods: [Server: Mood] = [:]
  /// When each was asked, in milliseconds of the boot clock.
  private(set) var asked: [Server: [Int64]] = [:]
  private(set) var taken: [Server: [Int64]] = [:]
  private(set) var mostInFlight: [Server: Int] = [:]
  /// Called when a worker waits.
  var meanwhile: () -> Void = {}

  init(_ clock: ManualClock) { self.clock = clock }

  var inFlight: Int { flights.count }

  func start(_ request: TransferRequest) -> Int {
    tickets += 1
    let server = Self.server(of: request)
    let now = clock.boot().milliseconds
    asked[server, default: []].append(now)
    let (delay, result) = answer(server)
    flights.append(
      Flight(ticket: tickets, server: server, arrives: now + delay, result: result))
    mostInFlight[server] = max(
      mostInFlight[server] ?? 0, flights.count { $0.server == server })
    return tickets
  }

  private static func server(of request: TransferRequest) -> Server {
    switch request {
    case .mail: .mail
    case .http(let request): request.url == FewTexts.url ? .texts : .hub
    }
  }

  func pump(
    waiting: Instant.Span, wake: Int32?
  ) -> [(ticket: Int, result: TransferResult)] {
    meanwhile()
    let now = clock.boot().milliseconds
    let ended = flights.filter { $0.arrives <= now }
    flights.removeAll { $0.arrives <= now }
    for flight in ended {
      if case .answered(let answer) = flight.result, answer.status < 300 {
        taken[flight.server, default: []].append(now)
      }
    }
    return ended.map { ($0.ticket, $0.result) }
  }

  private func answer(_ server: Server) -> (Int64, TransferResult) {
    switch moods[server] ?? .fine {
    case .fine: (0, .answered(Answer(status: server == .mail ? 250 : 200)))
    case .refusing: (0, failed(.unreachable))
    case .silent(let time): (time, failed(.unanswered))
    case .answering(let code):
      (0, server == .mail ? failed(.reply(code: code)) : .answered(Answer(status: code)))
    }
  }

  private func failed(_ kind: TransferFailure.Kind) -> TransferResult {
    .failed(TransferFailure(kind, "down"))
  }
}

/// The library's own channels to a hub and a mail server, a worker, and a clock moved by hand.
final class OutageScene {
  let clock = ManualClock()
  let store: MemoryStore
  let servers: Servers
  let worker: Worker
  private let emit: EmitEvent
  private(set) var report = WorkReport()
  private var people = 0

  init(policy: String, limits: WorkLimits = WorkLimits()) throws {
    servers = Servers(clock)
    store = MemoryStore(seal: try IdentifierSeal(key: [UInt8](repeating: 7, count: 32)))
    let policies = try PolicyShelf(PolicyDocument.read(policy), in: store)
    let channels = try Self.channels(limits, clock)
    let presence = MemoryPresence()
    emit = EmitEvent(
      NotificationOrchestrator(
        store: store, presence: presence, directory: nil, policies: policies, channels: channels,
        clock: clock, wakeUp: SilentBell(), fallbackLocale: .french))
    worker = Worker(
      parts: WorkerParts(
        store: store, presence: presence, policies: policies, channels: channels, clock: clock,
        randomness: RollingChance(), wakeUp: SilentBell(), log: RecordingLog(),
        retry: RetryPolicy(), limits: limits, fallbackLocale: .french), transfers: servers)
  }

  private static func channels(_ limits: WorkLimits, _ clock: ManualClock) throws -> ChannelBook {
    let wording = Wording(renderer: FewWords(), fallback: .french)
    let key = [UInt8](repeating: 7, count: 32)
    let publisher = try MercurePublisher(
      hub: try MercureHub(dsn: try DSN.parse("mercure+https://hub.example.org")),
      publisherKey: try Secret(copying: key) ?? { throw InvalidValue("key", .missing) }(),
      clock: clock)
    let mailer = try SMTPMailer(dsn: try DSN.parse("smtp://localhost?from=f@example.org"))
    let book = ChannelBook()
    let all: [any SimpleChannel] = [
      RealtimeChannel(publisher: publisher, wording: wording),
      EmailChannel(mailer: mailer, wording: wording),
      SMSChannel(sms: FewTexts(), wording: wording, fitting: TextFitting(.standard)),
    ]
    for channel in all { try book.add(PeerChannel(channel, limits.ofPeers, clock: clock)) }
    return book
  }

  /// People who have a role.
  func add(_ count: Int, _ role: String) throws {
    for _ in 0..<count {
      people += 1
      let user = User(
        id: try UserID("\(people)"), email: try EmailAddress("p\(people)@example.org"),
        phone: try PhoneNumber("+336\(10_000_000 + people)"),
        roles: [try RoleName(role)])
      try store.put(user, now: clock.now())
    }
  }

  @discardableResult
  func tell(_ event: EventName, _ document: String = #"{"data": {"name": "all"}}"#) throws
    -> Receipt
  {
    try emit(EventDocument().event(event, id: nil, document: document))
  }

  /// Works for so many seconds, in steps of so many milliseconds.
  func pass(_ seconds: Int64, step: Int64 = 1_000) throws {
    for _ in 0..<(seconds * 1_000 / step) {
      clock.advance(Instant.Span(milliseconds: step))
      try work()
    }
  }

  func work() throws {
    let done = try worker.work(budget: .zero)
    report.delivered += done.delivered
    report.cancelled += done.cancelled
    report.failed += done.failed
    report.retried += done.retried
    report.expanded += done.expanded
    report.inFlight = done.inFlight
    report.nextDue = done.nextDue
  }

  var boot: Int64 { clock.boot().milliseconds }

  func asked(_ server: Servers.Server) -> [Int64] { servers.asked[server] ?? [] }

  /// The most that fall into one second.
  static func busiest(_ times: [Int64]) -> Int {
    var first = 0
    var most = 0
    for (index, time) in times.enumerated() {
      while time - times[first] >= 1_000 { first += 1 }
      most = max(most, index - first + 1)
    }
    return most
  }
}

private struct FewWords: TemplateRenderer {
  func render(_ request: RenderRequest) -> Rendered { Rendered(title: "T", text: "B") }
}

/// A provider like any other.
struct FewTexts: SMS {
  static let url = "https://texts"

  func send(_ message: TextMessage) -> Begun {
    .transfer(.http(HTTPRequest(url: Self.url, headers: [], body: []))) { result in
      switch result {
      case .answered(let answer) where answer.status < 300: .delivered(reference: nil)
      case .answered: .later(why: "busy", after: nil)
      case .failed(let failure) where failure.kind == .unanswered: .unknown(why: "silence")
      case .failed: .later(why: "away", after: nil)
      }
    }
  }
}

/// The same at each run.
private final class RollingChance: Randomness {
  private let state = Mutex<UInt64>(88_172_645_463_325_252)

  func next() -> UInt64 {
    state.withLock { value in
      value ^= value << 13
      value ^= value >> 7
      value ^= value << 17
      return value
    }
  }
}
