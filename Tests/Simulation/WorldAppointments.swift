// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Somebody tells what is to happen later, changes the time, or changes their mind.
extension World {
  struct Appointment {
    let id: EventID
    let name: EventName
    let document: String
  }

  func letSchedule() {
    guard let process = process() else { return }
    let known = dice.pick(Array(appointments.suffix(16)))
    guard let known, dice.below(5) > 1 else { return schedule(process) }
    let (life, hindrances) = (process.life, process.life.hindrances)
    do throws(ApplicationFailure) {
      switch dice.below(4) {
      case 0, 1: try process.stage.discard(known.id)
      case 2: _ = try process.stage.confirm(known.id)
      default: try stage(known, process)
      }
      note(life, "changes an appointment")
    } catch {
      book.demand(
        !life.isAlive || life.hindrances > hindrances || isExpected(error, known.id), "R14",
        "an appointment could not be changed although nothing was wrong: \(error)")
    }
  }

  private func schedule(_ process: SimProcess) {
    guard let id = try? EventID("later-\(name())"), let user = dice.pick(users),
      let name = dice.pick(SimPolicy.appointments).flatMap({ try? EventName($0) })
    else { return }
    let fresh = Appointment(id: id, name: name, document: document(user.text, "later"))
    appointments.append(fresh)
    let (life, hindrances) = (process.life, process.life.hindrances)
    do throws(ApplicationFailure) {
      try stage(fresh, process)
      note(life, "makes an appointment")
    } catch {
      book.demand(
        !life.isAlive || life.hindrances > hindrances, "R14",
        "no appointment could be made although nothing was wrong: \(error)")
    }
  }

  private func stage(
    _ appointment: Appointment, _ process: SimProcess
  ) throws(ApplicationFailure) {
    let due = machine.wall + (dice.oneIn(8) ? -60_000 : dice.between(0, 900_000))
    try process.stage.stage(
      appointment.name, id: appointment.id, document: appointment.document,
      due: Instant(milliseconds: due))
  }

  /// Somebody changes the time while a worker has it in its hands.
  func mayMove(_ id: EventID, from life: Life) {
    guard has(.delay), faults.oneIn(6), let process = process(), process.life !== life,
      let known = appointments.last(where: { $0.id == id }),
      (try? stage(known, process)) != nil
    else { return }
    note(process.life, "moves an event that is due")
  }

  private func isExpected(_ error: ApplicationFailure, _ id: EventID) -> Bool {
    switch error {
    case .store(.full): isFull
    case .store(.conflict): book.keys[id] != nil || book.stages[id]?.isDiscarded ?? false
    case .store(.notFound): book.keys[id] == nil && book.stages[id] == nil
    default: false
    }
  }
}
