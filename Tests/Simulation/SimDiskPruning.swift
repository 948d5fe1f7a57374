// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Nothing of a simulated world grows old enough: passed on.
extension SimDisk {
  func prune(
    _ rule: PruningRule, from place: PruningPlace, limit: Int
  ) throws(StoreFailure) -> PrunedBatch {
    try reach(.mark) { () throws(StoreFailure) in
      try inner.prune(rule, from: place, limit: limit)
    }
  }

  func pruningPlace() throws(StoreFailure) -> PruningPlace? {
    try reach(.read) { () throws(StoreFailure) in try inner.pruningPlace() }
  }

  func keep(_ place: PruningPlace?) throws(StoreFailure) {
    try reach(.mark) { () throws(StoreFailure) in try inner.keep(place) }
  }

  func size() throws(StoreFailure) -> StoreSize {
    try reach(.read) { () throws(StoreFailure) in try inner.size() }
  }
}
