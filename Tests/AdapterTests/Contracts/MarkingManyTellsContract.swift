// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `Pages hear of many rows` {
  private let user = "42"

  /// Every other one is an error.
  private func fill(_ store: any Store, _ count: Int) throws -> [NotificationID] {
    let scene = StoreScene(store: store)
    try scene.person(user)
    return try (0..<count).map { index in
      try scene.emit {
        $0.id = nil
        $0.second = Int64(index)
        $0.severity = index % 2 == 0 ? .info : .error
      }.notification
    }
  }

  private func take(_ store: any Store, at second: Int64) throws -> [MarkUpdate] {
    try store.takeMarkUpdates(
      limit: 9, lease: .seconds(15), boot: StoreScene.boot(second))
  }

  /// One update is told, of all these rows, and nothing after it.
  private func check(
    _ store: any Store, _ marked: Marked, _ mark: Mark, _ ids: [NotificationID], at second: Int64
  ) throws {
    #expect(marked.isToBeTold)
    #expect(marked.rows == ids.count)
    let update = try #require(try take(store, at: second).first)
    #expect(update.mark == mark)
    #expect(update.marked == (ids.count > 64 ? nil : ids))
    #expect(update.newest == ids[0])
    #expect(update.version == marked.counts.version)
    #expect(update.counts == marked.counts)
    #expect(try store.counts(of: UserID(user)) == marked.counts)
    try store.settle([MarkUpdateResult(update, again: nil)], boot: StoreScene.boot(second))
    #expect(try store.nextMarkUpdate(boot: StoreScene.boot(second)) == nil)
  }

  @Test(arguments: StoreMaker.allCases, [3, 64, 65, 128, 256, 1_000])
  func `once, when the last is marked`(maker: StoreMaker, count: Int) throws {
    try maker.withStore { store in
      let ids = try fill(store, count)
      let marked = try store.markAll(
        InboxFilter(), upTo: ids[count - 1], of: UserID(user), .read, at: StoreScene.telling(5_000))
      try check(store, marked, .read, Array(ids.reversed()), at: 5_000)
    }
  }

  @Test(arguments: StoreMaker.allCases, [3, 64, 65, 128, 256, 300])
  func `once of what was archived, and of what was taken back`(
    maker: StoreMaker, count: Int
  ) throws {
    try maker.withStore { store in
      let ids = try fill(store, count)
      let person = try UserID(user)
      let marked = try store.markAll(
        InboxFilter(), upTo: ids[count - 1], of: person, .archived, at: StoreScene.telling(5_000))
      try check(store, marked, .archived, Array(ids.reversed()), at: 5_000)
      let batch = try #require(marked.batch)
      let back = try store.takeBack(batch, of: person, at: StoreScene.telling(5_001))
      #expect(back.rows == count)
      try check(store, back, .unarchived, Array(ids.reversed()), at: 5_001)
      #expect(
        try store.takeBack(batch, of: person, at: StoreScene.telling(5_002)).isToBeTold == false)
      #expect(try take(store, at: 5_002).isEmpty)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `that a filter let through, and of no other`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let person = try UserID(user)
      let ids = try fill(store, 6)
      var filter = InboxFilter()
      filter.severities = [.error]
      let marked = try store.markAll(
        filter, upTo: ids[4], of: person, .read, at: StoreScene.telling(10))
      try check(store, marked, .read, [ids[3], ids[1]], at: 10)
      filter.severities = [.warning]
      let none = try store.markAll(
        filter, upTo: ids[5], of: person, .read, at: StoreScene.telling(11))
      #expect(!none.isToBeTold)
      #expect(try take(store, at: 11).isEmpty)
      _ = try store.mark([ids[1]], of: person, .unread, now: StoreScene.at(12))
      let back = try store.takeBack(
        #require(marked.batch), of: person, at: StoreScene.telling(13))
      try check(store, back, .unread, [ids[3]], at: 13)
      let silent = try store.markAll(
        InboxFilter(), upTo: ids[5], of: person, .read,
        at: StoreScene.telling(14, .known(.offline)))
      #expect(silent.rows == 6)
      #expect(!silent.isToBeTold)
      #expect(try take(store, at: 14).isEmpty)
    }
  }
}
