// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Sends one text message on the caller's thread, without queue and retries: 10 s at most.
package struct DirectSMS: TextSender {
  private static let patience = Instant.Span.seconds(10)
  private let sms: any SMS
  private let transfer: OneTransfer

  package init(_ sms: any SMS, transfer: OneTransfer) {
    self.sms = sms
    self.transfer = transfer
  }

  package func send(_ message: TextMessage) throws(StoreFailure) -> Outcome {
    try transfer.outcome(of: sms.send(message), within: Self.patience)
  }
}
