// SPDX-License-Identifier: MIT
import Glibc
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `The tables of a store` {
  private static let tables = [
    "notification", "recipient", "delivery", "idempotency", "user", "lease", "subscription",
    "staged", "presence", "audit", "preference", "user_role", "ended_session",
  ]

  private func rows(_ folder: StoreFolder) throws -> Int64 {
    var sum: Int64 = 0
    for table in Self.tables {
      sum += try RawDatabase(folder.file).integer("SELECT count(*) FROM \(table)")
    }
    return sum
  }

  @Test
  func `grow by six rows for an emit with three deliveries, and change a seventh`() throws {
    let folder = try StoreFolder()
    let store = try folder.open()
    let scene = StoreScene(store: store)
    try scene.person("42")
    let before = try rows(folder)
    #expect(try scene.emit().deliveries == 3)
    #expect(try rows(folder) - before == 6)
    #expect(try RawDatabase(folder.file).integer("SELECT unread FROM user") == 1)
    store.close()
  }

  /// Seven trees: notification, recipient, its unread rows, delivery, its ready index, idempotency,
  /// user. What comes on top are pages that fill and split.
  @Test
  func `dirty seven pages for an emit, and at most nine on average`() throws {
    let folder = try StoreFolder()
    let store = try folder.open()
    let scene = StoreScene(store: store)
    for user in 0..<50 { try scene.person("user-\(user)") }
    try scene.emit { $0.user = "user-0" }
    let log = folder.file + "-wal"
    func frames() -> Int {
      var status = stat()
      return stat(log, &status) == 0 ? (Int(status.st_size) - 32) / 2_072 : 0
    }
    var least = Int.max
    let start = frames()
    for index in 0..<400 {
      let before = frames()
      try scene.emit {
        $0.user = "user-\(index * 7 % 50)"
        $0.id = "evt-\(index &* 2_654_435_761 % 100_000_007)"
      }
      least = min(least, frames() - before)
    }
    let average = Double(frames() - start) / 400
    print("pages dirtied by an emit: least \(least), average \(average)")
    #expect(least == 7)
    #expect(average <= 9)
    store.close()
  }

  @Test
  func `are pages of 2048 octets in a log, under our name`() throws {
    let folder = try StoreFolder()
    let store = try folder.open(survivesPowerLoss: true)
    #expect(store.survivesPowerLoss)
    #expect(try RawDatabase(folder.file).integer("PRAGMA page_size") == 2_048)
    #expect(try RawDatabase(folder.file).integer("PRAGMA user_version") == 3)
    #expect(try RawDatabase(folder.file).integer("PRAGMA application_id") == 0x6D74_696E)
    store.close()
    #expect(try RawDatabase(folder.file).text("PRAGMA integrity_check") == "ok")
  }

  @Test
  func `keep their log near sixteen mebibytes when nobody else checkpoints`() throws {
    let folder = try StoreFolder()
    let store = try folder.open()
    let scene = StoreScene(store: store)
    try scene.person("42", pushes: 0)
    let data = "{\"a\":\"" + String(repeating: "x", count: 60_000) + "\"}"
    for _ in 0..<900 {
      try scene.emit {
        $0.id = nil
        $0.content = .template(.promotion, data: data)
      }
    }
    var status = stat()
    #expect(stat(folder.file + "-wal", &status) == 0)
    #expect(status.st_size < 17 << 20)
    #expect(stat(folder.file, &status) == 0)
    #expect(status.st_size > 40 << 20)
    store.close()
  }

  @Test
  func `take back their log at a checkpoint`() throws {
    let folder = try StoreFolder()
    let store = try folder.open()
    let scene = StoreScene(store: store)
    try scene.person("42")
    func size() -> Int {
      var status = stat()
      return stat(folder.file + "-wal", &status) == 0 ? Int(status.st_size) : 0
    }
    for _ in 0..<20 {
      for _ in 0..<100 { try scene.emit { $0.id = nil } }
      try store.checkpoint()
    }
    #expect(size() < 2_000 * 2_072)
    store.close()
  }

  @Test
  func `refuse cleanly when the file cannot grow, and go on when it can`() throws {
    let folder = try StoreFolder()
    let handle = try StoreHandle.ofStore(at: folder.file) { try folder.open() }
    let scene = StoreScene(store: handle.store)
    try scene.person("42")
    let user = try UserID("42")
    let data = "{\"a\":\"" + String(repeating: "y", count: 900) + "\"}"
    var refused = 0
    for round in 0..<20 {
      try handle.execute("PRAGMA max_page_count = 1")
      for index in 0..<50 {
        let before = try handle.store.counts(of: user)
        do {
          try scene.emit {
            $0.id = "\(round)-\(index)"
            $0.content = .template(.promotion, data: data)
          }
        } catch StoreFailure.full(let why) {
          refused += 1
          #expect(why.contains(folder.file))
          #expect(try handle.store.counts(of: user) == before)
          #expect(try handle.store.accepted(EventID("\(round)-\(index)")) == nil)
          break
        }
      }
      try handle.execute("PRAGMA max_page_count = 1000000")
      #expect(try !scene.emit { $0.id = "after-\(round)" }.repeated)
      #expect(try scene.recount(user).unread == handle.store.counts(of: user).unread)
    }
    #expect(refused == 20)
    handle.store.close()
    #expect(try RawDatabase(folder.file).text("PRAGMA integrity_check") == "ok")
  }
}
