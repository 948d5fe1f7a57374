// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization

/// One open document: the use cases, composed.
final class Engine: Sendable {
  private static let ids = Atomic<UInt64>(0)

  let id: UInt64
  let ports: SettablePorts
  let assembly: Assembly
  let channels: ChannelBook
  let policies: any PolicyArchive
  let emit: EmitEvent
  let simulate: SimulateEvent
  let staging: StageEvent
  let presence: RecordPresence
  let preferences: KeepPreferences
  let phones: VerifyPhone
  let inbox: ReadInbox
  let mark: MarkAsRead
  let follow: FollowUpdates
  let carry: CarryDeliveries
  let explain: ExplainNotification
  let prune: PruneHistory
  let workers: WorkerPool
  /// Both are set when the library sends web push itself.
  let push: PushService?
  let directPush: DirectPush?
  let wording: Wording
  let use = Mutex(Use())

  /// Who holds the engine open.
  struct Use {
    var handles = 0
    /// From the first handle on.
    var calls: RunningCalls?
  }

  private init(_ assembly: Assembly) throws(InvalidValue) {
    id = Self.ids.add(1, ordering: .relaxed).newValue
    self.assembly = assembly
    let ports = SettablePorts(assembly)
    self.ports = ports
    let document = assembly.document
    let policies = assembly.policies(clock: ports.clock, log: ports.log)
    self.policies = policies
    wording = Wording(
      renderer: ports.renderer, fallback: document.locale, links: assembly.links(policies))
    let push = assembly.push.map { PushService($0, clock: ports.clock) }
    self.push = push
    let bell = assembly.bell(clock: ports.clock)
    let channels = try assembly.channels(wording, push: push, bell: bell, clock: ports.clock)
    self.channels = channels
    let store = assembly.store
    let texts = TextParts(wording: wording, fitting: assembly.fitting)
    let orchestrator = Self.orchestrator(assembly, ports, policies, channels, texts)
    emit = EmitEvent(orchestrator)
    simulate = SimulateEvent(orchestrator)
    staging = StageEvent(
      store: store, reader: EventDocument(), policies: policies, emit: emit,
      clock: ports.clock)
    let parts = Self.parts(assembly, ports, policies, channels, bell, staging, texts)
    presence = RecordPresence(
      book: { ports.book.current }, checker: ports.presence, sessions: store,
      clock: ports.clock)
    preferences = KeepPreferences(store: store, policies: policies, zones: assembly.zones)
    phones = Self.phones(assembly, ports)
    inbox = ReadInbox(store: store, wording: wording)
    mark = Self.mark(assembly, ports, bell)
    follow = FollowUpdates(
      store: store, streams: bell?.streams, clock: ports.clock, transfer: assembly.oneTransfer)
    carry = CarryDeliveries(parts: parts, wording: wording)
    explain = ExplainNotification(store: store, policies: policies)
    prune = PruneHistory(store: store, policies: policies, clock: ports.clock)
    workers = WorkerPool(parts: parts, makeTransfers: assembly.makeTransfers)
    directPush = push.map { Self.directPush($0, assembly) }
  }

  private static func phones(_ assembly: Assembly, _ ports: SettablePorts) -> VerifyPhone {
    VerifyPhone(
      store: assembly.store, hash: assembly.phoneCodes, sender: assembly.textSender,
      clock: ports.clock, randomness: assembly.randomness, log: ports.log,
      fallbackLocale: assembly.document.locale)
  }

  private static func directPush(_ push: PushService, _ assembly: Assembly) -> DirectPush {
    DirectPush(
      push, inFlight: assembly.document.limits.inFlight, makeTransfers: assembly.makeTransfers)
  }

  private static func mark(
    _ assembly: Assembly, _ ports: SettablePorts, _ bell: BellUpdates?
  ) -> MarkAsRead {
    let bell = bell.map { _ in
      MarkAsRead.Bell(presence: ports.presence, wakeUp: assembly.wakeUp)
    }
    return MarkAsRead(store: assembly.store, clock: ports.clock, bell: bell)
  }

  private static func orchestrator(
    _ assembly: Assembly, _ ports: SettablePorts, _ policies: any PolicyArchive,
    _ channels: ChannelBook, _ texts: TextParts
  ) -> NotificationOrchestrator {
    NotificationOrchestrator(
      store: assembly.store, presence: ports.presence, directory: ports.directory,
      policies: policies, channels: channels, clock: ports.clock, wakeUp: assembly.wakeUp,
      zones: assembly.zones, texts: texts, fallbackLocale: assembly.document.locale,
      waiting: assembly.document.limits.waiting)
  }

  private static func parts(
    _ assembly: Assembly, _ ports: SettablePorts, _ policies: any PolicyArchive,
    _ channels: ChannelBook, _ bell: BellUpdates?, _ staging: StageEvent, _ texts: TextParts
  ) -> WorkerParts {
    WorkerParts(
      store: assembly.store, presence: ports.presence, policies: policies,
      channels: channels, clock: ports.clock, randomness: assembly.randomness,
      wakeUp: assembly.wakeUp, log: ports.log, bell: bell, staging: staging,
      retry: RetryPolicy(),
      limits: assembly.document.limits, zones: assembly.zones, texts: texts,
      fallbackLocale: assembly.document.locale)
  }

  static func open(_ text: String) throws -> Engine {
    let document: EngineDocument
    do throws(InvalidValue) {
      document = try EngineDocument.read(text)
    } catch {
      throw OpenFailure.configuration(error)
    }
    let assembly = try Registry.assemble(document)
    do throws(InvalidValue) {
      return try Engine(assembly)
    } catch {
      assembly.store.close()
      throw OpenFailure.configuration(error)
    }
  }

  var isResident: Bool { assembly.document.resident }
  var closing: Instant.Span { assembly.document.closing }

  /// After this nothing of the engine is called; what was in flight keeps its lease.
  func shutDown(within limit: Instant.Span) {
    workers.close(within: limit)
    assembly.store.close()
  }
}
