// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension World {
  func letPerson() {
    guard let process = process() else { return }
    let person = dice.below(users.count)
    switch dice.below(20) {
    case 0..<6: ping(person, process)
    case 6..<8:
      if let tab = tab() { try? process.presence.leave(users[person], tab: tab) }
    case 8..<13: mark(person, process)
    case 13: if dice.oneIn(3) { takeBack(process) } else { markAll(person, process) }
    case 14, 15, 17: acknowledge(process)
    case 16: wish(person, process)
    case 18: subscribe(person, process)
    default:
      let browser = Self.browser(person, dice.below(4), at: machine.wall)
      try? process.disk.unsubscribe(users[person], endpoint: browser.subscription.endpoint)
    }
  }

  private func tab() -> TabID? { try? TabID("tab-\(dice.below(2))") }

  private func ping(_ person: Int, _ process: SimProcess) {
    guard let tab = tab() else { return }
    try? process.presence.ping(users[person], tab: tab, visible: dice.oneIn(2))
  }

  private func mark(_ person: Int, _ process: SimProcess) {
    let (life, hindrances) = (process.life, process.life.hindrances)
    let mine = book.people[person].messages.suffix(12)
    var ids: [NotificationID] = []
    for _ in 0...dice.below(3) {
      if let message = dice.pick(Array(mine)) { ids.append(book.messages[message].id) }
    }
    let marks: [Mark] = [.seen, .seen, .read, .read, .unread, .archived, .unarchived]
    let mark = dice.pick(marks) ?? .seen
    do throws(ApplicationFailure) {
      _ = try process.mark(mark, ids, of: users[person])
    } catch {
      book.demand(
        !life.isAlive || life.hindrances > hindrances, "R14",
        "rows could not be marked although nothing was wrong: \(error)")
    }
  }

  private func markAll(_ person: Int, _ process: SimProcess) {
    guard let last = book.people[person].messages.last else { return }
    let mark = dice.pick(Mark.allCases) ?? .seen
    let marked = try? process.mark.all(
      mark, filter(), upTo: book.messages[last].id, of: users[person])
    if let batch = marked?.batch { batches.append((users[person], batch)) }
    batches = batches.suffix(8)
  }

  private func filter() -> InboxFilter {
    var filter = InboxFilter()
    filter.show = dice.pick([.inbox, .inbox, .archived, .all]) ?? .inbox
    filter.unread = dice.oneIn(4)
    if dice.oneIn(4) { filter.severities = [.success, .warning] }
    if dice.oneIn(4) { filter.categories = [.role] }
    return filter
  }

  private func takeBack(_ process: SimProcess) {
    guard let (user, batch) = dice.pick(batches) else { return }
    _ = try? process.mark.takeBack(batch, of: user)
  }

  private func acknowledge(_ process: SimProcess) {
    guard let push = dice.pick(shown) else { return }
    let receipt = PushReceipt(
      delivery: push.delivery, notification: push.notification, wasOpened: dice.oneIn(3))
    try? process.mark.acknowledge(receipt)
  }

  private func subscribe(_ person: Int, _ process: SimProcess) {
    let browser = Self.browser(person, dice.below(4), at: machine.wall)
    try? process.disk.subscribe(users[person], browser, currentKey: nil)
  }

  func letOperate() {
    guard let process = process() else { return }
    if dice.oneIn(3) { return superviseBroadcast(process) }
    let failed = try? process.disk.failed(limit: 20)
    guard let delivery = dice.pick(failed ?? []) else { return }
    let now = process.clock.now()
    if dice.oneIn(3) {
      try? process.disk.drop(delivery.id, now: now)
    } else {
      try? process.disk.retry(delivery.id, now: now, expires: now + .day)
    }
  }
}
