// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

@_silgen_name("fork") private func forkProcess() -> Int32

struct `Secrets` {
  @Test func `never show`() throws {
    let secret = try #require(Secret(copying: "canary-octets".utf8))
    #expect("\(secret)" == "***")
    #expect(String(reflecting: secret) == "***")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains("canary") && !dumped.contains("pages"))
  }

  @Test func `give their octets, and compare`() throws {
    let secret = try #require(Secret(copying: [1, 2, 3]))
    #expect(secret.withOctets { Array($0) } == [1, 2, 3])
    #expect(secret.matches(try #require(Secret(copying: [1, 2, 3]))))
    #expect(!secret.matches(try #require(Secret(copying: [1, 2, 4]))))
    #expect(!secret.matches(try #require(Secret(copying: [1, 2]))))
  }
}

struct `Key files` {
  @Test func `are made once, private, with 32 octets`() throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/keys"
    let made = try KeyFiles(path: path).key(.unsubscribe)
    #expect(made.count == 32)
    #expect(folder.mode("keys") == 0o700)
    #expect(folder.mode("keys/unsubscribe.key") == 0o600)
    #expect(try KeyFiles(path: path).key(.unsubscribe).matches(made))
    #expect(try !KeyFiles(path: path).key(.presence).matches(made))
  }

  @Test(arguments: [0o644, 0o640, 0o620] as [mode_t])
  func `are refused when others may read or write them`(mode: mode_t) throws {
    let folder = TemporaryFolder()
    folder.write("presence.key", Base64URL.encode([UInt8](repeating: 7, count: 32)), mode: mode)
    #expect(throws: InvalidValue.self) { try KeyFiles(path: folder.path).key(.presence) }
  }

  @Test func `are refused in a folder others may write to`() throws {
    let folder = TemporaryFolder()
    chmod(folder.path, 0o777)
    #expect(throws: InvalidValue.self) { try KeyFiles(path: folder.path).key(.presence) }
    chmod(folder.path, 0o700)
  }

  @Test func `are not followed through symbolic links`() throws {
    let folder = TemporaryFolder()
    folder.write("real", Base64URL.encode([UInt8](repeating: 7, count: 32)))
    symlink("\(folder.path)/real", "\(folder.path)/presence.key")
    #expect(throws: InvalidValue.self) { try KeyFiles(path: folder.path).key(.presence) }
  }

  @Test func `of the hub are never made`() throws {
    let folder = TemporaryFolder()
    let failure = #expect(throws: InvalidValue.self) {
      try KeyFiles(path: folder.path).key(.hubPublish)
    }
    #expect(failure?.description.contains("hub-publish.key: missing") == true)
    #expect(folder.names.isEmpty)
  }

  @Test func `of the hub are taken as they are, without the line end`() throws {
    let folder = TemporaryFolder()
    folder.write("hub-publish.key", "0123456789abcdef0123456789abcde!\n")
    let key = try KeyFiles(path: folder.path).key(.hubPublish)
    #expect(
      key.withOctets { String(decoding: $0, as: UTF8.self) }
        == "0123456789abcdef0123456789abcde!")
    let named = try KeyFiles.hubKey(file: "\(folder.path)/hub-publish.key")
    #expect(named.matches(key))
  }

  @Test func `with the same octets for two purposes are refused`() throws {
    let folder = TemporaryFolder()
    let text = Base64URL.encode([UInt8](repeating: 7, count: 32))
    folder.write("presence.key", text)
    folder.write("unsubscribe.key", text)
    let keys = KeyFiles(path: folder.path)
    _ = try keys.key(.presence)
    #expect(throws: InvalidValue.self) { try keys.key(.unsubscribe) }
  }
}

struct `System clock and dice` {
  @Test func `tells one boot and a growing time`() {
    let (first, second) = (SystemClock(), SystemClock())
    let (earlier, later) = (first.boot(), second.boot())
    #expect(earlier.id == later.id && earlier.id != 0)
    #expect(later.milliseconds(since: earlier) >= 0)
    #expect(first.now() > Instant(milliseconds: 1_700_000_000_000))
  }

  @Test func `tells the time roughly as well, never ahead and hardly behind`() {
    let clock = SystemClock()
    for _ in 0..<1_000 {
      let (rough, exact) = (clock.roughBoot(), clock.boot())
      #expect(rough.id == exact.id)
      // A rounded difference of clocks is a millisecond off at most; a coarse tick takes 10.
      #expect((-2...60_000).contains(exact.milliseconds(since: rough)))
    }
  }

  @Test func `roll no number twice in a thousand`() {
    let dice = SystemRandomness()
    #expect(Set((0..<1_000).map { _ in dice.next() }).count == 1_000)
  }

  @Test func `roll differently in a forked child`() {
    let dice = SystemRandomness()
    _ = dice.next()
    var pipeEnds: [Int32] = [-1, -1]
    #expect(pipe(&pipeEnds) == 0)
    let child = forkProcess()
    if child == 0 {
      var words = (0..<8).map { _ in dice.next() }
      write(pipeEnds[1], &words, 64)
      _exit(0)
    }
    let own = Set((0..<600).map { _ in dice.next() })
    var words = [UInt64](repeating: 0, count: 8)
    // A child of a process with threads may hang for reasons of its own: that must not last.
    var answer = pollfd(fd: pipeEnds[0], events: Int16(POLLIN), revents: 0)
    if poll(&answer, 1, 20_000) != 1 { kill(child, SIGKILL) }
    close(pipeEnds[1])
    #expect(read(pipeEnds[0], &words, 64) == 64)
    #expect(own.isDisjoint(with: words))
    waitpid(child, nil, 0)
    close(pipeEnds[0])
  }

  @Test(
    arguments: [
      (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
      (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 +0000"),
      (4_107_542_400, "Mon, 1 Mar 2100 00:00:00 +0000"),
      (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 +0000"),
    ] as [(Int64, String)])
  func `write dates as mail does`(seconds: Int64, text: String) {
    let date = CivilDate(Instant(milliseconds: seconds * 1000))
    #expect(date.mailText == text)
    #expect(date.seconds == seconds)
  }

  @Test func `write the outermost instants without harm`() {
    #expect(CivilDate(Instant(milliseconds: .min)).year == 1970)
    #expect(CivilDate(Instant(milliseconds: .max)).year == 9999)
  }
}

struct `Wake-ups` {
  private func isReadable(_ descriptor: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) == 1
  }

  @Test func `ring every listener of the memory store, until drained`() throws {
    let wakeUp = MemoryWakeUp()
    let (one, two) = (try #require(wakeUp.listen()), try #require(wakeUp.listen()))
    #expect(!isReadable(one.descriptor))
    for _ in 0..<5_000 { wakeUp.ring() }
    #expect(isReadable(one.descriptor) && isReadable(two.descriptor))
    one.drain()
    #expect(!isReadable(one.descriptor) && isReadable(two.descriptor))
  }

  @Test func `ring every worker beside the store`() throws {
    let folder = TemporaryFolder()
    let worker = DatagramWakeUp(storePath: "\(folder.path)/m.db")
    let (one, two) = (try #require(worker.listen()), try #require(worker.listen()))
    #expect(folder.names == ["m.db.wake-0", "m.db.wake-1"])
    #expect(folder.mode("m.db.wake-0") == 0o600)
    let emitter = DatagramWakeUp(storePath: "\(folder.path)/m.db")
    for _ in 0..<2_000 { emitter.ring() }
    #expect(isReadable(one.descriptor) && isReadable(two.descriptor))
    one.drain()
    #expect(!isReadable(one.descriptor))
    emitter.ring()
    #expect(isReadable(one.descriptor))
  }

  @Test func `leave no name behind`() throws {
    let folder = TemporaryFolder()
    let worker = DatagramWakeUp(storePath: "\(folder.path)/m.db")
    do { let listener = try #require(worker.listen()); listener.drain() }
    #expect(folder.names.isEmpty)
  }

  @Test func `take the place of a dead worker`() throws {
    let folder = TemporaryFolder()
    let address = try #require(WakeAddress("\(folder.path)/m.db.wake-0"))
    let dead = socket(AF_UNIX, WakeAddresses.socketType, 0)
    #expect(address.withPointer { bind(dead, $0, $1) } == 0)
    close(dead)
    let worker = DatagramWakeUp(storePath: "\(folder.path)/m.db")
    let listener = try #require(worker.listen())
    #expect(folder.names == ["m.db.wake-0"])
    worker.ring()
    #expect(isReadable(listener.descriptor))
  }

  @Test func `give no more than eight places`() throws {
    let folder = TemporaryFolder()
    let worker = DatagramWakeUp(storePath: "\(folder.path)/m.db")
    let listeners = (0..<8).compactMap { _ in worker.listen() }
    #expect(listeners.count == 8)
    #expect(worker.listen() == nil)
  }

  @Test func `work in deep folders`() throws {
    let folder = TemporaryFolder()
    var path = folder.path
    for _ in 0..<6 {
      path += "/" + String(repeating: "d", count: 30)
      mkdir(path, 0o700)
    }
    let wakeUp = DatagramWakeUp(storePath: "\(path)/m.db")
    let listener = try #require(wakeUp.listen())
    wakeUp.ring()
    #expect(isReadable(listener.descriptor))
  }

  @Test func `ring into nothing without harm`() {
    let wakeUp = DatagramWakeUp(storePath: "/nonexistent/folder/m.db")
    wakeUp.ring()
    #expect(wakeUp.listen() == nil)
  }
}
