// SPDX-License-Identifier: MIT
import MatinesDomain

/// Addresses that are left alone. Looked at when a delivery is due, never when it is planned.
package protocol SuppressionList: Sendable {
  /// Takes the place of what was known of the address.
  func put(_ suppression: Suppression) throws(StoreFailure)
  /// `notFound` for one that is not on the list.
  func removeSuppression(of address: SuppressedAddress) throws(StoreFailure)
  /// In the order of their octets, those behind `last`, at most so many.
  func suppressions(
    after last: SuppressedAddress?, limit: Int
  ) throws(StoreFailure) -> [Suppression]
}
