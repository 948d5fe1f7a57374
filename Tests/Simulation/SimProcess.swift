// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// One process of the site, with a worker, as it lives from start to death: the library's own use
/// cases on the ports of the simulation.
final class SimProcess {
  /// A delivery the host has taken.
  struct Job {
    let token: DeliveryToken
    let identity: NotificationID
    let channel: ChannelName
    var outcome: Outcome?
  }

  let life: Life
  let clock: SimClock
  let disk: SimDisk
  let worker: Worker
  let emit: EmitEvent
  let stage: StageEvent
  let mark: MarkAsRead
  let presence: RecordPresence
  let carry: CarryDeliveries
  let wishes: KeepPreferences
  var isWorking = false
  var isCarrying = false
  var jobs: [Job] = []

  init(_ world: World, _ life: Life) throws(InvalidValue) {
    self.life = life
    clock = SimClock(world: world, life: life, seat: life.desk)
    let disk = SimDisk(world, life, life.desk)
    self.disk = disk
    let wording = Wording(renderer: SimWords(), fallback: .french)
    let adapters = SimAdapters(
      world: world, life: life, clock: clock, circuits: PushPeers(world.limits))
    let bell = BellUpdates(publisher: adapters, world.limits.ofPeers, clock: clock)
    let channels = try Self.channels(world, life, adapters, bell, wording)
    worker = Worker(
      parts: Self.parts(world, life, life.worker, channels, bell),
      transfers: SimTransfers(world, life))
    emit = Self.emit(world, life, life.desk, channels)
    stage = Self.stage(world, life, life.desk, channels)
    wishes = KeepPreferences(store: disk, policies: world.policies, zones: world.zones)
    mark = MarkAsRead(
      store: disk, clock: clock,
      bell: .init(presence: disk, wakeUp: SimBell(world: world, life: life)))
    presence = RecordPresence(book: { disk }, checker: disk, sessions: disk, clock: clock)
    carry = CarryDeliveries(
      parts: Self.parts(world, life, life.carrier, channels), wording: wording)
  }

  private static func emit(
    _ world: World, _ life: Life, _ seat: Seat, _ channels: ChannelBook
  ) -> EmitEvent {
    let disk = SimDisk(world, life, seat)
    return EmitEvent(
      NotificationOrchestrator(
        store: disk, presence: disk, directory: nil, policies: world.policies,
        channels: channels, clock: SimClock(world: world, life: life, seat: seat),
        wakeUp: SimBell(world: world, life: life), zones: world.zones, fallbackLocale: .french,
        waiting: world.limits.waiting))
  }

  private static func stage(
    _ world: World, _ life: Life, _ seat: Seat, _ channels: ChannelBook
  ) -> StageEvent {
    StageEvent(
      store: SimDisk(world, life, seat), reader: EventDocument(), policies: world.policies,
      emit: emit(world, life, seat, channels),
      clock: SimClock(world: world, life: life, seat: seat))
  }

  private static func parts(
    _ world: World, _ life: Life, _ seat: Seat, _ channels: ChannelBook,
    _ bell: BellUpdates? = nil
  ) -> WorkerParts {
    let disk = SimDisk(world, life, seat)
    return WorkerParts(
      store: disk, presence: disk, policies: world.policies, channels: channels,
      clock: SimClock(world: world, life: life, seat: seat),
      randomness: SimChance(dice: world.chance), wakeUp: SimBell(world: world, life: life),
      log: SimLog(), bell: bell, staging: stage(world, life, seat, channels), retry: RetryPolicy(),
      limits: world.limits, zones: world.zones,
      fallbackLocale: .french)
  }

  private static func channels(
    _ world: World, _ life: Life, _ adapters: SimAdapters, _ bell: BellUpdates,
    _ wording: Wording
  ) throws(InvalidValue) -> ChannelBook {
    let clock = adapters.clock
    let limits = world.limits.ofPeers
    let all: [any Channel] = [
      PeerChannel(
        RealtimeChannel(publisher: adapters, wording: wording), limits, gate: bell.gate,
        clock: clock),
      WebPushChannel(push: adapters, wording: wording),
      PeerChannel(EmailChannel(mailer: adapters, wording: wording), limits, clock: clock),
      PeerChannel(
        SMSChannel(sms: adapters, wording: wording, fitting: TextFitting(.standard)), limits,
        clock: clock),
    ]
    let book = ChannelBook()
    for channel in all {
      if world.hostCarried.contains(channel.name) {
        try book.addHostCarried(channel.name)
      } else {
        try book.add(SimChannel(inner: channel, world: world, life: life))
      }
    }
    return book
  }
}
