// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// Who tells many at once, who is one of them, and who ends it.
extension World {
  func letHerald() {
    guard let process = process() else { return }
    let id = dice.oneIn(3) ? nil : try? EventID("broadcast-\(name())")
    guard let kind = dice.pick(SimPolicy.broadcasts), let name = try? EventName(kind.event)
    else { return }
    let isAboutNobody = !kind.needsSubject && dice.oneIn(3)
    let subject = isAboutNobody ? nil : dice.pick(users)?.text
    guard
      let event = try? EventDocument().event(
        name, id: id, document: document(subject, "all"))
    else { return }
    emit(Emission(event: event, isKnownUser: true), process)
  }

  func letRegister() {
    guard let process = process() else { return }
    let person = dice.below(users.count)
    var user = book.people[person].user
    if dice.oneIn(2) {
      user.roles = Self.roles(dice)
    } else {
      user.domains = Self.domains(dice)
    }
    note(process.life, "says that person # has # roles", person, user.roles.count)
    try? process.disk.put(user, now: process.clock.now())
  }

  func superviseBroadcast(_ process: SimProcess) {
    let running = book.walking.map { book.notices[$0].id }
    guard let id = dice.pick(running) ?? dice.pick(book.notices.suffix(4).map(\.id)) else {
      return
    }
    if dice.oneIn(3) {
      try? process.disk.cancel(id, now: process.clock.now())
    } else {
      _ = try? process.disk.progress(of: id)
    }
  }
}
