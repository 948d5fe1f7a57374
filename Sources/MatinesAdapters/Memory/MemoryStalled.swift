// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func passStalled(_ search: StalledSearch) throws(StoreFailure) -> StalledPass {
    try access { (state, _) throws(StoreFailure) in state.passStalled(search) }
  }
}

extension MemoryState {
  struct StalledQueue: Hashable, Sendable {
    let lane: Lane
    let priority: PlannedDelivery.Priority
  }

  fileprivate mutating func passStalled(_ search: StalledSearch) -> StalledPass {
    let carried = search.lanes
    let lanes = Set(ready.compactMap { id in delivery(id).map { deliveries[$0].plan.lane } })
    var armed = 0
    var isMore = false
    for lane in lanes.subtracting(carried).sorted(by: { $0.number < $1.number }) {
      for priority in PlannedDelivery.Priority.allCases {
        let queue = StalledQueue(lane: lane, priority: priority)
        let known = walks[queue]
        let walk = StalledWalk(resuming: known, search)
        let batch = overdue(queue, search, behind: walk)
        for place in batch { armed += pass(place, search, carried) }
        guard !batch.isEmpty || known != nil else { continue }
        walks[queue] = walk.after(batch.last, count: batch.count, search)
        isMore = isMore || batch.count >= search.limit
      }
    }
    return StalledPass(armed: armed, isMore: isMore)
  }

  private func overdue(
    _ queue: StalledQueue, _ search: StalledSearch, behind walk: StalledWalk
  ) -> [QueuePlace] {
    let places = ready.compactMap { id in delivery(id).map { deliveries[$0].place(id) } }
    let wanted = places.filter { place in
      place.lane == queue.lane && place.priority == queue.priority.rawValue
        && place.due < search.overdue
        && (place.due.milliseconds, place.id) > (walk.due, walk.id)
    }
    return Array(wanted.sorted().prefix(max(0, search.limit)))
  }

  private mutating func pass(
    _ place: QueuePlace, _ search: StalledSearch, _ carried: Set<Lane>
  ) -> Int {
    guard let at = delivery(place.id),
      let range = recipient(deliveries[at].number, deliveries[at].user)?.deliveries
    else { return 0 }
    let start = range.lowerBound
    let passed = Arming.passing(
      at - start, count: range.count, state: { deliveries[start + $0].state },
      isStalled: { index in
        search.isStalled(deliveries[start + index].place(Int64(start + index) + 1), carried)
      })
    for index in passed { enter(.ready, start + index) }
    return passed.count
  }
}
