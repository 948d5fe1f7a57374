// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `An inbox` {
  private let user = "42"

  private func fill(_ scene: StoreScene, _ count: Int) throws -> [NotificationID] {
    try scene.person(user)
    return try (0..<count).map { index in
      try scene.emit {
        $0.id = nil
        $0.severity = Severity.allCases[index % 4]
        $0.second = Int64(index)
      }.notification
    }
  }

  private func mark(
    _ scene: StoreScene, _ ids: [NotificationID], _ mark: Mark, at second: Int64 = 100
  ) throws -> Counts {
    try scene.store.mark(ids, of: UserID(user), mark, now: StoreScene.at(second))
  }

  @Test(arguments: StoreMaker.allCases)
  func `is read newest first, a page at a time`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let ids = try fill(scene, 5)
      let first = try store.page(of: UserID(user), before: nil, limit: 2)
      #expect(first.map(\.notification.id) == [ids[4], ids[3]])
      let rest = try store.page(of: UserID(user), before: ids[3], limit: 10)
      #expect(rest.map(\.notification.id) == [ids[2], ids[1], ids[0]])
      #expect(try store.page(of: UserID(user), before: ids[0], limit: 10).isEmpty)
      #expect(try store.page(of: UserID("nobody"), before: nil, limit: 10).isEmpty)
      #expect(try store.page(of: UserID(user), before: nil, limit: -1).isEmpty)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `counts by severity what is unseen`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      _ = try fill(scene, 6)
      let counts = try store.counts(of: UserID(user))
      #expect(counts == Counts(unread: 6, unseenBySeverity: [2, 2, 1, 1], version: 6))
      #expect(try store.counts(of: UserID("nobody")) == Counts())
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `marks as the words say`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let ids = try fill(scene, 4)
      func marks(_ index: Int) throws -> Marks? {
        try store.history(of: ids[index], for: UserID(user)).marks
      }
      let at = StoreScene.at
      #expect(try mark(scene, [ids[0]], .seen, at: 10).unread == 4)
      #expect(try marks(0) == Marks(seen: at(10)))
      #expect(try mark(scene, [ids[0], ids[1]], .read, at: 11).unread == 2)
      #expect(try marks(0) == Marks(seen: at(10), read: at(11)))
      #expect(try marks(1) == Marks(seen: at(11), read: at(11)))
      #expect(try mark(scene, [ids[1]], .unread, at: 12).unread == 3)
      #expect(try marks(1) == Marks(seen: at(11)))
      let last = try mark(scene, [ids[2]], .archived, at: 13)
      #expect(try marks(2) == Marks(seen: at(13), read: at(13), archived: at(13)))
      #expect(last == Counts(unread: 2, unseenBySeverity: [0, 0, 0, 1], version: 8))
      #expect(try store.page(of: UserID(user), before: nil, limit: 9).count == 3)
      _ = try mark(scene, [ids[0]], .archived, at: 14)
      #expect(try mark(scene, [ids[0], ids[2]], .unarchived, at: 15).unread == 3)
      #expect(try marks(0) == Marks(seen: at(10), read: at(11)))
      #expect(try marks(2) == Marks(seen: at(13)))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `changes its version only when something changed`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let ids = try fill(scene, 1)
      let once = try mark(scene, ids, .read)
      #expect(try mark(scene, ids + ids, .read, at: 200) == once)
      #expect(try mark(scene, ids, .seen, at: 200) == once)
      #expect(try mark(scene, [], .read) == once)
      #expect(try mark(scene, ids, .unread).version == once.version + 1)
    }
  }

  @Test(arguments: StoreMaker.allCases, Mark.allCases)
  func `writes nothing when one id is not this person's`(maker: StoreMaker, mark: Mark) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let ids = try fill(scene, 2)
      try scene.person("43")
      let other = try scene.emit {
        $0.id = nil
        $0.user = "43"
      }.notification
      let forged = NotificationID(high: ids[0].high, low: ids[0].low ^ 4)
      let before = try store.counts(of: UserID(user))
      for stranger in [other, forged] {
        #expect(throws: StoreFailure.notFound("notification_id")) {
          try self.mark(scene, [ids[0], stranger], mark)
        }
        #expect(throws: StoreFailure.notFound("notification_id")) {
          try store.markAll(upTo: stranger, of: UserID(user), mark, now: StoreScene.at(9))
        }
      }
      #expect(try store.counts(of: UserID(user)) == before)
      #expect(try store.history(of: ids[0], for: UserID(user)).marks == Marks())
      #expect(try store.counts(of: UserID("43")).unread == 1)
    }
  }

  @Test(arguments: StoreMaker.allCases, [Mark.seen, .read, .archived])
  func `cancels what a look makes needless`(maker: StoreMaker, mark: Mark) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person(user, phone: "+33612345678")
      let receipt = try scene.emit {
        $0.rungs = [
          Rung(channel: .webpush, when: .any),
          Rung(channel: .webpush, when: .any, after: .seconds(20), unless: [.seen]),
          Rung(channel: .email, when: .any, after: .seconds(120), unless: [.seen]),
          Rung(channel: .sms, when: .any, after: .seconds(900), unless: [.acked]),
        ]
      }
      let running = try scene.claim()
      _ = try self.mark(scene, [receipt.notification], mark, at: 5)
      #expect(try scene.states(receipt) == [.claimed, .cancelled, .cancelled, .ready])
      let rows = try scene.deliveries(receipt)
      #expect(rows[1].note == "seen")
      #expect(rows[2].settled == StoreScene.at(5))
      #expect(try scene.settle(running[0], .delivered(reference: nil)) == 1)
      #expect(try scene.claim(at: 899).isEmpty)
      let last = try scene.claim(at: 900)
      #expect(last.map(\.delivery.channel) == [.sms])
      #expect(last[0].facts.seen)
      #expect(last[0].facts.reached == [.webpush])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `lets security e-mail go although it was seen`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person(user)
      let receipt = try scene.emit { $0.kind = .security }
      _ = try mark(scene, [receipt.notification], .seen)
      #expect(try scene.states(receipt) == [.ready, .cancelled, .waiting])
      #expect(try scene.claim().map(\.rung) == [0])
      #expect(try scene.claim(at: 120).map(\.delivery.channel) == [.email])
    }
  }

  @Test(arguments: StoreMaker.allCases, Mark.allCases)
  func `marks everything up to the cursor and nothing after it`(
    maker: StoreMaker, mark: Mark
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let ids = try fill(scene, 1_103)
      let person = try UserID(user)
      if mark == .unread { _ = try self.mark(scene, ids, .read) }
      var filter = InboxFilter()
      if mark == .unarchived {
        _ = try self.mark(scene, ids, .archived)
        filter.show = .archived
      }
      _ = try self.mark(scene, [ids[1_000]], .archived)
      let counts = try store.markAll(
        filter, upTo: ids[1_099], of: person, mark, now: StoreScene.at(9_999)
      ).counts
      for (index, id) in ids.enumerated() where index % 97 == 0 || index > 1_095 {
        let marks = try store.history(of: id, for: person).marks
        let isMarked =
          switch mark {
          case .seen: marks.seen != nil
          case .read: marks.read != nil
          case .unread: marks.read == nil
          case .archived: marks.archived != nil
          case .unarchived: marks.archived == nil && marks.read == nil
          }
        #expect(isMarked == (index < 1_100))
      }
      let recount = try scene.recount(person)
      #expect(counts.unread == recount.unread)
      #expect(counts.unseenBySeverity == recount.unseen)
      let again = try store.markAll(
        filter, upTo: ids[1_099], of: person, mark, now: StoreScene.at(9_999))
      #expect(again == Marked(counts: counts))
    }
  }
}
