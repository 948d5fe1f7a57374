// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

/// The books the registry knows: `memory:`, `shm:`, and `store:` on each store.
enum BookMaker: String, CaseIterable, Sendable {
  case memory, shared, memoryStore, sqliteStore

  /// A fresh book, gone after the body.
  func withBook(_ body: (any PresenceBook) throws -> Void) throws {
    switch self {
    case .memory: try body(MemoryPresence())
    case .shared:
      let folder = TemporaryFolder()
      try body(folder.sharedPresence())
    case .memoryStore: try StoreMaker.memory.withStore(body)
    case .sqliteStore: try StoreMaker.sqlite.withStore(body)
    }
  }
}

extension TemporaryFolder {
  var segment: String { path + "/segment" }

  func sharedPresence(users: Int? = nil) throws -> SharedPresence {
    SharedPresence(try SegmentFile(path: segment, users: users, storePath: nil).open())
  }
}

struct `A presence book` {
  private func ping(
    _ book: any PresenceBook, _ tab: String, visible: Bool, lease: Int64 = 60,
    at second: Int64 = 0, session: Int64? = nil
  ) throws {
    try book.ping(
      UserID("42"), tab: TabID(tab), session: session.map { SessionTag($0) }, visible: visible,
      lease: .seconds(lease), boot: StoreScene.boot(second))
  }

  private func presence(
    _ book: any PresenceBook, _ second: Int64, of user: String = "42"
  ) throws -> Presence {
    try book.presence(of: UserID(user), boot: StoreScene.boot(second))
  }

  @Test(arguments: BookMaker.allCases)
  func `follows tabs until their lease ends`(maker: BookMaker) throws {
    try maker.withBook { book in
      #expect(try presence(book, 0) == .offline)
      try ping(book, "a", visible: false)
      #expect(try presence(book, 59) == .hidden)
      try ping(book, "b", visible: true, lease: 30)
      #expect(try presence(book, 29) == .visible)
      #expect(try presence(book, 30) == .hidden)
      #expect(try presence(book, 60) == .offline)
      try ping(book, "a", visible: true, at: 10)
      try ping(book, "a", visible: false, at: 11)
      #expect(try presence(book, 11) == .visible)
    }
  }

  @Test(arguments: BookMaker.allCases)
  func `forgets a tab that leaves, twice as well as once`(maker: BookMaker) throws {
    try maker.withBook { book in
      try ping(book, "a", visible: false)
      try ping(book, "b", visible: true)
      let user = try UserID("42")
      try book.leave(user, tab: TabID("b"), boot: StoreScene.boot(12))
      try book.leave(user, tab: TabID("b"), boot: StoreScene.boot(12))
      #expect(try presence(book, 12) == .hidden)
      #expect(try presence(book, 12, of: "43") == .offline)
      #expect(
        try book.presences(of: [UserID("43"), user], boot: StoreScene.boot(12))
          == [.offline, .hidden])
    }
  }

  @Test(arguments: BookMaker.allCases)
  func `knows nothing of another boot`(maker: BookMaker) throws {
    try maker.withBook { book in
      try ping(book, "a", visible: true)
      let user = try UserID("42")
      let later = BootTime(milliseconds: StoreScene.boot.milliseconds, id: 8)
      #expect(try book.presence(of: user, boot: later) == .offline)
      #expect(try book.presence(of: user, boot: BootTime(milliseconds: 0, id: 8)) == .offline)
      try book.ping(user, tab: TabID("a"), visible: false, lease: .seconds(60), boot: later)
      #expect(try book.presence(of: user, boot: later) == .hidden)
    }
  }

  @Test(arguments: BookMaker.allCases)
  func `forgets the tabs that end first when there are too many`(maker: BookMaker) throws {
    try maker.withBook { book in
      try ping(book, "visible", visible: true, lease: 10)
      for tab in 0..<31 { try ping(book, "\(tab)", visible: false, lease: 60) }
      #expect(try presence(book, 0) == .visible)
      try ping(book, "31", visible: false, lease: 5)
      #expect(try presence(book, 0) == .hidden)
    }
  }

  @Test(arguments: BookMaker.allCases)
  func `lets a session leave with all its tabs`(maker: BookMaker) throws {
    try maker.withBook { book in
      let user = try UserID("42")
      try ping(book, "a", visible: true, session: 7)
      try ping(book, "b", visible: true, session: 7)
      try ping(book, "c", visible: false)
      try book.leave(user, session: SessionTag(7), boot: StoreScene.boot(1))
      #expect(try presence(book, 1) == .hidden)
      try book.leave(user, session: SessionTag(7), boot: StoreScene.boot(1))
      try ping(book, "a", visible: true, at: 2, session: 8)
      try book.leave(user, tab: TabID("a"), boot: StoreScene.boot(2))
      #expect(try presence(book, 2) == .hidden)
    }
  }

  /// Many times the length of any lease, by the day and by the year.
  @Test(arguments: BookMaker.allCases)
  func `stays right as time goes on`(maker: BookMaker) throws {
    try maker.withBook { book in
      var second: Int64 = 0
      for step in 0..<400 {
        try ping(book, "a", visible: step % 2 == 0, lease: 95, at: second)
        #expect(try presence(book, second + 94) == (step % 2 == 0 ? .visible : .hidden))
        #expect(try presence(book, second + 95) == .offline)
        for later in [200, 512, 929, 1_024, 1_100, 86_400, 31_536_000] as [Int64] {
          #expect(try presence(book, second + later) == .offline)
        }
        second += Int64(step * step % 1_400)
      }
    }
  }
}

struct `A store's sessions` {
  @Test(arguments: StoreMaker.allCases)
  func `stay ended up to their last token, and a day longer`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let (first, second) = (SessionTag(.min), SessionTag(9))
      #expect(try store.end(of: first) == nil)
      try store.end(first, until: StoreScene.at(300), now: StoreScene.at(0))
      try store.end(first, until: StoreScene.at(200), now: StoreScene.at(0))
      #expect(try store.end(of: first) == StoreScene.at(300))
      #expect(try store.end(of: second) == nil)
      try store.end(second, until: StoreScene.at(86_000), now: StoreScene.at(85_700))
      #expect(try store.end(of: first) == StoreScene.at(300))
      try store.end(second, until: StoreScene.at(87_100), now: StoreScene.at(86_800))
      #expect(try store.end(of: first) == nil)
    }
  }
}
