// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

struct `A hub's history` {
  private let one: HubTopic
  private let two: HubTopic

  init() throws { (one, two) = (try HubTopic("one"), try HubTopic("two")) }

  private func filled(_ count: Int, limit: Int = 100, octets: Int = 1 << 20) -> HubHistory {
    var history = HubHistory(limit: limit, octetLimit: octets)
    for number in 1...count {
      history.append(
        id: "id-\(number)", topic: number % 2 == 1 ? one : two, frame: [UInt8(number % 256)],
        isWritten: true)
    }
    return history
  }

  private func read(_ history: HubHistory, _ topics: [HubTopic], after id: String?) -> [Int] {
    guard var place = history.resume(topics, after: id).from else { return [] }
    var found: [Int] = []
    while let number = history.following(place, in: topics) {
      found.append(number)
      place = number + 1
    }
    return found
  }

  @Test func `goes on after the update one has had, in order, on one's topics only`() {
    let history = filled(10)
    #expect(read(history, [one], after: "id-3") == [5, 7, 9])
    #expect(read(history, [two, one], after: "id-8") == [9, 10])
    #expect(read(history, [one], after: "id-9") == [])
    #expect(read(history, [one], after: nil) == [])
    #expect(history.resume([one], after: "id-3").lastID == "id-3")
    #expect(history.resume([two], after: nil).lastID == "id-10")
  }

  @Test func `gives all it has after an update it does not know`() throws {
    let history = filled(10, limit: 4)
    #expect(history.count == 4)
    #expect(read(history, [one], after: "id-3") == [7, 9])
    // Of another topic: whether it exists is none of this reader's business.
    #expect(read(history, [one], after: "id-10") == [7, 9])
    #expect(history.resume([one], after: "id-3").lastID == "earliest")
    #expect(history.resume([try HubTopic("three")], after: nil).lastID == "earliest")
  }

  @Test func `knows one id on two topics apart, as each of several people is told`() {
    var history = filled(10, limit: 12)
    history.append(id: "all", topic: one, frame: [1], isWritten: true)
    history.append(id: "all", topic: two, frame: [2], isWritten: true)
    #expect(history.find("all", in: one)?.number == 11)
    #expect(history.find("all", in: two)?.number == 12)
    #expect(read(history, [one], after: "all") == [])
    #expect(history.resume([one], after: "all").lastID == "all")
    for number in 13...23 {
      history.append(id: "id-\(number)", topic: two, frame: [], isWritten: true)
    }
    // The first of the two was forgotten, and nothing of the second with it.
    #expect(history.find("all", in: one) == nil)
    #expect(history.find("all", in: two)?.number == 12)
  }

  @Test func `stays within its bounds, and keeps the last`() {
    let many = filled(5_000, limit: 100)
    #expect(many.count == 100)
    #expect(many.event(4_900) == nil)
    #expect(many.event(4_901)?.id == "id-4901")
    #expect(many.find("id-4900", in: two) == nil)
    #expect(many.find("id-5000", in: two)?.number == 5_000)
    #expect(many.find("id-5000", in: one) == nil)
    let heavy = filled(1_000, limit: 1_000, octets: 1_400)
    #expect(heavy.count == 10)
  }

  @Test func `refuses tokens from before somebody was sent away, until they have expired`() throws {
    var revocations = HubRevocations(tokenLifeSeconds: 100)
    let moment = Instant(milliseconds: 1_000_500)
    let isRevoked = revocations.revoke(one, at: moment)
    #expect(isRevoked)
    var tokens = try RuleKeys.tokens(.subscribe)
    let text = try RuleKeys.token("subscribe", ["one"], key: RuleKeys.subscribe)
    let grant = try tokens.check(text, now: RuleKeys.now).grant
    let before = HubToken(grant: grant, expires: .max, issued: 1_000_000)
    let after = HubToken(grant: grant, expires: .max, issued: 1_001_000)
    #expect(revocations.refuses(before, one))
    #expect(!revocations.refuses(after, one))
    #expect(!revocations.refuses(before, two))
    revocations.forget(before: moment + .seconds(99))
    #expect(revocations.moments.count == 1)
    revocations.forget(before: moment + .seconds(100))
    #expect(revocations.moments.isEmpty)
  }
}

/// A folder of its own, removed in the end.
final class `A hub's journal` {
  private let folder: String
  private var path: String { folder + "/hub" }

  init() throws {
    var template = Array("/tmp/matines-hub-XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in ["hub", "hub.old", "hub.lock"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  private func record(_ number: Int) throws -> HubRecord {
    .update(id: "id-\(number)", topic: try HubTopic("topic"), frame: [1, 2, UInt8(number % 256)])
  }

  private func reload(limit: Int = 10) throws -> (records: [HubRecord], isWhole: Bool) {
    let journal = try HubJournal(path: path, limit: limit, octetLimit: 1 << 20)
    var records: [HubRecord] = []
    let isWhole = try journal.load { records.append($0) }
    return (records, isWhole)
  }

  private func write(_ numbers: ClosedRange<Int>, kept: [HubRecord] = []) throws {
    let journal = try HubJournal(path: path, limit: 10, octetLimit: 1 << 20)
    _ = try journal.load { _ in }
    for number in numbers {
      let fault = journal.append(try record(number)) { kept }
      #expect(fault == nil)
    }
  }

  @Test func `gives back the last of what it took, in order, over several lives`() throws {
    try write(1...5)
    let first = try (1...5).map(record)
    #expect(try reload().records == first)
    try write(6...37)
    let found = try reload()
    let last = try (38 - found.records.count...37).map(record)
    #expect(found.isWhole)
    #expect(found.records.count >= 10)
    #expect(found.records == last)
  }

  @Test func `is as long beside much that must be kept`() throws {
    let topic = try HubTopic("topic")
    let kept = (1...200).map { HubRecord.revocation(topic: topic, moment: Int64($0)) }
    for _ in 1...2 {
      let journal = try HubJournal(path: path, limit: 1_000, octetLimit: 2_048)
      _ = try journal.load { _ in }
      for number in 1...60 {
        let fault = journal.append(try record(number)) { kept }
        #expect(fault == nil)
      }
    }
    let updates = try reload().records.filter { if case .update = $0 { true } else { false } }
    #expect(updates.count >= 2_048 / (try record(1).octets.count) - 1)
  }

  @Test func `goes on where somebody removed its file`() throws {
    do {
      let journal = try HubJournal(path: path, limit: 10, octetLimit: 1 << 20)
      _ = try journal.load { _ in }
      for number in 1...39 {
        if number % 7 == 0 { unlink(path) }
        let fault = journal.append(try record(number)) { [] }
        #expect(fault == nil)
      }
    }
    // Removed before the 35th, it is made anew for the 36th, 41st record at the latest.
    try write(40...60)
    #expect(try reload().records.last == record(60))
  }

  @Test func `keeps what must not go with an old file`() throws {
    let kept = HubRecord.revocation(topic: try HubTopic("topic"), moment: 7)
    try write(1...25, kept: [kept])
    #expect(try reload().records.contains(kept))
  }

  @Test func `loses no more than the record that was cut`() throws {
    try write(1...5)
    var found = stat()
    stat(path, &found)
    var before = 5
    for length in stride(from: Int(found.st_size) - 1, to: 0, by: -1) {
      truncate(path, off_t(length))
      let (records, isWhole) = try reload()
      let wanted = try (1..<1 + records.count).map(record)
      #expect(records == wanted)
      #expect((before - 1...before).contains(records.count))
      before = records.count
      var after = stat()
      stat(path, &after)
      #expect(isWhole || Int(after.st_size) <= max(length, HubRecord.magic.count))
    }
    try write(9...9)
    let only = try record(9)
    #expect(try reload().records == [only])
  }

  @Test func `is kept by one hub at a time, and by its owner`() throws {
    let journal = try HubJournal(path: path, limit: 10, octetLimit: 1 << 20)
    #expect(throws: OpenFailure.self) { try reload() }
    withExtendedLifetime(journal) {}
    chmod(path + ".lock", 0o644)
    #expect(throws: OpenFailure.self) { try reload() }
  }
}
