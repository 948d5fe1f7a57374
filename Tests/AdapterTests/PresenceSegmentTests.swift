// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

@testable import MatinesAdapters

struct `The file of a presence table` {
  private func refusal(_ folder: TemporaryFolder, users: Int? = nil) -> OpenFailure? {
    do {
      _ = try folder.sharedPresence(users: users)
      return nil
    } catch {
      return error as? OpenFailure
    }
  }

  private func expectForbidden(_ folder: TemporaryFolder, _ reason: String) {
    guard case .permission(let why) = refusal(folder) else {
      Issue.record("not forbidden")
      return
    }
    #expect(why.contains(reason))
  }

  @Test(arguments: [(nil, 1_052_672), (1, 4_608), (1_000_000, 16_004_096)] as [(Int?, off_t)])
  func `has the size of its users, private and whole`(users: Int?, size: off_t) throws {
    let folder = TemporaryFolder()
    withExtendedLifetime(try folder.sharedPresence(users: users)) {
      var status = stat()
      #expect(stat(folder.segment, &status) == 0)
      #expect(status.st_mode & 0o7777 == 0o600)
      #expect(status.st_size == size && status.st_blocks * 512 >= size)
      #expect(size <= (users ?? 0 < 100_000 ? 2 : 16) * 1_048_576)
    }
  }

  @Test func `is one table to all who open it`() throws {
    let folder = TemporaryFolder()
    let user = try UserID("42")
    let (one, two) = (try folder.sharedPresence(), try folder.sharedPresence())
    try one.ping(
      user, tab: TabID("a"), visible: true, lease: .seconds(60), boot: StoreScene.boot(0))
    #expect(try two.presence(of: user, boot: StoreScene.boot(1)) == .visible)
    try two.leave(user, tab: TabID("a"), boot: StoreScene.boot(1))
    #expect(try one.presence(of: user, boot: StoreScene.boot(1)) == .offline)
  }

  @Test func `outlives its processes, and keeps its size`() throws {
    let folder = TemporaryFolder()
    let user = try UserID("42")
    try folder.sharedPresence(users: 99).ping(
      user, tab: TabID("a"), visible: true, lease: .seconds(60), boot: StoreScene.boot(0))
    let again = try folder.sharedPresence()
    #expect(try again.presence(of: user, boot: StoreScene.boot(1)) == .visible)
    #expect(refusal(folder, users: 99) == nil)
    guard case .configuration(let invalid) = refusal(folder, users: 100) else {
      Issue.record("taken for another size")
      return
    }
    #expect(invalid.field == "presence.users")
  }

  @Test func `is made once by many at the same moment`() throws {
    let folder = TemporaryFolder()
    let user = try UserID("42")
    let books = Mutex<[SharedPresence]>([])
    let openers = (0..<8).map { _ in
      PlainThread { [path = folder.path] in
        let file = SegmentFile(path: path + "/segment", users: nil, storePath: nil)
        if let segment = try? file.open() {
          books.withLock { $0.append(SharedPresence(segment)) }
        }
      }
    }
    openers.forEach { $0.join() }
    let all = books.withLock { $0 }
    #expect(all.count == 8)
    try all[0].ping(
      user, tab: TabID("a"), visible: true, lease: .seconds(60), boot: StoreScene.boot(0))
    for book in all { #expect(try book.presence(of: user, boot: StoreScene.boot(0)) == .visible) }
    #expect(folder.names == ["segment"])
  }

  @Test(arguments: [0o644, 0o660, 0o400, 0o4600] as [mode_t])
  func `is refused when its mode is another`(mode: mode_t) throws {
    let folder = TemporaryFolder()
    _ = try folder.sharedPresence()
    chmod(folder.segment, mode)
    expectForbidden(folder, "0600")
  }

  @Test(.enabled(if: geteuid() == 0, "only root may give a file away"))
  func `is refused when it is another user's`() throws {
    let folder = TemporaryFolder()
    _ = try folder.sharedPresence()
    chown(folder.segment, 65_534, 65_534)
    expectForbidden(folder, "another user")
  }

  @Test func `is refused as a link, under two names, as a pipe or a folder`() throws {
    let folder = TemporaryFolder()
    _ = try folder.sharedPresence()
    rename(folder.segment, folder.path + "/real")
    symlink(folder.path + "/real", folder.segment)
    expectForbidden(folder, "symbolic link")
    unlink(folder.segment)
    link(folder.path + "/real", folder.segment)
    expectForbidden(folder, "second name")
    unlink(folder.segment)
    mkfifo(folder.segment, 0o600)
    expectForbidden(folder, "regular file")
    unlink(folder.segment)
    mkdir(folder.segment, 0o700)
    #expect(refusal(folder) != nil)
  }

  @Test func `is refused where everybody may rename it`() throws {
    let folder = TemporaryFolder()
    chmod(folder.path, 0o777)
    expectForbidden(folder, "others may write")
    chmod(folder.path, 0o1777)
    #expect(refusal(folder) == nil)
  }

  @Test(arguments: [0, 1, 4_095, 4_096, 1_052_671, 1_052_673] as [off_t])
  func `is refused when it is cut or stretched`(size: off_t) throws {
    let folder = TemporaryFolder()
    _ = try folder.sharedPresence()
    truncate(folder.segment, size)
    guard case .io = refusal(folder) else {
      Issue.record("taken with \(size) octets")
      return
    }
  }

  /// Each octet of the header that means something.
  @Test func `is refused when a bit of its header has changed`() throws {
    let folder = TemporaryFolder()
    let file = SegmentFile(path: folder.segment, users: 64, storePath: "/a/store.db")
    withExtendedLifetime(try file.open()) {}
    let octets = try #require(folder.read("segment"))
    for place in 0..<75 where !(56..<64).contains(place) {
      var changed = octets
      changed[place] ^= 0x10
      folder.overwrite("segment", changed)
      let found = refusal(folder)
      if (8..<16).contains(place) {
        guard case .store(.version) = found else {
          Issue.record("not another version: \(String(describing: found))")
          continue
        }
      } else {
        guard case .io = found else {
          Issue.record("octet \(place): \(String(describing: found))")
          continue
        }
      }
    }
    folder.overwrite("segment", octets)
    #expect(refusal(folder) == nil)
  }

  @Test func `of a store that is gone is removed, unless somebody has it open`() throws {
    let folder = TemporaryFolder()
    func file(_ name: String, of store: String) -> SegmentFile {
      let place = SegmentPlace(storePath: store, folder: folder.path)
      #expect(place.path.hasPrefix("\(folder.path)/matines-\(geteuid())-"))
      return SegmentFile(path: place.path, users: 1, storePath: store)
    }
    folder.write("here.db", "")
    let gone = try file("gone", of: "/nonexistent/gone.db").open()
    withExtendedLifetime(try file("lost", of: "/nonexistent/lost.db").open()) {}
    withExtendedLifetime(try file("here", of: folder.path + "/here.db").open()) {}
    folder.write("matines-\(geteuid())-x.1.2.new", "")
    folder.write("other.new", "")
    withExtendedLifetime(try file("next", of: "/nonexistent/next.db").open()) {}
    // here.db, other.new, and the segments of gone (open), here and next.
    #expect(folder.names.count == 5)
    withExtendedLifetime(gone) {}
  }
}
