// SPDX-License-Identifier: MIT
import MatinesDomain

/// What a person's other tabs and devices have not been told yet: rows were marked somewhere. A
/// person has one at most; what is marked before it was told is told along with it.
package struct MarkUpdate: Equatable, Sendable {
  /// Later the counts of the next change, or of the next look, do the work.
  package static let life = Instant.Span.seconds(60)
  /// So many rows are told one by one.
  package static let rows = 64

  package let user: UserID
  /// The latest one.
  package let mark: Mark
  /// Of the counters after it: with the mark and the newest row it names the update.
  package let version: Int64
  package let newest: NotificationID
  /// Nil where they are too many, or were marked in several ways: the page reads anew.
  package let marked: [NotificationID]?
  /// As they are at this moment.
  package let counts: Counts
  /// How long it is still worth telling.
  package let life: Instant.Span

  package init(
    user: UserID, mark: Mark, version: Int64, newest: NotificationID, marked: [NotificationID]?,
    counts: Counts, life: Instant.Span
  ) {
    self.user = user
    self.mark = mark
    self.version = version
    self.newest = newest
    self.marked = marked
    self.counts = counts
    self.life = life
  }
}

/// What became of an update that was taken.
package struct MarkUpdateResult: Equatable, Sendable {
  package let user: UserID
  package let version: Int64
  /// When it is to be tried again; nil to forget it.
  package let again: Instant.Span?

  package init(_ update: MarkUpdate, again: Instant.Span?) {
    (user, version) = (update.user, update.version)
    self.again = again
  }
}

/// Remembers what pages have to be told besides deliveries. All of its times are of this boot.
package protocol RealtimeBook: Sendable {
  /// Those that wait, the oldest first: they are the caller's until the lease ends. What is not
  /// worth telling any more is forgotten.
  func takeMarkUpdates(
    limit: Int, lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> [MarkUpdate]
  /// Who marked again meanwhile has a new one, which stays.
  func settle(_ results: [MarkUpdateResult], boot: BootTime) throws(StoreFailure)
  /// How long until one may be taken; nil when none waits.
  func nextMarkUpdate(boot: BootTime) throws(StoreFailure) -> Instant.Span?
  /// Of a person's newest rows, the newest one that the hub took; nil for none.
  func newestPublished(for user: UserID) throws(StoreFailure) -> NotificationID?
}
