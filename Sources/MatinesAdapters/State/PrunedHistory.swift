// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The stages of a walk, in their order. The numbers are stored.
enum PruningStage: Int, CaseIterable {
  case inboxes = 0
  case notifications = 1
  case caps = 2
  /// Small tables, each as a whole.
  case rest = 3

  /// Behind this stage.
  var next: PruningPlace? {
    PruningStage(rawValue: rawValue + 1).map { PruningPlace(stage: $0.rawValue) }
  }
}

/// How old a notification is, as pruning sees it.
struct PruningAge {
  enum Verdict { case over, kept, young }

  private let rule: PruningRule
  private let earliest: Instant

  /// Nil when everything is kept for ever.
  init?(_ rule: PruningRule) {
    guard let earliest = rule.earliest else { return nil }
    self.rule = rule
    self.earliest = earliest
  }

  /// Behind a young one there are only younger ones.
  func verdict(
    _ number: NotificationNumber, created: Instant, in category: CategoryName
  ) -> Verdict {
    let moment = moment(number, created)
    if moment > rule.now { return .kept }
    if moment > earliest { return .young }
    return rule.limit(in: category).map { moment <= $0 } ?? false ? .over : .kept
  }

  /// Whether its key need not be known any longer.
  func isKeyOver(_ number: NotificationNumber, created: Instant) -> Bool {
    moment(number, created) <= rule.before(PruningRule.keys)
  }

  /// A clock that had gone wrong is seen through: numbers never go back, and one that seems to come
  /// from the future follows a clock that was set back since.
  private func moment(_ number: NotificationNumber, _ created: Instant) -> Instant {
    number.moment <= rule.now ? max(created, number.moment) : created
  }
}

extension PruningRule {
  /// Years times a hundred, and the month.
  var oldestMonth: Int64 { now.month - Self.spendingYears * 100 }
}

extension NotificationNumber {
  /// When it was taken, or a little later.
  var moment: Instant { Instant(milliseconds: value >> 12) }
}

extension Counts {
  /// A row has gone.
  mutating func left(_ marks: Marks, _ severity: Severity) {
    if marks.countsAsUnread { unread &-= 1 }
    if marks.seen == nil { add(unseen: -1, severity) }
  }
}

extension DeliveryState {
  /// Nothing more happens to it, unless an operator asks.
  var isOver: Bool { self != .waiting && self != .ready && self != .claimed }
}

extension SentTimes {
  /// Whether a cap of this length may still count one of them.
  func matter(within cap: Instant.Span, now: Instant) -> Bool {
    times.contains { now < $0 + cap && $0 < now + cap }
  }
}
