// SPDX-License-Identifier: MIT
import MatinesDomain

/// The policies in force, now and when something was decided.
package protocol PolicyArchive: Sendable {
  /// The policy new events follow, and its number in the store.
  func current() -> (number: Int64, policy: Policy)
  /// An earlier one, as it was.
  func policy(_ number: Int64) throws(StoreFailure) -> Policy
}

/// Keeps policy documents by digest.
package protocol PolicyStore: Sendable {
  /// The number of the document; the same document has one number.
  func archive(_ document: String, digest: [UInt8]) throws(StoreFailure) -> Int64
  func policyDocument(_ number: Int64) throws(StoreFailure) -> String
}
