// SPDX-License-Identifier: MIT

/// What the bell shows. Kept in the transaction that changes it; equals a recount at all times.
package struct Counts: Equatable, Sendable {
  package var unread: Int64
  /// By `Severity.rawValue`.
  package var unseenBySeverity: [Int64]
  /// Grows with every change, so that a page can drop what arrives late.
  package var version: Int64

  package init(
    unread: Int64 = 0, unseenBySeverity: [Int64] = [0, 0, 0, 0], version: Int64 = 0
  ) {
    self.unread = unread
    self.unseenBySeverity = unseenBySeverity
    self.version = version
  }

  package var unseen: Int64 { unseenBySeverity.reduce(0, &+) }

  package func unseen(_ severity: Severity) -> Int64 {
    let index = severity.rawValue
    return unseenBySeverity.indices.contains(index) ? unseenBySeverity[index] : 0
  }
}

/// What a person did with a row of the inbox.
package enum Mark: String, CaseIterable, Sendable {
  case seen, read, unread, archived
  /// Back in the inbox, and unread when archiving had made it read.
  case unarchived
}
