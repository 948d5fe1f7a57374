// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The clocks of one machine. Boot time never goes back but with a new boot.
struct Machine {
  var wall: Int64 = 1_800_000_000_000
  var boot = BootTime(milliseconds: 1_000_000, id: 1)

  mutating func advance(_ milliseconds: Int64) {
    wall += milliseconds
    boot = BootTime(milliseconds: boot.milliseconds + milliseconds, id: boot.id)
  }

  mutating func restart() { boot = BootTime(milliseconds: 5_000, id: boot.id + 1) }
}

/// One process from its start to its death: what dies with it, and what it has seen.
/// One thread runs a world, hence unchecked, here and in the ports below.
final class Life: @unchecked Sendable {
  let number: Int
  /// Of its wall clock, milliseconds.
  let skew: Int64
  var isAlive = true
  /// Committed, and not announced yet.
  var isUnannounced = false
  /// How many of its calls the disk has refused.
  var hindrances = 0
  /// What its channels have just made ready to leave.
  var offer: Offer?
  let worker = Seat()
  let carrier = Seat()
  /// Everything else it does.
  let desk = Seat()

  init(_ number: Int, skew: Int64) {
    self.number = number
    self.skew = skew
  }
}

/// One thread of a process, and what it has been told since its start.
final class Seat {
  private(set) var readings: [Instant] = []
  private(set) var presences: [(user: UserID, presence: Presence)] = []
  /// The last people it was shown of a broadcast, and how much it had been told by then.
  private(set) var batch: (people: ExpansionBatch, told: Int)?

  var lastNow: Instant { readings.last ?? Instant(milliseconds: 0) }

  func read(_ now: Instant) { readings.append(now) }

  func hear(_ presence: Presence, of user: UserID) { presences.append((user, presence)) }

  func see(_ people: ExpansionBatch) { batch = (people, presences.count) }
}

struct SimClock: Clock, @unchecked Sendable {
  let world: World
  let life: Life
  let seat: Seat

  var runs: Bool { false }

  func now() -> Instant {
    let now = Instant(milliseconds: world.machine.wall + life.skew)
    seat.read(now)
    return now
  }

  func boot() -> BootTime { world.machine.boot }
}

struct SimChance: Randomness, @unchecked Sendable {
  let dice: Dice
  func next() -> UInt64 { dice.next() }
}

struct SimLog: Log {
  func write(_ level: LogLevel, _ message: String) {}
}

/// Hears the rings: what is announced must be there.
struct SimBell: WakeUp, @unchecked Sendable {
  let world: World
  let life: Life

  func ring() {
    guard life.isAlive else { return }
    world.book.demand(
      life.isUnannounced, "R2", "workers were woken before anything was committed")
    life.isUnannounced = false
  }

  func listen() -> (any WakeListener)? { nil }
}

struct SimWords: TemplateRenderer {
  func render(_ request: RenderRequest) throws(RenderFailure) -> Rendered {
    Rendered(title: "t", text: "x")
  }
}
