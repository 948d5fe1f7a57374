// SPDX-License-Identifier: MIT
import Glibc
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A store file` {
  private func mode(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  /// The failure of opening, if it fails.
  private func refusal(_ folder: StoreFolder) -> StoreFailure? {
    do {
      try folder.open().close()
      return nil
    } catch { return error as? StoreFailure }
  }

  private func isPermission(_ failure: StoreFailure?, naming text: String) -> Bool {
    guard case .permission(let why) = failure else { return false }
    return why.contains(text) && !why.contains("\n")
  }

  @Test
  func `is nobody else's, and so are its log and index`() throws {
    let folder = try StoreFolder()
    let before = umask(0)
    defer { umask(before) }
    let store = try folder.open()
    try StoreScene(store: store).person("42")
    for suffix in ["", "-wal", "-shm"] { #expect(mode(folder.file + suffix) == 0o600) }
    store.close()
  }

  @Test(arguments: ["", "-wal", "-shm"])
  func `is refused when others have access`(suffix: String) throws {
    let folder = try StoreFolder()
    try folder.open().close()
    let path = folder.file + suffix
    close(open(path, O_CREAT | O_RDWR, 0o600))
    chmod(path, 0o604)
    #expect(isPermission(refusal(folder), naming: path))
    chmod(path, 0o660)
    #expect(refusal(folder) == nil)
  }

  @Test(arguments: ["", "-wal", "-shm"])
  func `is refused when it is a symbolic link`(suffix: String) throws {
    let folder = try StoreFolder()
    let elsewhere = try StoreFolder()
    try elsewhere.open().close()
    if !suffix.isEmpty { try folder.open().close() }
    symlink(elsewhere.file, folder.file + suffix)
    #expect(isPermission(refusal(folder), naming: "symbolic link"))
  }

  @Test
  func `is refused in a folder others may write to`() throws {
    let folder = try StoreFolder()
    chmod(folder.path, 0o1777)
    #expect(isPermission(refusal(folder), naming: folder.path))
    #expect(mode(folder.file) == nil)
  }

  @Test
  func `may stand behind a folder that is a link`() throws {
    let folder = try StoreFolder()
    let elsewhere = try StoreFolder()
    symlink(elsewhere.path, folder.path + "/current")
    let store = try folder.open(name: "current/store.db")
    try StoreScene(store: store).person("42")
    store.close()
    #expect(mode(elsewhere.file) == 0o600)
  }

  @Test
  func `is refused where there is no folder, or where it is one`() throws {
    let folder = try StoreFolder()
    #expect(throws: StoreFailure.self) { try folder.open(name: "none/store.db") }
    #expect(throws: StoreFailure.self) { try folder.open(name: ".") }
    #expect(throws: StoreFailure.self) { try folder.open(name: "") }
    mkdir(folder.file, 0o700)
    #expect(isPermission(refusal(folder), naming: "not a regular file"))
    rmdir(folder.file)
  }

  @Test
  func `is used as it is when one schema newer, and refused untouched when more`() throws {
    let folder = try StoreFolder()
    try folder.open().close()
    try RawDatabase(folder.file).execute("PRAGMA user_version = 4")
    let store = try folder.open()
    try StoreScene(store: store).person("42")
    store.close()
    #expect(try RawDatabase(folder.file).integer("PRAGMA user_version") == 4)
    try RawDatabase(folder.file).execute("PRAGMA user_version = 5")
    let octets = try FileOctets.read(folder.file)
    guard case .version(let why)? = refusal(folder) else {
      Issue.record("not refused")
      return
    }
    #expect(why.contains(folder.file))
    #expect(try FileOctets.read(folder.file) == octets)
  }

  @Test
  func `of the first schema gets what is new, under whoever has it open`() throws {
    let folder = try StoreFolder()
    let older = try folder.open()
    let scene = StoreScene(store: older)
    try scene.person("42")
    let early = try scene.emit().notification
    let index = "SELECT count(*) FROM sqlite_schema WHERE name = 'recipient_unread'"
    try RawDatabase(folder.file).execute(
      """
      DROP INDEX recipient_unread; DROP TABLE mark_update; DROP TABLE suppression;
      PRAGMA user_version = 1
      """)
    let newer = try folder.open()
    #expect(try RawDatabase(folder.file).integer("PRAGMA user_version") == 3)
    #expect(try RawDatabase(folder.file).integer(index) == 1)
    try scene.emit { $0.id = "evt-2" }
    _ = try older.mark([early], of: UserID("42"), .seen, now: StoreScene.at(9))
    _ = try newer.mark([early], of: UserID("42"), .read, at: StoreScene.telling(10))
    #expect(try newer.counts(of: UserID("42")).unread == 1)
    let told = try newer.takeMarkUpdates(
      limit: 9, lease: .seconds(15), boot: StoreScene.boot(10))
    #expect(told.map(\.marked) == [[early]])
    #expect(try newer.suppressions(after: nil, limit: 9).isEmpty)
    older.close()
    newer.close()
    #expect(try RawDatabase(folder.file).text("PRAGMA integrity_check") == "ok")
  }

  @Test
  func `is not taken from another program`() throws {
    let folder = try StoreFolder()
    try RawDatabase(folder.file).execute("CREATE TABLE precious (x); PRAGMA application_id = 5")
    chmod(folder.file, 0o600)
    guard case .damaged? = refusal(folder) else {
      Issue.record("not refused")
      return
    }
    #expect(try RawDatabase(folder.file).integer("SELECT count(*) FROM sqlite_schema") == 1)
  }

  @Test
  func `that is no database is reported as damaged`() throws {
    let folder = try StoreFolder()
    try FileOctets.write(Array(repeating: 0x41, count: 8_192), to: folder.file)
    guard case .damaged(let why)? = refusal(folder) else {
      Issue.record("not refused")
      return
    }
    #expect(why.contains(folder.file))
  }

  @Test
  func `gives an error or an answer when any of it is overwritten`() throws {
    let folder = try StoreFolder()
    let store = try folder.open()
    let scene = StoreScene(store: store)
    for user in 0..<20 { try scene.person("u\(user)") }
    for index in 0..<60 {
      try scene.emit {
        $0.user = "u\(index % 20)"
        $0.id = "e\(index)"
      }
    }
    store.close()
    let good = try FileOctets.read(folder.file)
    var dice = SplitMix(state: 11)
    var failures = 0
    for _ in 0..<300 {
      var bad = good
      for _ in 0...dice.below(40) { bad[dice.below(bad.count)] = UInt8(dice.below(256)) }
      for suffix in ["-wal", "-shm"] { unlink(folder.file + suffix) }
      try FileOctets.write(bad, to: folder.file)
      do { try use(folder) } catch { failures += 1 }
    }
    #expect(failures > 0)
  }

  private func use(_ folder: StoreFolder) throws {
    let store = try folder.open()
    defer { store.close() }
    let scene = StoreScene(store: store)
    for user in 0..<20 {
      let id = try UserID("u\(user)")
      let page = try store.page(of: id, before: nil, limit: 10)
      if let last = page.last?.notification.id {
        _ = try store.history(of: last, for: id)
        _ = try store.markAll(upTo: last, of: id, .read, now: StoreScene.at(9))
      }
    }
    _ = try scene.emit { $0.user = "u1" }
    for claim in try scene.claim(at: 500) {
      _ = try scene.settle(claim, .delivered(reference: nil), at: 500)
    }
    _ = try scene.recover(at: 9_999)
  }
}
