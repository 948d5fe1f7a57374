// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// The policy in force in this process, and earlier ones from the store, each read once.
package final class PolicyShelf: PolicyArchive {
  private struct Shelf {
    var number: Int64
    var policy: Policy
    var earlier: [Int64: Policy] = [:]
  }

  /// Earlier policies that are remembered; more are read from the store again.
  private static let limit = 32
  private let store: any PolicyStore
  private let shelf: Mutex<Shelf>

  package init(_ document: PolicyDocument, in store: any PolicyStore) throws(StoreFailure) {
    self.store = store
    shelf = Mutex(
      Shelf(number: try Self.archive(document, in: store), policy: document.policy))
  }

  package func current() -> (number: Int64, policy: Policy) {
    shelf.withLock { ($0.number, $0.policy) }
  }

  /// What comes from now on follows this policy; what was planned keeps its own. False when it was
  /// in force already.
  @discardableResult
  package func change(to document: PolicyDocument) throws(StoreFailure) -> Bool {
    let number = try Self.archive(document, in: store)
    return shelf.withLock { shelf in
      guard number != shelf.number else { return false }
      Self.remember(shelf.policy, shelf.number, in: &shelf)
      shelf.number = number
      shelf.policy = document.policy
      return true
    }
  }

  package func policy(_ number: Int64) throws(StoreFailure) -> Policy {
    let known = shelf.withLock { $0.number == number ? $0.policy : $0.earlier[number] }
    if let known { return known }
    let text = try store.policyDocument(number)
    guard let document = try? PolicyDocument.read(text) else {
      throw .damaged("policy \(number) cannot be read back")
    }
    shelf.withLock { Self.remember(document.policy, number, in: &$0) }
    return document.policy
  }

  private static func remember(_ policy: Policy, _ number: Int64, in shelf: inout Shelf) {
    if shelf.earlier.count >= limit { shelf.earlier.removeAll() }
    shelf.earlier[number] = policy
  }

  private static func archive(
    _ document: PolicyDocument, in store: any PolicyStore
  ) throws(StoreFailure) -> Int64 {
    try store.archive(document.text, digest: Digest.sha256(Array(document.text.utf8)))
  }
}
