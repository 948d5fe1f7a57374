// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// Sends pushes on the caller's thread and waits for their answers, without queue and retries.
package final class DirectPush: Sendable {
  private let service: PushService
  private let inFlight: Int
  private let makeTransfers: @Sendable () throws(StoreFailure) -> any Transfers
  /// Those of the last call: its connections are good for the next.
  private let idle = Mutex<[Parked]>([])

  /// Unchecked, because transfers are in the pool or with one call, never both.
  private struct Parked: @unchecked Sendable {
    let transfers: any Transfers
  }

  package init(
    _ service: PushService, inFlight: Int,
    makeTransfers: @escaping @Sendable () throws(StoreFailure) -> any Transfers
  ) {
    self.service = service
    self.inFlight = max(1, inFlight)
    self.makeTransfers = makeTransfers
  }

  /// One outcome for each subscription, in their order. An empty payload sends no body.
  package func send(
    _ payload: [UInt8], _ treatment: PushTreatment, to subscriptions: [Subscription]
  ) throws(StoreFailure) -> [Outcome] {
    let known = idle.withLock { $0.popLast() }?.transfers
    let transfers: any Transfers
    if let known { transfers = known } else { transfers = try makeTransfers() }
    var outcomes = [Outcome?](repeating: nil, count: subscriptions.count)
    var running: [Int: (at: Int, peer: String)] = [:]
    var waiting = subscriptions.enumerated().makeIterator()
    while true {
      while running.count < inFlight, let (at, subscription) = waiting.next() {
        do throws(PushRefusal) {
          let address = try service.address(subscription)
          let request = try service.request(address, payload: payload, treatment)
          running[transfers.start(request)] = (at, address.endpoint.name)
        } catch {
          outcomes[at] = error.outcome
        }
      }
      if running.isEmpty { break }
      for (ticket, result) in transfers.pump(waiting: .seconds(1), wake: nil) {
        guard let ended = running.removeValue(forKey: ticket) else { continue }
        outcomes[ended.at] = service.verdict(result, peer: ended.peer)
      }
    }
    let parked = Parked(transfers: transfers)
    // One is enough: each keeps its connections.
    idle.withLock { $0 = [parked] }
    return outcomes.compactMap(\.self)
  }
}
