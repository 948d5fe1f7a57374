// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What one mark changes on one row, and in the person's counters.
struct MarkEffect: Sendable {
  let marks: Marks
  let changed: Bool
  /// Seen now and not before: what a look at the list makes needless is cancelled.
  let becameSeen: Bool
  let unread: Int64
  let unseen: Int64

  /// Reading implies seeing, archiving implies reading; an archived row counts as read.
  init(of mark: Mark, on before: Marks, now: Instant) {
    var after = before
    switch mark {
    case .seen: after.seen = before.seen ?? now
    case .read:
      after.seen = before.seen ?? now
      after.read = before.read ?? now
    case .unread: after.read = nil
    case .archived:
      after.seen = before.seen ?? now
      after.read = before.read ?? now
      after.archived = before.archived ?? now
    }
    marks = after
    changed = after != before
    becameSeen = before.seen == nil && after.seen != nil
    unread = (after.countsAsUnread ? 1 : 0) - (before.countsAsUnread ? 1 : 0)
    unseen = becameSeen ? -1 : 0
  }
}

extension Marks {
  var countsAsUnread: Bool { read == nil && archived == nil }

  /// Whether a mark over many rows has something to do on this one.
  func needs(_ mark: Mark) -> Bool {
    switch mark {
    case .seen: seen == nil
    case .read: read == nil
    case .unread: read != nil
    case .archived: archived == nil
    }
  }
}

extension Counts {
  mutating func add(_ effect: MarkEffect, _ severity: Severity) {
    #if MATINES_PLANTED
      if Planted.counterDrift.isHere, effect.marks.archived != nil { return }
    #endif
    unread &+= effect.unread
    add(unseen: effect.unseen, severity)
  }

  mutating func add(unseen change: Int64, _ severity: Severity) {
    guard unseenBySeverity.indices.contains(severity.rawValue) else { return }
    unseenBySeverity[severity.rawValue] &+= change
  }
}

extension Counts {
  /// False when the counters already say that no row is left to mark: spares a walk through a
  /// million rows that were read long ago.
  func leaveRoom(for mark: Mark) -> Bool {
    switch mark {
    case .seen: unseen > 0
    case .read: unread > 0 || unseen > 0
    case .unread, .archived: true
    }
  }
}

/// How many rows one transaction may mark.
enum MarkBatch {
  static let rows = 500
}
