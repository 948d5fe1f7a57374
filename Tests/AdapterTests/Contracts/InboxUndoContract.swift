// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `Marking many rows` {
  private func all(
    _ inbox: InboxScene, upTo index: Int, _ mark: Mark, at second: Int64,
    _ change: (inout InboxFilter) -> Void = { _ in }
  ) throws -> Marked {
    var filter = InboxFilter()
    change(&filter)
    return try inbox.store.markAll(
      filter, upTo: inbox.ids[index], of: inbox.user, mark, now: StoreScene.at(second))
  }

  private func takeBack(_ inbox: InboxScene, _ marked: Marked) throws -> Marked {
    try inbox.store.takeBack(
      #require(marked.batch), of: inbox.user, now: StoreScene.at(20_000))
  }

  private func check(_ inbox: InboxScene, _ counts: Counts) throws {
    #expect(try inbox.store.counts(of: inbox.user) == counts)
    let recount = try inbox.scene.recount(inbox.user)
    #expect(counts.unread == recount.unread)
    #expect(counts.unseenBySeverity == recount.unseen)
  }

  @Test(arguments: StoreMaker.allCases)
  func `stays within the filter, and says how many`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(12)
      try inbox.mark([3], .read)
      let read = try all(inbox, upTo: 9, .read, at: 11_000) { $0.severities = [.error, .info] }
      #expect(read.rows == 4)
      #expect(try inbox.found { $0.unread = true } == [11, 10, 9, 6, 5, 2, 1])
      let recent = try all(inbox, upTo: 11, .archived, at: 11_001) {
        ($0.unread, $0.since) = (true, StoreScene.at(9))
      }
      #expect(recent.rows == 3)
      #expect(try inbox.found { $0.show = .archived } == [11, 10, 9])
      #expect(
        try all(inbox, upTo: 11, .unarchived, at: 11_002) { $0.show = .archived }.rows == 3)
      #expect(try all(inbox, upTo: 11, .unarchived, at: 11_002).rows == 0)
      try check(inbox, store.counts(of: inbox.user))
    }
  }

  @Test(arguments: StoreMaker.allCases, [Mark.read, .archived])
  func `is taken back as a whole`(maker: StoreMaker, mark: Mark) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(700)
      try inbox.mark([5, 350], .read)
      try inbox.mark([6], .archived)
      let before = try (0..<700).map { try inbox.marks($0) }
      let marked = try all(inbox, upTo: 650, mark, at: 11_000)
      #expect(marked.rows == (mark == .read ? 648 : 650))
      try check(inbox, marked.counts)
      let undone = try takeBack(inbox, marked)
      #expect(undone.rows == marked.rows)
      #expect(undone.batch == nil)
      try check(inbox, undone.counts)
      #expect(undone.counts.version > marked.counts.version)
      for index in 0..<700 {
        var expected = before[index]
        if index <= 650, expected.seen == nil { expected.seen = StoreScene.at(11_000) }
        #expect(try inbox.marks(index) == expected)
      }
      #expect(try takeBack(inbox, marked).rows == 0)
      #expect(try store.counts(of: inbox.user) == undone.counts)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is taken back only where nothing was marked since`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(6)
      let marked = try all(inbox, upTo: 4, .read, at: 11_000)
      try inbox.mark([5], .read, at: 11_001)
      try inbox.mark([1], .unread, at: 11_002)
      try inbox.mark([2], .unread, at: 11_003)
      try inbox.mark([2], .read, at: 11_004)
      try inbox.mark([3], .archived, at: 11_005)
      #expect(try takeBack(inbox, marked).rows == 3)
      #expect(try inbox.marks(2).read == StoreScene.at(11_004))
      #expect(try inbox.marks(5).read == StoreScene.at(11_001))
      #expect(try inbox.marks(3).archived == StoreScene.at(11_005))
      try inbox.mark([3], .unarchived)
      #expect(try inbox.found { $0.unread = true } == [4, 3, 1, 0])
      try check(inbox, store.counts(of: inbox.user))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `leaves cancelled what seeing had cancelled`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(1)
      let marked = try all(inbox, upTo: 0, .archived, at: 11)
      _ = try takeBack(inbox, marked)
      let deliveries = try store.history(of: inbox.ids[0], for: inbox.user).deliveries
      #expect(deliveries.map(\.state) == [.cancelled])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is taken back by nobody else`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(3)
      try inbox.scene.person("43")
      let marked = try all(inbox, upTo: 2, .read, at: 11_000)
      let batch = try #require(marked.batch)
      #expect(batch.newest == inbox.ids[2])
      #expect(batch.oldest == inbox.ids[0])
      #expect(try MarkedBatch(batch.text) == batch)
      let other = try store.takeBack(batch, of: UserID("43"), now: StoreScene.at(9))
      #expect(other.rows == 0)
      #expect(throws: StoreFailure.notFound("undo")) {
        try store.takeBack(batch, of: UserID("nobody"), now: StoreScene.at(9))
      }
      let forged = try MarkedBatch(batch.text.dropLast() + "\(batch.text.last == "0" ? 1 : 0)")
      #expect(throws: StoreFailure.notFound("notification_id")) {
        try store.takeBack(forged, of: inbox.user, now: StoreScene.at(9))
      }
      #expect(try store.counts(of: inbox.user) == marked.counts)
    }
  }

  @Test(arguments: ["", "r", "r.1.2", "s.1.A.A", "u.1.A.A", "r..A.A", "r.x.A.A", "r.1.A.A.A"])
  func `knows its own words for an undo`(text: String) {
    let id = "01890000-0000-7000-8000-000000000000"
    #expect(throws: InvalidValue.self) {
      try MarkedBatch(text.replacing("A", with: id))
    }
    #expect(throws: InvalidValue.self) { try MarkedBatch("r.1.\(id).0") }
    #expect(throws: Never.self) { try MarkedBatch("a.1.\(id).\(id)") }
  }
}
