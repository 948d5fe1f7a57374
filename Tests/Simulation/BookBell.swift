// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What the pages of one person are still to be told.
struct Untold {
  var mark: Mark
  var version: Int64
  /// Nil: they are to read anew.
  var marked: Set<NotificationID>?
  let boot: Int64
  let expires: Int64
  /// From when on a worker may take it.
  var free: Int64

  func isAlive(_ now: BootTime) -> Bool { boot == now.id && expires > now.milliseconds }

  /// As it is to be told together with what was not told before.
  func after(_ former: Untold) -> Untold {
    var both = self
    let all = former.marked.flatMap { others in marked.map { $0.union(others) } }
    both.marked = former.mark == mark && all.map { $0.count <= 64 } ?? false ? all : nil
    return both
  }
}

extension Book {
  /// Rows have changed by one call.
  func tell(_ changed: [Int], _ mark: Mark, _ marked: Marked, of person: Int, _ time: MarkTime) {
    let isHeard = isHeard(person, time)
    demand(
      marked.isToBeTold == (isHeard && !changed.isEmpty), "R12",
      "somebody's pages are told, or not, whatever there is to tell")
    guard let telling = time.telling, isHeard, !changed.isEmpty else { return }
    let ids = Set(changed.map { messages[$0].id })
    let boot = telling.boot
    var untold = Untold(
      mark: mark, version: marked.counts.version, marked: ids.count > 64 ? nil : ids, boot: boot.id,
      expires: boot.milliseconds + 60_000, free: boot.milliseconds)
    if let former = updates[person], former.isAlive(boot) { untold = untold.after(former) }
    updates[person] = untold
  }

  private func isHeard(_ person: Int, _ time: MarkTime) -> Bool {
    switch time.telling?.presence {
    case nil, .known(.offline): false
    case .known: true
    case .stored(let boot): presence(of: person, boot) != .offline
    }
  }

  func tookUpdates(_ taken: [MarkUpdate], _ lease: Instant.Span, _ boot: BootTime) {
    updates = updates.filter { $0.value.isAlive(boot) }
    for update in taken {
      guard let person = places[update.user], let untold = updates[person] else {
        violate("R12", "an update that nobody waits for was taken")
        continue
      }
      demand(
        untold.free <= boot.milliseconds, "R8", "an update was taken while another worker had it")
      demand(
        update.version == untold.version && update.mark == untold.mark
          && update.marked.map(Set.init) == untold.marked, "R12",
        "an update is not what its person marked")
      demand(
        update.counts.unread == people[person].unread
          && update.counts.unseenBySeverity == people[person].unseen, "R4",
        "an update has other counts than the bell")
      updates[person]?.free = boot.milliseconds + lease.milliseconds
    }
  }

  func settled(_ results: [MarkUpdateResult], _ boot: BootTime) {
    for result in results {
      guard let person = places[result.user], updates[person]?.version == result.version,
        updates[person]?.boot == boot.id
      else { continue }
      if let again = result.again {
        updates[person]?.free = boot.milliseconds + again.milliseconds
      } else {
        updates[person] = nil
      }
    }
  }

  func answered(nextUpdate: Instant.Span?, _ boot: BootTime) {
    let next = updates.values.filter { $0.isAlive(boot) }.map(\.free).min()
    demand(
      nextUpdate?.milliseconds == next.map { max(0, $0 - boot.milliseconds) }, "R10",
      "the next update is said to wait for another time")
  }

  func isAnythingUntold(_ boot: BootTime) -> Bool {
    updates.values.contains { $0.isAlive(boot) }
  }
}
