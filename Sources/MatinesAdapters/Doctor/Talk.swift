// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Several requests at once, until what was waited for has come, or the time is over.
final class Talk {
  private static let step = Instant.Span(milliseconds: 10)
  private let transfers = CurlTransfers()
  private let end: Stopwatch
  private var results: [Int: TransferResult] = [:]

  init(_ patience: Instant.Span) { end = Stopwatch.now().adding(patience) }

  func start(_ request: TransferRequest) -> Int { transfers.start(request) }

  /// Nil while it is under way.
  func result(_ ticket: Int) -> TransferResult? { results[ticket] }

  /// At most for so long, and never longer than there is patience.
  func go(atMost limit: Instant.Span = .day, until isEnough: () -> Bool) {
    let end = min(self.end, Stopwatch.now().adding(limit))
    while !isEnough(), Stopwatch.now() < end {
      for (ticket, result) in transfers.pump(waiting: Self.step, wake: nil) {
        results[ticket] = result
      }
    }
  }
}
