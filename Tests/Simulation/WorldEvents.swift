// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

extension World {
  func letWork() {
    guard let process = process(), !process.isWorking else { return }
    work(process)
  }

  func work(_ process: SimProcess) {
    process.isWorking = true
    defer { process.isWorking = false }
    let (life, start, hindrances) = (process.life, machine.boot, process.life.hindrances)
    do throws(StoreFailure) {
      _ = try process.worker.work(budget: .zero)
      book.renewed(life, since: start, limits.lease)
    } catch {
      book.demand(
        !life.isAlive || life.hindrances > hindrances, "R14",
        "a worker stopped although nothing was wrong: \(error)")
    }
  }

  func letEmit() {
    guard let process = process() else { return }
    if !unsure.isEmpty, dice.oneIn(3) {
      return emit(unsure.remove(at: dice.below(unsure.count)), process)
    }
    if dice.oneIn(8), let earlier = dice.pick(emitted) {
      if dice.oneIn(2) { return emit(earlier, process) }
      if let id = earlier.event.id, let other = emission(id, content: "other") {
        return emit(other, process)
      }
    }
    if dice.oneIn(30) { return flap() }
    let id = dice.oneIn(6) ? nil : try? EventID("event-\(name())")
    if let fresh = emission(id, content: "first") { emit(fresh, process) }
  }

  private func emission(_ id: EventID?, content: String) -> Emission? {
    let isKnown = !dice.oneIn(40)
    guard let user = dice.pick(users), let name = Self.name(dice) else { return nil }
    let event = try? EventDocument().event(
      name, id: id, document: document(isKnown ? user.text : "nobody", content))
    return event.map { Emission(event: $0, isKnownUser: isKnown) }
  }

  /// Somebody rises and falls and rises, and all processes tell of it.
  private func flap() {
    guard let user = dice.pick(users), let rise = try? EventName("sim.rise"),
      let fall = try? EventName("sim.fall")
    else { return }
    for turn in 0..<2 + dice.below(8) {
      guard let process = process() else { continue }
      let event = try? EventDocument().event(
        turn % 2 == 0 ? rise : fall, id: nil,
        document: document(user.text, "turn"))
      if let event { emit(Emission(event: event, isKnownUser: true), process) }
    }
  }

  private static func name(_ dice: Dice) -> EventName? {
    switch dice.below(10) {
    case 0...3: .promotedToMinister
    case 4: .promotedToSuperAdmin
    case 5...7: try? EventName("sim.alert")
    default: try? EventName("sim.news")
    }
  }

  func document(_ user: String?, _ content: String) -> String {
    let subject = user.map { "\"user_id\":\"\($0)\"," } ?? ""
    return "{\(subject)\"data\":{\"content\":\"\(content)\"}}"
  }

  func emit(_ emission: Emission, _ process: SimProcess) {
    let (life, hindrances) = (process.life, process.life.hindrances)
    life.isUnannounced = false
    do throws(ApplicationFailure) {
      _ = try process.emit(emission.event)
      remember(emission)
    } catch {
      if !life.isAlive || life.hindrances > hindrances {
        if unsure.count < 50 { unsure.append(emission) }
        return
      }
      book.demand(
        isExpected(error, emission), "R12",
        "an event was refused although nothing was wrong: \(error)")
    }
  }

  /// So many deliveries wait that nothing more is accepted; the book does not know which of those
  /// that wait for their turn the store counts.
  var isFull: Bool {
    limits.waiting <= book.rows.count { $0.state == .ready || $0.state == .waiting }
  }

  private func remember(_ emission: Emission) {
    guard emission.event.id != nil else { return }
    if emitted.count < 100 { emitted.append(emission) } else { emitted[dice.below(100)] = emission }
  }

  private func isExpected(_ error: ApplicationFailure, _ emission: Emission) -> Bool {
    switch error {
    case .store(.full): return isFull
    case .store(.unknownUser): return !emission.isKnownUser
    case .store(.conflict):
      guard let id = emission.event.id else { return false }
      let known = book.keys[id]?.fingerprint ?? book.stages[id]?.event.fingerprint
      return known.map { $0 != emission.event.fingerprint } ?? false
    default: return false
    }
  }

  func letStage() {
    guard let process = process() else { return }
    switch dice.below(4) {
    case 0: stage(process)
    case 1: finishStage(process)
    case 2: askAboutStage(process)
    default: decide()
    }
  }

  private func stage(_ process: SimProcess) {
    guard let id = try? EventID("staged-\(name())"),
      let user = dice.pick(users), let name = Self.name(dice)
    else { return }
    let (life, hindrances) = (process.life, process.life.hindrances)
    var event = HostEvent(id: id)
    do throws(ApplicationFailure) {
      try process.stage.stage(name, id: id, document: document(user.text, "staged"))
      note(life, "stages an event")
    } catch {
      book.demand(
        !life.isAlive || life.hindrances > hindrances, "R14",
        "an event could not be staged although nothing was wrong: \(error)")
      // What was not staged is not committed.
      event.isCommitted = false
    }
    hostEvents.append(event)
  }

  /// The host's transaction ends.
  private func decide() {
    let undecided = hostEvents.indices.filter { hostEvents[$0].isCommitted == nil }
    if let at = dice.pick(undecided) { hostEvents[at].isCommitted = dice.below(3) > 0 }
  }

  private func finishStage(_ process: SimProcess) {
    let ready = hostEvents.indices.filter {
      hostEvents[$0].isCommitted != nil && !hostEvents[$0].isFinished
    }
    if let at = dice.pick(ready) { finish(at, process) }
  }

  func askAboutStage(_ process: SimProcess) {
    guard let event = try? process.carry.takeStage(),
      let at = hostEvents.firstIndex(where: { $0.id == event.id })
    else { return }
    // Whoever had its transaction open for so long has rolled it back.
    if hostEvents[at].isCommitted == nil { hostEvents[at].isCommitted = false }
    finish(at, process)
  }

  func finish(_ at: Int, _ process: SimProcess) {
    let (life, hindrances) = (process.life, process.life.hindrances)
    let (id, isCommitted) = (hostEvents[at].id, hostEvents[at].isCommitted ?? false)
    life.isUnannounced = false
    do throws(ApplicationFailure) {
      if isCommitted { _ = try process.stage.confirm(id) } else { try process.stage.discard(id) }
      note(life, "confirms an event: #", isCommitted ? 1 : 0)
      hostEvents[at].isFinished = true
    } catch {
      var isRefused = false
      if case .store(.full) = error { isRefused = isFull }
      book.demand(
        isRefused || !life.isAlive || life.hindrances > hindrances, "R2",
        "a staged event could not be ended although nothing was wrong: \(error)")
    }
  }
}
