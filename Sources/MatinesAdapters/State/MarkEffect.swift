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
    case .unarchived:
      if before.read == before.archived { after.read = nil }
      after.archived = nil
    }
    marks = after
    changed = after != before
    becameSeen = before.seen == nil && after.seen != nil
    unread = (after.countsAsUnread ? 1 : 0) - (before.countsAsUnread ? 1 : 0)
    unseen = becameSeen ? -1 : 0
  }
}

extension Marks {
  /// Whether a mark over many rows has something to do on this one.
  func needs(_ mark: Mark) -> Bool {
    switch mark {
    case .seen: seen == nil
    case .read: countsAsUnread
    case .unread: read != nil
    case .archived: archived == nil
    case .unarchived: archived != nil
    }
  }

  /// Whether the batch marked it, and nobody has marked it otherwise since.
  func bears(_ batch: MarkedBatch) -> Bool {
    batch.at == (batch.mark == .archived ? archived : read)
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
    case .read: unread > 0
    case .unread, .archived, .unarchived: true
    }
  }
}

/// How many rows one transaction may mark: others wait that long.
enum MarkBatch {
  static let rows = 128
}

extension InboxFilter {
  /// What a mark over many rows concerns: nothing else is unseen or unread.
  func narrowed(for mark: Mark) -> InboxFilter {
    var filter = self
    if mark == .seen || mark == .read { filter.unread = true }
    return filter
  }
}

/// What marking many rows has come to so far.
struct MarkedRows: Sendable {
  var counts: Counts
  private var rows = 0
  /// The first of them: no more than tell that they are too many for one update.
  private(set) var first: [NotificationNumber] = []
  private var newest: NotificationNumber?
  private var oldest: NotificationNumber?

  init(counts: Counts) { self.counts = counts }

  /// One transaction more; numbers descend.
  mutating func add(_ numbers: [NotificationNumber], _ counts: Counts) {
    self.counts = counts
    rows += numbers.count
    first += numbers.prefix(MarkUpdate.rows + 1 - first.count)
    newest = newest ?? numbers.first
    oldest = numbers.last ?? oldest
  }

  func marked(
    _ mark: Mark, _ seal: IdentifierSeal, now: Instant, isToBeTold: Bool
  ) throws(StoreFailure) -> Marked {
    var marked = Marked(counts: counts)
    marked.rows = rows
    marked.isToBeTold = isToBeTold
    if let newest, let oldest {
      marked.batch = MarkedBatch(
        mark, at: now, newest: try seal.seal(newest), oldest: try seal.seal(oldest))
    }
    return marked
  }
}
