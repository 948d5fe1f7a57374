// SPDX-License-Identifier: MIT
import MatinesDomain

/// The part of a worker that tells a person's other tabs and devices what was marked: takes the
/// updates, publishes them with the counts of that moment, and forgets what was told. What fails
/// is told a little later, and after a minute not at all: then the page's own looks do the work.
struct TellMarks {
  private var running: [Int: Telling] = [:]
  private var results: [MarkUpdateResult] = []
  /// When nothing waited, and when the hub was not to be asked.
  private var idle: Pause?
  private var closed: Pause?

  private struct Telling {
    let update: MarkUpdate
    let conclude: @Sendable (TransferResult) -> Outcome
  }

  private struct Pause {
    let since: BootTime
    let milliseconds: Int64

    func left(_ now: BootTime) -> Int64 {
      now.id == since.id ? max(0, milliseconds - now.milliseconds(since: since)) : 0
    }
  }

  /// Looking for what is not there costs little, and is done so often only.
  private static let pause: Int64 = 5
  /// An update that a dead worker held is told by another.
  private static let lease = Instant.Span.seconds(15)
  /// A hub that is away is asked by whoever comes next: each takes a place in its line.
  private static let longestPause: Int64 = 5_000

  var inFlight: Int { running.count }

  /// A call begins: since the last one anything may have been marked, also where the clock stands.
  mutating func lookAtOnce() { idle = nil }

  /// How long one may sleep until something is to be told; nil when nothing waits.
  func nextLook(_ parts: WorkerParts) throws(StoreFailure) -> Int64? {
    let boot = parts.clock.boot()
    guard parts.bell != nil, running.count < limit(parts),
      let wait = try parts.store.nextMarkUpdate(boot: boot)
    else { return nil }
    return max(wait.milliseconds, pause(boot), Self.pause)
  }

  private func pause(_ now: BootTime) -> Int64 { max(idle?.left(now) ?? 0, closed?.left(now) ?? 0) }

  /// So many at once leave the rest of the room to deliveries.
  private func limit(_ parts: WorkerParts) -> Int { max(1, parts.limits.inFlight / 4) }

  /// Takes and begins as many as there is room for; answers how many it took.
  mutating func begin(
    _ parts: WorkerParts, _ transfers: any Transfers, room: Int
  ) throws(StoreFailure) -> Int {
    let room = min(room, limit(parts) - running.count)
    guard let bell = parts.bell, room > 0 else { return 0 }
    let boot = parts.clock.boot()
    guard pause(boot) == 0 else { return 0 }
    var updates = try parts.store.takeMarkUpdates(limit: room, lease: Self.lease, boot: boot)[...]
    idle = updates.isEmpty ? Pause(since: boot, milliseconds: Self.pause) : nil
    let count = updates.count
    var presences = try parts.presence.presences(of: updates.map(\.user), boot: boot)[...]
    while let update = updates.popFirst() {
      if presences.popFirst() == .offline {
        results.append(MarkUpdateResult(update, again: nil))
      } else if let wait = begin(update, bell, parts, transfers) {
        // The others would be answered the same.
        for update in CollectionOfOne(update) + updates {
          results.append(MarkUpdateResult(update, again: wait))
        }
        closed = Pause(since: boot, milliseconds: min(wait.milliseconds, Self.longestPause))
        break
      }
    }
    return count
  }

  /// How long the hub is to be left alone; nil when it was asked.
  private mutating func begin(
    _ update: MarkUpdate, _ bell: BellUpdates, _ parts: WorkerParts, _ transfers: any Transfers
  ) -> Instant.Span? {
    switch bell.prepare(update) {
    case .ready(let departure): begin(update, departure, parts, transfers)
    case .crowded(_, let wait): return wait
    case .postponed(let until): return parts.clock.now().span(until: until)
    case .done(let outcome): record(outcome, of: update, parts)
    case .blocking(_, let run): record(run(), of: update, parts)
    }
    return nil
  }

  private mutating func begin(
    _ update: MarkUpdate, _ departure: Departure, _ parts: WorkerParts,
    _ transfers: any Transfers
  ) {
    switch departure.begin() {
    case .transfer(let request, let conclude):
      running[transfers.start(request)] = Telling(update: update, conclude: conclude)
    case .done(let outcome): record(outcome, of: update, parts)
    }
  }

  /// False when the transfer is not one of these.
  mutating func end(_ ticket: Int, _ result: TransferResult, _ parts: WorkerParts) -> Bool {
    guard let telling = running.removeValue(forKey: ticket) else { return false }
    record(telling.conclude(result), of: telling.update, parts)
    return true
  }

  private mutating func record(
    _ outcome: Outcome, of update: MarkUpdate, _ parts: WorkerParts
  ) {
    let now = parts.clock.now()
    let attempt = RetryPolicy.Attempt(
      number: 1, now: now, expires: now + update.life, chance: parts.randomness.next(),
      atMostOnce: false)
    let name = ChannelName.realtime.text
    switch outcome {
    case .misconfigured(let why): parts.log.write(.alarm, "\(name): \(why)")
    case .failed(let why), .gone(let why):
      parts.log.write(.warning, "\(name): given up: \(why)")
    case .delivered, .later, .unknown: break
    }
    var again: Instant.Span?
    if case .retry(let at) = parts.retry.next(after: outcome, attempt) {
      again = now.span(until: at)
    }
    results.append(MarkUpdateResult(update, again: again))
  }

  mutating func settle(_ parts: WorkerParts) throws(StoreFailure) {
    guard !results.isEmpty else { return }
    try parts.store.settle(results, boot: parts.clock.boot())
    results = []
  }
}
