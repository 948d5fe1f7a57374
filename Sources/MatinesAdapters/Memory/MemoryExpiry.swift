// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func cancelExpired(now: Instant, limit: Int) throws(StoreFailure) -> Int {
    try access { (state, _) throws(StoreFailure) in
      let expired = state.expired(now: now).prefix(max(0, limit))
      for place in expired {
        guard let at = state.delivery(place.id) else { continue }
        state.takeBack(at)
        state.cancel(at, .expired, now: now)
        _ = state.armSuccessor(of: at)
      }
      return expired.count
    }
  }
}

extension MemoryState {
  /// By lane, priority, due and id.
  fileprivate func expired(now: Instant) -> [QueuePlace] {
    ready.compactMap { delivery($0) }
      .filter { deliveries[$0].due <= now && deliveries[$0].expires <= now }
      .map { deliveries[$0].place(Int64($0) + 1) }
      .sorted { left, right in
        left.lane == right.lane ? left < right : left.lane.number < right.lane.number
      }
  }
}
