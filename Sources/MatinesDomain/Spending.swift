// SPDX-License-Identifier: MIT

/// Text messages of one category in one month, sent and no longer needed. Amounts are millionths of
/// the policy's currency.
package struct Spending: Equatable, Sendable {
  package var texts: Int64 = 0
  package var amount: Int64 = 0
  /// Planned, and cancelled before they left.
  package var spared: Int64 = 0
  package var sparedAmount: Int64 = 0

  package init() {}

  package init(texts: Int64, amount: Int64, spared: Int64, sparedAmount: Int64) {
    self.texts = texts
    self.amount = amount
    self.spared = spared
    self.sparedAmount = sparedAmount
  }

  package static func + (left: Spending, right: Spending) -> Spending {
    Spending(
      texts: left.texts &+ right.texts, amount: left.amount &+ right.amount,
      spared: left.spared &+ right.spared, sparedAmount: left.sparedAmount &+ right.sparedAmount)
  }

  /// Of a single text.
  package static func sent(_ price: Int64) -> Spending {
    Spending(texts: 1, amount: price, spared: 0, sparedAmount: 0)
  }

  package static func takenBack(_ price: Int64) -> Spending {
    Spending(texts: -1, amount: 0 &- price, spared: 0, sparedAmount: 0)
  }

  /// It cost so much more than was planned.
  package static func corrected(by difference: Int64) -> Spending {
    Spending(texts: 0, amount: difference, spared: 0, sparedAmount: 0)
  }

  package static func spared(_ price: Int64) -> Spending {
    Spending(texts: 0, amount: 0, spared: 1, sparedAmount: price)
  }
}
