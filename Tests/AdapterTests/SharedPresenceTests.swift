// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

@testable import MatinesAdapters

struct `The keyed hash of a presence table` {
  /// Under a key of zeros, as Python 3.11 hashes octets when PYTHONHASHSEED is 0.
  @Test(arguments: [
    ("a", 0x4074_48D2_B89B_1813 as UInt64), ("1000", 0xA2DD_BED2_E908_B7FD),
    ("1234567", 0xA33D_6515_94FD_AE81), ("12345678", 0x3489_9824_3056_0A87),
    ("0123456789abcdef", 0x1D42_B30F_7E06_0C24), ("\u{E9}\u{E9}", 0x18C1_87F0_0DE1_133D),
  ])
  func `gives what others compute`(text: String, expected: UInt64) {
    #expect(SipHash(key: (0, 0)).hash(text) == expected)
  }

  @Test func `tells texts apart by every octet and their length`() {
    let hash = SipHash(key: (1, 2))
    let texts = (0..<40).flatMap { count in
      [String(repeating: "a", count: count), String(repeating: "a", count: count) + "b"]
    }
    #expect(Set(texts.map { hash.hash($0) }).count == texts.count)
    #expect(SipHash(key: (1, 3)).hash("a") != hash.hash("a"))
  }
}

struct `A shared presence` {
  private let folder = TemporaryFolder()

  private func ping(
    _ book: SharedPresence, _ user: Int, _ tab: String = "a", visible: Bool = true,
    lease: Int64 = 95, at second: Int64 = 0
  ) -> StoreFailure? {
    do throws(StoreFailure) {
      guard let user = try? UserID("\(user)"), let tab = try? TabID(tab) else { return .busy }
      try book.ping(
        user, tab: tab, visible: visible, lease: .seconds(lease), boot: StoreScene.boot(second))
      return nil
    } catch {
      return error
    }
  }

  private func presence(_ book: SharedPresence, _ user: Int, at second: Int64 = 0) -> Presence? {
    guard let user = try? UserID("\(user)") else { return nil }
    return try? book.presence(of: user, boot: StoreScene.boot(second))
  }

  @Test func `knows everybody by the octets of a name as by its text`() throws {
    let book = try folder.sharedPresence(users: 256)
    for user in 0..<200 {
      #expect(ping(book, user, visible: user.isMultiple(of: 3)) == nil)
      for other in [user, user + 1_000] {
        let found = try book.presence(plain: "\(other)".utf8.span, boot: StoreScene.boot(0))
        #expect(found == presence(book, other))
      }
    }
  }

  /// 128 words for four times as many people: whoever is refused is offline and counted, everybody
  /// else is found, and when their leases are over there is room again.
  @Test func `refuses and counts whom it has no room for`() throws {
    let book = try folder.sharedPresence(users: 16)
    for round in 0..<4 {
      let second = Int64(round) * 96
      let before = book.refused
      var refused: UInt64 = 0
      for user in 0..<512 {
        let failure = ping(book, user, at: second)
        if let failure {
          refused += 1
          guard case .full(let why) = failure else {
            Issue.record("\(failure)")
            continue
          }
          #expect(why.contains("users="))
        }
        #expect(presence(book, user, at: second) == (failure == nil ? .visible : .offline))
      }
      #expect(book.refused == before + refused)
      #expect((384...410).contains(refused))
    }
  }

  /// Tabs come and go in a crowded table, over many epochs: nobody is lost, nobody stays.
  @Test func `agrees with a plain book for hours in a crowded table`() throws {
    let (book, model) = (try folder.sharedPresence(users: 16), MemoryPresence())
    var dice = SystemRandomNumberGenerator()
    var second: Int64 = 0
    var wrong = 0
    for _ in 0..<40_000 {
      let user = try UserID("\(Int.random(in: 0..<70, using: &dice))")
      let tab = try TabID("\(Int.random(in: 0..<2, using: &dice))")
      let boot = StoreScene.boot(second)
      switch Int.random(in: 0..<8, using: &dice) {
      case 0: second += Int64.random(in: 0..<20, using: &dice)
      case 1:
        try book.leave(user, tab: tab, boot: boot)
        try model.leave(user, tab: tab, boot: boot)
      case 2, 3, 4:
        let visible = Bool.random(using: &dice)
        let lease = Instant.Span.seconds(.random(in: 1..<199, using: &dice))
        do throws(StoreFailure) {
          try book.ping(user, tab: tab, visible: visible, lease: lease, boot: boot)
          try model.ping(user, tab: tab, visible: visible, lease: lease, boot: boot)
        } catch {
          guard case .full = error else { throw error }
        }
      default:
        if try book.presence(of: user, boot: boot) != model.presence(of: user, boot: boot) {
          wrong += 1
        }
      }
    }
    #expect(wrong == 0)
  }

  /// Threads that each own some people ping and check them while others take every free place.
  @Test func `keeps everybody while others take each place that frees`() throws {
    let book = try folder.sharedPresence(users: 64)
    let wrong = Atomic<Int>(0)
    let threads = (0..<4).map { (thread: Int) in
      PlainThread { [self] in
        for round in 0..<3_000 {
          let user = thread * 1_000 + round % 40
          let second = Int64(round)
          guard ping(book, user, visible: round % 2 == 0, lease: 2, at: second) == nil else {
            continue
          }
          let found = presence(book, user, at: second + 1)
          // The others are up to a few seconds ahead: what they take to be over may be ours.
          if found == .offline { continue }
          if found != (round % 2 == 0 ? .visible : .hidden) {
            wrong.add(1, ordering: .relaxed)
          }
        }
      }
    }
    threads.forEach { $0.join() }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }

  @Test func `survives whatever is written into its file`() throws {
    let book = try folder.sharedPresence(users: 64)
    let file = open(folder.segment, O_RDWR)
    defer { close(file) }
    let ended = Atomic<Bool>(false)
    let vandal = PlainThread {
      var dice = SystemRandomNumberGenerator()
      while !ended.load(ordering: .relaxed) {
        var word = dice.next()
        pwrite(file, &word, 8, off_t(dice.next() % 8_192))
      }
    }
    for step in 0..<20_000 {
      _ = ping(book, step % 100, "\(step % 3)", at: Int64(step / 10))
      #expect(presence(book, step % 97, at: Int64(step / 10)) != nil)
      try book.leave(UserID("\(step % 89)"), tab: TabID("1"), boot: StoreScene.boot(0))
    }
    ended.store(true, ordering: .relaxed)
    vandal.join()
  }

  @Test func `takes any time and lease it is given`() throws {
    let book = try folder.sharedPresence(users: 64)
    let user = try UserID("42")
    for time in [.min, -1, 0, 1, 999, .max - 1, .max] as [Int64] {
      for lease in [0, 1, 999, 1_000, 198_999, .max] as [Int64] {
        let boot = BootTime(milliseconds: time, id: 3)
        try book.ping(
          user, tab: TabID("a"), visible: true, lease: Instant.Span(milliseconds: lease),
          boot: boot)
        let found = try book.presence(of: user, boot: boot)
        #expect(lease == 0 || time > .max - 1_000_000 || found == .visible)
      }
    }
  }

  @Test func `counts at most 32 tabs of one person`() throws {
    let book = try folder.sharedPresence(users: 64)
    for tab in 0..<200 { #expect(ping(book, 1, "\(tab)", lease: 95) == nil) }
    #expect(book.refused == 0)
    let others = (2..<60).filter { ping(book, $0) == nil }
    #expect(others.count > 40)
  }
}
