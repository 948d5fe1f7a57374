// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension World {
  /// Everything works again: whatever was accepted comes to its end, and nothing hangs for ever.
  func calmDown() throws {
    isCalm = true
    peers.calm()
    diskIsFullUntil = .min
    note(0, "everything works again")
    var pause: Int64 = 1_000
    for round in 0..<200 {
      for at in processes.indices where !processes[at].life.isAlive {
        processes[at] = try SimProcess(self, life(dice))
      }
      for process in processes { finish(process) }
      book.verify()
      if book.violation != nil { return }
      if round % 8 == 7 { book.sweep(all: false) }
      if isAtRest { return atRest() }
      machine.advance(pause)
      if round > 40 { pause = min(pause * 2, 1 << 42) }
    }
    book.demand(book.walking.isEmpty, "broadcast", "a broadcast never came to an end")
    book.demand(book.appointed.isEmpty, "R10", "an event for later never came")
    let stuck = book.rows.first { !$0.state.isEnd }
    book.violate(
      "R5", "delivery \(stuck?.id ?? 0) never came to an end: \(stuck?.state.name ?? "")")
  }

  private var isAtRest: Bool {
    book.open.isEmpty && book.walking.isEmpty && book.appointed.isEmpty
      && !book.isAnythingUntold(machine.boot) && !hostEvents.contains(where: isUnfinished)
  }

  private func isUnfinished(_ event: HostEvent) -> Bool { !event.isFinished }

  private func finish(_ process: SimProcess) {
    work(process)
    for at in hostEvents.indices where isUnfinished(hostEvents[at]) {
      if hostEvents[at].isCommitted == nil { hostEvents[at].isCommitted = false }
      finish(at, process)
    }
    guard !hostCarried.isEmpty else { return }
    process.jobs += hostQueue
    hostQueue = []
    for _ in 0..<8 { take(process) }
    for _ in 0..<64 where !process.jobs.isEmpty { carry(process, 0) }
  }

  private func atRest() {
    book.sweep(all: true)
    book.readInboxes()
    for notice in book.notices where notice.family > 1 || notice.walk != nil {
      if let progress = try? store.progress(of: notice.id) {
        book.answered(progress, of: notice.id)
      }
    }
    for event in hostEvents {
      let isThere = book.keys[event.id] != nil
      book.demand(
        isThere == (event.isCommitted ?? false), "R2",
        "an event of the host's transaction was lost, or sent although it was rolled back")
    }
    let listed = try? store.failed(limit: book.rows.count).count
    let expected = book.rows.count { $0.state == .failed || $0.state == .unknown }
    book.demand(listed == expected, "R5", "not everything that was given up is listed")
  }
}
