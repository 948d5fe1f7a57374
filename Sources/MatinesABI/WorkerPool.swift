// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization

/// Workers of one engine that no call is using: each keeps its connections, and what is in flight.
final class WorkerPool: Sendable {
  private let parts: WorkerParts
  private let makeTransfers: @Sendable () throws(StoreFailure) -> any Transfers
  private let idle = Mutex<[Parked]>([])

  /// Unchecked, because a worker is in the pool or with one call, never both: it changes hands only
  /// under the pool's lock.
  private struct Parked: @unchecked Sendable {
    let worker: Worker
  }

  init(
    parts: WorkerParts,
    makeTransfers: @escaping @Sendable () throws(StoreFailure) -> any Transfers
  ) {
    self.parts = parts
    self.makeTransfers = makeTransfers
  }

  func work(budget: Instant.Span) throws -> WorkReport {
    let worker = try take()
    defer { park(worker) }
    return try worker.work(budget: budget)
  }

  func close(within limit: Instant.Span) {
    let clock = SystemClock()
    let start = clock.boot()
    while let parked = idle.withLock({ $0.popLast() }) {
      let spent = clock.boot().milliseconds(since: start)
      let left = Instant.Span(milliseconds: limit.milliseconds - spent)
      // What cannot be finished or recorded now is recovered when its lease ends.
      do throws(StoreFailure) {
        try parked.worker.finish(within: left)
      } catch {
        parts.log.write(.warning, "closing: results could not be recorded")
      }
    }
  }

  /// The one with most to bring to an end first: results that nobody recorded are its alone.
  private func take() throws -> Worker {
    let parked = idle.withLock { idle in
      idle.sort { $0.worker.load < $1.worker.load }
      return idle.popLast()
    }
    if let parked { return parked.worker }
    return Worker(parts: parts, transfers: try makeTransfers())
  }

  private func park(_ worker: Worker) {
    let parked = Parked(worker: worker)
    idle.withLock { $0.append(parked) }
  }
}
