// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// No address of a simulated world is left alone: passed on.
extension SimDisk {
  func put(_ suppression: Suppression) throws(StoreFailure) {
    try reach(.mark) { () throws(StoreFailure) in try inner.put(suppression) }
  }

  func removeSuppression(of address: SuppressedAddress) throws(StoreFailure) {
    try reach(.mark) { () throws(StoreFailure) in try inner.removeSuppression(of: address) }
  }

  func suppressions(
    after last: SuppressedAddress?, limit: Int
  ) throws(StoreFailure) -> [Suppression] {
    try reach(.read) { () throws(StoreFailure) in
      try inner.suppressions(after: last, limit: limit)
    }
  }
}
