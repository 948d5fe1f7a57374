// SPDX-License-Identifier: MIT
import MatinesDomain

/// One delivery is about to leave.
package struct BeginRequest: Sendable {
  package let token: DeliveryToken
  /// It may begin a single time.
  package let onceOnly: Bool
  /// Nil where nothing limits it.
  package let allowance: Allowance?
  package let now: Instant

  package init(
    _ token: DeliveryToken, onceOnly: Bool, allowance: Allowance? = nil, now: Instant
  ) {
    self.token = token
    self.onceOnly = onceOnly
    self.allowance = allowance
    self.now = now
  }

  /// Asked before anything is charged.
  package func isTooLate(for expiry: Instant) -> Bool {
    #if MATINES_PLANTED
      if Planted.expiryUnchecked.isHere { return false }
    #endif
    return now >= expiry
  }
}

package enum Admission: Equatable, Sendable {
  /// The in-doubt mark is stored, and what it costs is charged.
  case granted
  /// The fence is old, or it has begun already and may not again.
  case lost
  case refused(Reason)
  /// The cap of its channel leaves no room before then.
  case later(Instant)
}

/// What text messages cost, by month.
package protocol SpendingBook: Sendable {
  /// The latest month first, at most so many lines.
  func spending(limit: Int) throws(StoreFailure) -> [SpendingLine]
}

package struct SpendingLine: Equatable, Sendable {
  /// The year times a hundred, and the month from 1 to 12 (UTC).
  package let month: Int64
  package let category: CategoryName
  package let spending: Spending

  package init(month: Int64, category: CategoryName, spending: Spending) {
    self.month = month
    self.category = category
    self.spending = spending
  }
}
