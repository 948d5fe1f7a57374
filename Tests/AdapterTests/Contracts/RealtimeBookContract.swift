// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A realtime book` {
  private let user = "42"

  private func fill(_ scene: StoreScene, _ count: Int, _ user: String = "42") throws
    -> [NotificationID]
  {
    try scene.person(user)
    return try (0..<count).map { index in
      try scene.emit {
        $0.user = user
        $0.id = nil
        $0.second = Int64(index)
        $0.rungs = [Rung(channel: .realtime, when: .any)]
      }.notification
    }
  }

  private func take(
    _ store: any Store, at second: Int64, limit: Int = 9
  ) throws -> [MarkUpdate] {
    try store.takeMarkUpdates(limit: limit, lease: .seconds(15), boot: StoreScene.boot(second))
  }

  private func mark(
    _ store: any Store, _ ids: [NotificationID], _ mark: Mark, at second: Int64,
    _ user: String = "42"
  ) throws -> Counts {
    let marked = try store.mark(ids, of: UserID(user), mark, at: StoreScene.telling(second))
    #expect(try marked.isToBeTold == (store.nextMarkUpdate(boot: StoreScene.boot(second)) != nil))
    return marked.counts
  }

  @Test(arguments: StoreMaker.allCases, Mark.allCases)
  func `tells what was marked, with the counts of the moment`(
    maker: StoreMaker, mark: Mark
  ) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), 3)
      if let first = [Mark.unread: Mark.read, .unarchived: .archived][mark] {
        _ = try store.mark(ids, of: UserID(user), first, now: StoreScene.at(5))
      }
      let then = try self.mark(store, [ids[2], ids[0]], mark, at: 10)
      try StoreScene(store: store).emit { $0.id = nil }
      let update = try #require(try take(store, at: 11).first)
      #expect(update.user.text == user)
      #expect(update.mark == mark)
      #expect(update.version == then.version)
      #expect(update.newest == ids[2])
      #expect(update.marked == [ids[2], ids[0]])
      #expect(update.counts == (try store.counts(of: UserID(user))))
      #expect(update.counts.version == then.version + 1)
      #expect(update.life == .seconds(59))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `has nothing to tell where nothing changed, or nobody would hear`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), 2)
      let person = try UserID(user)
      _ = try store.mark(ids, of: person, .seen, now: StoreScene.at(1))
      _ = try mark(store, ids, .seen, at: 2)
      _ = try mark(store, [], .read, at: 2)
      _ = try store.mark(ids, of: person, .read, at: StoreScene.telling(3, .known(.offline)))
      _ = try store.mark(
        ids, of: person, .archived, at: StoreScene.telling(3, .stored(StoreScene.boot(3))))
      #expect(try take(store, at: 4).isEmpty)
      #expect(try store.nextMarkUpdate(boot: StoreScene.boot(4)) == nil)
      try store.ping(
        person, tab: TabID("t"), visible: false, lease: .seconds(95), boot: StoreScene.boot(4))
      _ = try store.mark(
        [ids[0]], of: person, .unread, at: StoreScene.telling(5, .stored(StoreScene.boot(5))))
      #expect(try take(store, at: 5).map(\.marked) == [[ids[0]]])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `forgets what was marked in vain`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), 1)
      let forged = NotificationID(high: ids[0].high, low: ids[0].low ^ 4)
      #expect(throws: StoreFailure.self) { try mark(store, [ids[0], forged], .read, at: 1) }
      #expect(try take(store, at: 1).isEmpty)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `tells together what was marked before it was told`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), 4)
      _ = try mark(store, [ids[1]], .seen, at: 10)
      _ = try mark(store, [ids[3], ids[1]], .seen, at: 20)
      let last = try mark(store, [ids[0]], .seen, at: 30)
      let both = try #require(try take(store, at: 30).first)
      #expect(both.marked == [ids[1], ids[3], ids[0]])
      #expect(both.newest == ids[3])
      #expect(both.version == last.version)
      #expect(both.life == .seconds(60))
      #expect(try take(store, at: 30).isEmpty)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `has pages read anew after different marks, or too many`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), 70)
      _ = try mark(store, [ids[69]], .read, at: 10)
      _ = try mark(store, [ids[69]], .unread, at: 11)
      _ = try mark(store, [ids[0], ids[1]], .read, at: 12)
      let mixed = try #require(try take(store, at: 12).first)
      #expect(mixed.marked == nil)
      #expect(mixed.mark == .read)
      #expect(mixed.newest == ids[69])
      try store.settle([MarkUpdateResult(mixed, again: nil)], boot: StoreScene.boot(12))
      _ = try mark(store, Array(ids[0..<64]), .archived, at: 13)
      #expect(try take(store, at: 13).first?.marked?.count == 64)
      _ = try mark(store, [ids[64]], .archived, at: 14)
      let many = try #require(try take(store, at: 14).first)
      #expect(many.marked == nil)
      #expect(many.newest == ids[64])
    }
  }

  @Test(arguments: StoreMaker.allCases, [3, 64, 65, 128, 256, 1_000])
  func `tells once of a mark over many rows`(maker: StoreMaker, count: Int) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), count)
      let counts = try store.markAll(
        InboxFilter(), upTo: ids[count - 1], of: UserID(user), .read, at: StoreScene.telling(5_000)
      ).counts
      let update = try #require(try take(store, at: 5_000).first)
      #expect(update.marked?.count == (count > 64 ? nil : count))
      #expect(update.newest == ids[count - 1])
      #expect(update.version == counts.version)
      #expect(update.counts == counts)
    }
  }

  @Test(arguments: StoreMaker.allCases, [Mark.read, .archived])
  func `tells of what was taken back`(maker: StoreMaker, mark: Mark) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), 3)
      let marked = try store.markAll(
        InboxFilter(), upTo: ids[1], of: UserID(user), mark, now: StoreScene.at(50))
      let back = try store.takeBack(
        #require(marked.batch), of: UserID(user), at: StoreScene.telling(60))
      #expect(back.isToBeTold)
      let update = try #require(try take(store, at: 60).first)
      #expect(update.mark == mark.reverse)
      #expect(update.marked == [ids[1], ids[0]])
      #expect(update.counts == back.counts)
      try store.settle([MarkUpdateResult(update, again: nil)], boot: StoreScene.boot(60))
      let again = try store.takeBack(
        #require(marked.batch), of: UserID(user), at: StoreScene.telling(61))
      #expect(!again.isToBeTold)
      #expect(try take(store, at: 61).isEmpty)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `tells of a push that was opened, not of one that was shown`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person(user)
      let receipt = try scene.emit()
      let delivery = try #require(try scene.deliveries(receipt).first)
      func acknowledge(_ opened: Bool) throws {
        let push = PushReceipt(
          delivery: delivery.id, notification: receipt.notification, wasOpened: opened)
        #expect(try store.acknowledge(push, at: StoreScene.telling(5)) == opened)
      }
      try acknowledge(false)
      #expect(try take(store, at: 5).isEmpty)
      try acknowledge(true)
      #expect(try take(store, at: 5).map(\.mark) == [.seen])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `gives an update to one worker at a time`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), 2)
      _ = try mark(store, [ids[0]], .seen, at: 10)
      let first = try #require(try take(store, at: 10).first)
      #expect(try take(store, at: 24).isEmpty)
      #expect(try store.nextMarkUpdate(boot: StoreScene.boot(20)) == .seconds(5))
      // The worker died: another tells it, under the same name.
      let again = try #require(try take(store, at: 25).first)
      #expect(again.newest == first.newest && again.version == first.version)
      #expect(again.marked == first.marked)
      try store.settle([MarkUpdateResult(again, again: .seconds(3))], boot: StoreScene.boot(26))
      #expect(try take(store, at: 28).isEmpty)
      #expect(try take(store, at: 29).count == 1)
      try store.settle([MarkUpdateResult(again, again: nil)], boot: StoreScene.boot(30))
      #expect(try store.nextMarkUpdate(boot: StoreScene.boot(30)) == nil)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `keeps what was marked while the former was being told`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), 2)
      _ = try mark(store, [ids[0]], .seen, at: 10)
      let first = try #require(try take(store, at: 10).first)
      _ = try mark(store, [ids[1]], .seen, at: 11)
      try store.settle([MarkUpdateResult(first, again: nil)], boot: StoreScene.boot(12))
      let second = try #require(try take(store, at: 12).first)
      #expect(second.marked == ids)
      #expect(second.version == first.version + 1)
      try store.settle([MarkUpdateResult(first, again: .seconds(9))], boot: StoreScene.boot(12))
      try store.settle([MarkUpdateResult(second, again: nil)], boot: StoreScene.boot(12))
      #expect(try store.nextMarkUpdate(boot: StoreScene.boot(12)) == nil)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `forgets after a minute, and with the boot`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let ids = try fill(StoreScene(store: store), 3)
      _ = try mark(store, [ids[0]], .seen, at: 10)
      #expect(try store.nextMarkUpdate(boot: StoreScene.boot(70)) == nil)
      #expect(try take(store, at: 70).isEmpty)
      _ = try mark(store, [ids[1]], .seen, at: 71)
      #expect(try take(store, at: 71).map(\.marked) == [[ids[1]]])
      _ = try mark(store, [ids[2]], .read, at: 200)
      #expect(try take(store, at: 200).map(\.marked) == [[ids[2]]])
      let other = BootTime(milliseconds: 5, id: 8)
      #expect(try store.takeMarkUpdates(limit: 9, lease: .seconds(15), boot: other).isEmpty)
      #expect(try take(store, at: 216).isEmpty)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `gives the oldest first, and each person's but once`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      for (index, name) in ["c", "é", "a", "b"].enumerated() {
        let ids = try fill(scene, 1, name)
        _ = try mark(store, ids, .seen, at: Int64(10 + index / 2), name)
      }
      #expect(try take(store, at: 20, limit: 0).isEmpty)
      #expect(try take(store, at: 20, limit: 3).map(\.user.text) == ["c", "é", "a"])
      #expect(try take(store, at: 20).map(\.user.text) == ["b"])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `knows the newest that the hub took`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let person = try UserID(user)
      #expect(try store.newestPublished(for: person) == nil)
      let ids = try fill(scene, 60)
      #expect(try store.newestPublished(for: person) == nil)
      let claims = try (0..<60).map { _ in
        let claim = try #require(try scene.claim(at: 100, limit: 1).first)
        #expect(try scene.settle(claim, .cancelled(.seen), at: 100) == 1)
        return claim
      }
      #expect(claims.count == 60)
      #expect(try store.newestPublished(for: person) == nil)
      let next = try fill(scene, 3)
      let running = try (0..<2).map { _ in
        let claim = try #require(try scene.claim(at: 200, limit: 1).first)
        #expect(try scene.settle(claim, .delivered(reference: nil), at: 200) == 1)
        return claim
      }
      #expect(running.count == 2)
      #expect(try store.newestPublished(for: person) == next[1])
      #expect(ids.count == 60)
      #expect(try store.newestPublished(for: UserID("43")) == nil)
    }
  }
}
