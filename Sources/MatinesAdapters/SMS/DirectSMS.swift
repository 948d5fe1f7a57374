// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Sends one text message on the caller's thread, without queue and retries: 10 s at most.
package struct DirectSMS: TextSender {
  private static let patience = Instant.Span.seconds(10)
  private let sms: any SMS
  private let makeTransfers: @Sendable () throws(StoreFailure) -> any Transfers

  package init(
    _ sms: any SMS,
    makeTransfers: @escaping @Sendable () throws(StoreFailure) -> any Transfers
  ) {
    self.sms = sms
    self.makeTransfers = makeTransfers
  }

  package func send(_ message: TextMessage) throws(StoreFailure) -> Outcome {
    switch sms.send(message) {
    case .done(let outcome): outcome
    case .blocking(_, let run): run()
    case .crowded, .postponed: .later(why: "the provider takes no more just now", after: nil)
    case .transfer(let request, let conclude): try carry(request, conclude)
    }
  }

  /// Waiting is done by the machine's clock: a host's may stand still.
  private func carry(
    _ request: TransferRequest, _ conclude: (TransferResult) -> Outcome
  ) throws(StoreFailure) -> Outcome {
    let transfers = try makeTransfers()
    let clock = SystemClock()
    let start = clock.boot()
    let ticket = transfers.start(request)
    while true {
      let left = Self.patience.milliseconds - clock.boot().milliseconds(since: start)
      guard left > 0 else { return .unknown(why: "no answer within 10 s") }
      let ended = transfers.pump(waiting: Instant.Span(milliseconds: min(left, 1_000)), wake: nil)
      if let end = ended.first(where: { $0.ticket == ticket }) { return conclude(end.result) }
    }
  }
}
