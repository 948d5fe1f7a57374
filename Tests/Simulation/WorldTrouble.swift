// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension World {
  func has(_ fault: Fault) -> Bool { !isCalm && scenario.faults.contains(fault) }

  /// Before a call reaches the store.
  func enter(_ gate: Gate, _ life: Life) throws(StoreFailure) {
    guard life.isAlive else { throw .io("the process is dead") }
    if has(.crash), faults.oneIn(700) { die(life, "dies before a commit") }
    if has(.delay), depth < 2, faults.oneIn(90) { standStill(life) }
    guard life.isAlive else { throw .io("the process is dead") }
    guard has(.disk) else { return }
    if gate.writes, machine.boot.milliseconds < diskIsFullUntil {
      life.hindrances += 1
      throw .full("disk")
    }
    if faults.oneIn(400) {
      life.hindrances += 1
      if faults.oneIn(2) { throw .busy } else { throw .io("disk") }
    }
  }

  /// After the commit: its caller may never hear of it.
  func leave(_ gate: Gate, _ life: Life) throws(StoreFailure) {
    if has(.crash), gate.writes, faults.oneIn(700) { die(life, "dies after a commit") }
    // Between a claim and what follows anything may happen; a begin is followed by the first octet.
    if has(.delay), gate == .claim, depth < 2, faults.oneIn(40) { standStill(life) }
    if has(.delay), gate == .take, depth < 2, faults.oneIn(60) { standStill(life) }
    if has(.delay), gate == .look, depth < 2, faults.oneIn(12) { standStill(life) }
    if has(.crash), gate == .expand, faults.oneIn(30) { die(life, "dies between two batches") }
    guard life.isAlive else { throw .io("the process is dead") }
  }

  func mayDie(_ life: Life) {
    if has(.crash), faults.oneIn(250) { die(life, "dies after the first octet") }
  }

  private func die(_ life: Life, _ words: StaticString) {
    guard life.isAlive else { return }
    note(life, words)
    life.isAlive = false
  }

  /// The process stands still in the middle of a call; the others do not.
  private func standStill(_ life: Life) {
    depth += 1
    defer { depth -= 1 }
    let pause = faults.oneIn(3) ? faults.between(5_000, 45_000) : faults.between(0, 1_500)
    note(life, "stands still for # ms", Int(pause))
    machine.advance(pause)
    for _ in 0..<faults.below(4) { act() }
    book.verify()
  }

  func passTime() {
    guard let span = dice.pick(Self.spans) else { return }
    machine.advance(dice.between(span / 4, span))
    if dice.oneIn(10), let due = try? store.nextDue(.library, channels: [.email, .sms, .webpush]) {
      let left = due.milliseconds - machine.wall
      if (0...3_600_000).contains(left) { machine.advance(left) }
    }
    note(0, "time passes")
  }

  private static let spans: [Int64] = [
    1_000, 1_000, 2_000, 2_000, 5_000, 5_000, 10_000, 30_000, 120_000,
  ]

  func trouble() {
    switch faults.below(12) {
    case 0: if has(.crash) { die(processes[faults.below(processes.count)].life, "is killed") }
    case 1: if has(.reboot), faults.oneIn(6) { reboot() }
    case 2: if has(.jump), faults.oneIn(2) { jump() }
    case 3:
      if has(.disk) { diskIsFullUntil = machine.boot.milliseconds + faults.between(0, 20_000) }
    case 4: diskIsFullUntil = .min
    case 5...8: if has(.network) { changeMood() }
    default: peers.calm()
    }
  }

  private func changeMood() {
    guard let peer = faults.pick(SimPeers.Peer.allCases),
      let mood = faults.pick(SimPeers.Mood.allCases)
    else { return }
    note(0, "peer # is now in mood #", Int64(peer.rawValue), Int64(mood.rawValue))
    peers.set(mood, of: peer)
  }

  private func reboot() {
    for process in processes { die(process.life, "goes down with its machine") }
    machine.restart()
    diskIsFullUntil = .min
    note(0, "the machine starts again")
  }

  private func jump() {
    let before = machine.wall
    switch faults.below(7) {
    case 0: machine.wall += 3_600_000
    case 1: machine.wall -= 3_600_000
    case 2: machine.wall += 86_400_000
    case 3: machine.wall -= 86_400_000
    case 4: machine.wall = 86_400_000
    case 5: machine.wall = 4_102_444_800_000
    default: machine.wall = 1_800_000_000_000 + Int64(step) * 1_000
    }
    note(0, "the wall clock jumps from # to #", before, machine.wall)
  }

  func started(_ offer: Offer, _ life: Life) {
    book.started(offer, life, inFlight: limits.inFlight)
    guard offer.peer.isPush else { return }
    shown.append(
      PushReceipt(delivery: offer.token.id, notification: offer.identity, wasOpened: false))
    if shown.count > 64 { shown.removeFirst(32) }
  }

  /// A worker of the library asks a server.
  func asked(_ peer: SimPeers.Peer, _ life: Life) {
    var watch = circuits[life.number]?[peer] ?? CircuitWatch(rate: limits.drain)
    let fault = watch.start(machine.boot.milliseconds)
    circuits[life.number, default: [:]][peer] = watch
    if let fault { book.violate("T29", fault) }
  }

  func concluded(_ peer: SimPeers.Peer, _ result: TransferResult, _ life: Life) {
    circuits[life.number, default: [:]][peer, default: CircuitWatch(rate: limits.drain)].conclude(
      isBroken: result.isBroken, machine.boot.milliseconds)
  }
}

extension TransferResult {
  /// No connection, or no answer.
  fileprivate var isBroken: Bool {
    guard case .failed(let failure) = self else { return false }
    return switch failure.kind {
    case .unreachable, .unanswered, .garbled: true
    case .forbidden, .security, .credentials, .reply, .unready, .withdrawn: false
    }
  }
}
