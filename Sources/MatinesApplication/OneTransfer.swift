// SPDX-License-Identifier: MIT
import MatinesDomain

/// Carries one request to its end on the caller's thread, without queue and retries.
package struct OneTransfer: Sendable {
  private let makeTransfers: @Sendable () throws(StoreFailure) -> any Transfers
  private let clock: any Clock

  /// `clock` is the machine's: a host's may stand still.
  package init(
    clock: any Clock,
    makeTransfers: @escaping @Sendable () throws(StoreFailure) -> any Transfers
  ) {
    self.clock = clock
    self.makeTransfers = makeTransfers
  }

  package func outcome(
    of begun: Begun, within patience: Instant.Span
  ) throws(StoreFailure) -> Outcome {
    switch begun {
    case .done(let outcome): outcome
    case .transfer(let request, let conclude): try carry(request, conclude, patience)
    }
  }

  private func carry(
    _ request: TransferRequest, _ conclude: (TransferResult) -> Outcome, _ patience: Instant.Span
  ) throws(StoreFailure) -> Outcome {
    let transfers = try makeTransfers()
    let start = clock.boot()
    let ticket = transfers.start(request)
    while true {
      let left = patience.milliseconds - clock.boot().milliseconds(since: start)
      guard left > 0 else {
        return .unknown(why: "no answer within \(patience.milliseconds / 1_000) s")
      }
      let ended = transfers.pump(waiting: Instant.Span(milliseconds: min(left, 1_000)), wake: nil)
      if let end = ended.first(where: { $0.ticket == ticket }) { return conclude(end.result) }
    }
  }
}
