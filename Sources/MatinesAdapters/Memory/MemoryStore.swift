// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// A store that forgets everything with its process: for tests, for hosts' tests, and as the
/// plain model the other stores are compared with. An operation that fails leaves no trace:
/// each looks at everything before it writes anything.
package final class MemoryStore: Store {
  package let survivesPowerLoss = false
  private let seal: IdentifierSeal
  private let state = Mutex(MemoryState())

  package init(seal: IdentifierSeal) { self.seal = seal }

  package func checkpoint() {}
  package func close() {}

  func access<Result: Sendable>(
    _ body: (inout MemoryState, IdentifierSeal) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try state.withLock { (state) throws(StoreFailure) in try body(&state, self.seal) }
  }

  /// The number behind a public id; a forged one is as unknown as somebody else's.
  func open(_ id: NotificationID) throws(StoreFailure) -> NotificationNumber {
    guard let number = seal.open(id) else { throw .notFound("notification_id") }
    return number
  }
}
