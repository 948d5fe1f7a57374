// SPDX-License-Identifier: MIT

/// The rows that one call marked: they bear its time, and lie between two of them.
package struct MarkedBatch: Equatable, Sendable {
  package let mark: Mark
  package let at: Instant
  package let newest: NotificationID
  package var oldest: NotificationID

  /// Nil for a mark that leaves no trace of what was before it.
  package init?(
    _ mark: Mark, at: Instant, newest: NotificationID, oldest: NotificationID
  ) {
    guard mark.reverse != nil else { return nil }
    self.mark = mark
    self.at = at
    self.newest = newest
    self.oldest = oldest
  }

  package init(_ text: String) throws(InvalidValue) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, let mark = Mark.allCases.first(where: { $0.letter == parts[0] }),
      let time = Int64(parts[1]), let newest = try? NotificationID(String(parts[2])),
      let oldest = try? NotificationID(String(parts[3])),
      let batch = MarkedBatch(
        mark, at: Instant(milliseconds: time), newest: newest, oldest: oldest)
    else { throw InvalidValue("undo", .malformed("not what marking all answered")) }
    self = batch
  }

  /// At most 95 characters of ASCII.
  package var text: String { "\(mark.letter).\(at.milliseconds).\(newest).\(oldest)" }
}

extension Mark {
  /// What undoes it; seen is for good, since it has cancelled what would have been sent.
  package var reverse: Mark? {
    switch self {
    case .read: .unread
    case .archived: .unarchived
    case .seen, .unread, .unarchived: nil
    }
  }

  fileprivate var letter: String {
    switch self {
    case .seen: "s"
    case .read: "r"
    case .unread: "u"
    case .archived: "a"
    case .unarchived: "i"
    }
  }
}
