// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The network of one worker. What has left goes on when its worker dies: only nobody hears of it.
final class SimTransfers: Transfers {
  private struct Flight {
    let ticket: Int
    let arrives: Int64
    let result: TransferResult
  }

  private let world: World
  private let life: Life
  private var flights: [Flight] = []
  private var next = 0
  private var latest: Int64 = 0

  init(_ world: World, _ life: Life) {
    self.world = world
    self.life = life
  }

  var inFlight: Int { flights.count }

  func start(_ request: TransferRequest) -> Int {
    next += 1
    guard life.isAlive, let offer = life.offer else { return next }
    life.offer = nil
    if offer.isUpdate {
      world.note(life, "tells pages of marks")
    } else {
      world.note(life, "sends delivery # with fence #", offer.token)
      world.started(offer, life)
    }
    world.asked(offer.peer, life)
    let now = world.machine.boot.milliseconds
    let reply = world.peers.reply(
      offer.peer, timeout: request.timeoutMilliseconds, world.network)
    var arrives = now + reply.delay
    if !world.scenario.faults.contains(.reorder) { arrives = max(arrives, latest) }
    latest = max(latest, arrives)
    flights.append(Flight(ticket: next, arrives: arrives, result: reply.result))
    if world.scenario.faults.contains(.duplicate), world.network.oneIn(10) {
      flights.append(
        Flight(
          ticket: next, arrives: arrives + world.network.between(0, 3_000),
          result: reply.result))
    }
    world.mayDie(life)
    return next
  }

  func pump(
    waiting: Instant.Span, wake: Int32?
  ) -> [(ticket: Int, result: TransferResult)] {
    guard life.isAlive, !flights.isEmpty else { return [] }
    let now = world.machine.boot.milliseconds
    let ended = flights.filter { $0.arrives <= now }.sorted { $0.arrives < $1.arrives }
    guard !ended.isEmpty else { return [] }
    flights.removeAll { $0.arrives <= now }
    return ended.map { (ticket: $0.ticket, result: $0.result) }
  }
}

extension TransferRequest {
  fileprivate var timeoutMilliseconds: Int64 {
    switch self {
    case .http(let request): request.timeout.milliseconds
    case .mail(let request): request.timeout.milliseconds
    }
  }
}
