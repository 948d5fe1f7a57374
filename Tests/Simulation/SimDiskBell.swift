// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SimDisk {
  func takeMarkUpdates(
    limit: Int, lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> [MarkUpdate] {
    try reach(
      .take,
      { () throws(StoreFailure) in
        try inner.takeMarkUpdates(limit: limit, lease: lease, boot: boot)
      }
    ) { book.tookUpdates($0, lease, boot) }
  }

  func settle(_ results: [MarkUpdateResult], boot: BootTime) throws(StoreFailure) {
    try reach(.settle, { () throws(StoreFailure) in try inner.settle(results, boot: boot) }) {
      book.settled(results, boot)
    }
  }

  func nextMarkUpdate(boot: BootTime) throws(StoreFailure) -> Instant.Span? {
    try reach(.read, { () throws(StoreFailure) in try inner.nextMarkUpdate(boot: boot) }) {
      book.answered(nextUpdate: $0, boot)
    }
  }

  func newestPublished(for user: UserID) throws(StoreFailure) -> NotificationID? {
    try reach(.read, { () throws(StoreFailure) in try inner.newestPublished(for: user) })
  }
}
