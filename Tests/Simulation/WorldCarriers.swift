// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What the host carries itself: take, perhaps hand over, begin and send, settle.
extension World {
  func letCarry() {
    guard !hostCarried.isEmpty, let process = process(), !process.isCarrying else { return }
    if !hostQueue.isEmpty, dice.oneIn(4) {
      process.jobs.append(hostQueue.remove(at: dice.below(hostQueue.count)))
    }
    if process.jobs.isEmpty || dice.oneIn(3) { return take(process) }
    carry(process, dice.below(process.jobs.count))
  }

  func take(_ process: SimProcess) {
    process.isCarrying = true
    defer { process.isCarrying = false }
    let (life, hindrances) = (process.life, process.life.hindrances)
    do throws(ApplicationFailure) {
      guard let taken = try process.carry.take(hostCarried) else { return }
      process.jobs.append(
        SimProcess.Job(
          token: taken.delivery.token, identity: taken.delivery.notification.id,
          channel: taken.delivery.channel))
    } catch {
      book.demand(
        !life.isAlive || life.hindrances > hindrances || isLost(error), "R14",
        "nothing could be taken although nothing was wrong: \(error)")
    }
  }

  func carry(_ process: SimProcess, _ at: Int) {
    process.isCarrying = true
    defer { process.isCarrying = false }
    let job = process.jobs[at]
    let (life, hindrances) = (process.life, process.life.hindrances)
    let wasHeld = book.held(job.token) != nil
    do throws(ApplicationFailure) {
      if let outcome = job.outcome {
        process.jobs.remove(at: at)
        try process.carry.settle(job.token, outcome)
      } else if dice.oneIn(6) {
        process.jobs.remove(at: at)
        try process.carry.handOver(job.token)
        note(life, "hands delivery # with fence # over", job.token)
        hostQueue.append(job)
      } else if dice.oneIn(8) {
        try process.carry.extend(job.token)
      } else {
        process.jobs.remove(at: at)
        guard try process.carry.begin(job.token) else { return }
        send(job, process)
      }
    } catch {
      let isExcused = !life.isAlive || life.hindrances > hindrances
      book.demand(
        isExcused || !wasHeld || isLost(error), "R8",
        "a delivery with a good fence was taken from the host: \(error)")
    }
  }

  /// Somebody else got hold of it while this process stood still.
  private func isLost(_ error: ApplicationFailure) -> Bool {
    if case .store(.conflict) = error { return scenario.faults.contains(.delay) }
    return false
  }

  private func send(_ job: SimProcess.Job, _ process: SimProcess) {
    let life = process.life
    guard life.isAlive else { return }
    note(life, "sends delivery # with fence # itself", job.token)
    let peer: SimPeers.Peer = job.channel == .email ? .mail : .text
    started(Offer(token: job.token, peer: peer, identity: job.identity), life)
    let outcome = outcome()
    book.concluded(job.token, outcome, at: Instant(milliseconds: machine.wall + life.skew))
    mayDie(life)
    var sent = job
    sent.outcome = outcome
    process.jobs.append(sent)
  }

  private func outcome() -> Outcome {
    if isCalm { return .delivered(reference: nil) }
    switch network.below(8) {
    case 0: return .later(why: "busy", after: nil)
    case 1: return .unknown(why: "silence")
    case 2: return .failed(why: "no")
    default: return .delivered(reference: nil)
    }
  }
}
