// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// The policy of the engine's document, and earlier ones from the store, read once.
package final class PolicyShelf: PolicyArchive {
  private let store: any PolicyStore
  private let inForce: (number: Int64, policy: Policy)
  private let earlier = Mutex<[Int64: Policy]>([:])

  package init(_ document: PolicyDocument, in store: any PolicyStore) throws(StoreFailure) {
    self.store = store
    let number = try store.archive(
      document.text, digest: Digest.sha256(Array(document.text.utf8)))
    inForce = (number, document.policy)
  }

  package func current() -> (number: Int64, policy: Policy) { inForce }

  package func policy(_ number: Int64) throws(StoreFailure) -> Policy {
    if number == inForce.number { return inForce.policy }
    if let known = earlier.withLock({ $0[number] }) { return known }
    let text = try store.policyDocument(number)
    guard let document = try? PolicyDocument.read(text) else {
      throw .damaged("policy \(number) cannot be read back")
    }
    earlier.withLock { $0[number] = document.policy }
    return document.policy
  }
}
