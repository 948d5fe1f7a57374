// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What waits to be told to one person's pages, as stores keep it.
struct StoredMarkUpdate: Sendable {
  private(set) var mark: Mark
  private(set) var version: Int64
  private(set) var newest: NotificationNumber
  /// Nil where the page is to read anew.
  private(set) var marked: [Int64]?
  /// Of which boot the next two are.
  private(set) var boot: Int64
  private(set) var expires: Int64
  /// Nobody has it from then on.
  private(set) var free: Int64

  init(
    mark: Mark, version: Int64, newest: NotificationNumber, marked: [Int64]?, boot: Int64,
    expires: Int64, free: Int64
  ) {
    self.mark = mark
    self.version = version
    self.newest = newest
    self.marked = marked
    self.boot = boot
    self.expires = expires
    self.free = free
  }

  /// Nil when nothing was marked.
  init?(_ mark: Mark, _ numbers: [NotificationNumber], version: Int64, boot: BootTime) {
    guard let newest = numbers.max() else { return nil }
    self.init(
      mark: mark, version: version, newest: newest,
      marked: numbers.count > MarkUpdate.rows ? nil : numbers.map(\.value), boot: boot.id,
      expires: boot.deadline(after: MarkUpdate.life), free: boot.milliseconds)
  }

  /// What was not told before this is told with it. Somebody who is telling the former just now
  /// keeps nobody from telling this.
  func following(_ former: StoredMarkUpdate) -> StoredMarkUpdate {
    guard former.boot == boot, former.expires > free else { return self }
    var both = self
    both.newest = max(newest, former.newest)
    both.marked = nil
    if former.mark == mark, let mine = marked, let others = former.marked {
      let all = others + mine.filter { !others.contains($0) }
      if all.count <= MarkUpdate.rows { both.marked = all }
    }
    return both
  }

  func isWorthTelling(_ now: BootTime) -> Bool {
    boot == now.id && expires > now.milliseconds
  }

  func isFree(_ now: BootTime) -> Bool { free <= now.milliseconds }

  mutating func take(until end: Int64) { free = end }

  func update(
    for user: UserID, _ counts: Counts, _ now: BootTime, _ seal: IdentifierSeal
  ) throws(StoreFailure) -> MarkUpdate {
    var ids: [NotificationID]?
    if let marked {
      var sealed: [NotificationID] = []
      for value in marked {
        guard let number = NotificationNumber(value) else { throw .damaged("a mark of nothing") }
        sealed.append(try seal.seal(number))
      }
      ids = sealed
    }
    return MarkUpdate(
      user: user, mark: mark, version: version, newest: try seal.seal(newest), marked: ids,
      counts: counts, life: Instant.Span(milliseconds: expires - now.milliseconds))
  }
}

/// Rows from the newest on among which one is looked for that the hub took: what is older, no hub
/// remembers.
enum PublishedRows {
  static let looked = 50
}
