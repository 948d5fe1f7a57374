// SPDX-License-Identifier: MIT
import Glibc
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A policy that changes while events flow` {
  private static func mail(after duration: String) -> String {
    "{\"ladders\": {\"standard\": [{\"channel\": \"email\", \"after\": \"\(duration)\"}]}}"
  }

  @Test func `is followed by what comes, and what was planned keeps its own`() throws {
    let house = try House(policy: Self.mail(after: "PT2M"))
    let jeanne = try house.addJeanne()
    let before = try house.promote(jeanne)
    #expect(try house.policies.change(to: PolicyDocument.read(Self.mail(after: "PT5S"))))
    #expect(try !house.policies.change(to: PolicyDocument.read(Self.mail(after: "PT5S"))))
    let after = try house.promote(jeanne)
    house.clock.advance(.seconds(5))
    try house.work()
    #expect(house.email.recorded.map(\.notification.id) == [after.notification])
    house.clock.advance(.seconds(115))
    try house.work()
    let sent = house.email.recorded.map(\.notification.id)
    #expect(sent == [after.notification, before.notification])
  }

  @Test func `leaves a notification of before to be explained and replayed as it was`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    let explain = ExplainNotification(store: house.store, policies: house.policies)
    let first = try explain(receipt.notification, for: jeanne, in: .english)
    let plan = try #require(
      house.policies.current().policy.treatment(of: first.history.notification))
    let decided = decide(plan, first.history.facts)
    try house.policies.change(to: PolicyDocument.read(Self.mail(after: "PT9M")))
    try house.store.put(
      User(id: jeanne, locale: .english, roles: [RoleName("minister")]), now: house.clock.now())
    let second = try explain(receipt.notification, for: jeanne, in: .english)
    #expect(second.lines.map(\.sentence) == first.lines.map(\.sentence))
    #expect(second.lines.map(\.rung) == [0, 1, 2, 3, 4, 5])
    #expect(second.history.facts == first.history.facts)
    let number = second.history.policy
    let own = try house.policies.policy(number).treatment(of: second.history.notification)
    #expect(try decide(#require(own), second.history.facts) == decided)
    #expect(number != house.policies.current().number)
  }

  @Test func `is read from its file a second after that has changed`() throws {
    let file = try PolicyFolder(Self.mail(after: "PT2M"))
    let house = try file.house()
    let jeanne = try house.addJeanne()
    var policies: [Int64] = []
    for number in 0..<40 {
      if number == 20 { try file.replace(with: Self.mail(after: "PT5S")) }
      let receipt = try house.promote(jeanne)
      policies.append(try house.store.history(of: receipt.notification, for: jeanne).policy)
      house.clock.advance(Instant.Span(milliseconds: 100))
    }
    let changed = try #require(policies.firstIndex { $0 != policies[0] })
    #expect((20...30).contains(changed))
    #expect(Set(policies[changed...]).count == 1)
    #expect(house.log.lines.count == 1)
  }

  @Test func `stays in force while its file is broken or gone, with one alarm for each`() throws {
    let file = try PolicyFolder(Self.mail(after: "PT2M"))
    let house = try file.house()
    let first = house.policies.current().number
    for broken in ["{", #"{"ladders": {"standard": [{"channel": "emial"}]}}"#, nil] {
      let lines = house.log.lines.count
      try file.replace(with: broken)
      for _ in 0..<5 {
        house.clock.advance(.seconds(1))
        #expect(house.followed?.current().number == first)
      }
      #expect(house.log.lines.count == lines + 1)
      #expect(house.log.lines.last?.hasSuffix("the policy before stays in force") == true)
    }
    #expect(house.log.lines[1].contains("email"))
    try file.replace(with: Self.mail(after: "PT1M"))
    house.clock.advance(.seconds(1))
    #expect(house.followed?.current().number != first)
  }

  @Test func `is not looked for more than once a second`() throws {
    let file = try PolicyFolder(Self.mail(after: "PT2M"))
    let house = try file.house()
    let first = house.followed?.current().number
    try file.replace(with: Self.mail(after: "PT1M"))
    house.clock.advance(Instant.Span(milliseconds: 999))
    #expect(house.followed?.current().number == first)
    house.clock.advance(Instant.Span(milliseconds: 1))
    #expect(house.followed?.current().number != first)
  }
}

/// A file of one policy, in a folder that is gone with the value.
private final class PolicyFolder {
  struct Failure: Error {}

  private let folder: String
  private var path: String { folder + "/policy.json" }

  init(_ text: String) throws {
    var template = Array("/tmp/matines-policy-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure() }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try replace(with: text)
  }

  deinit {
    unlink(path)
    rmdir(folder)
  }

  /// As an operator's tools do: another file under the same name, or none.
  func replace(with text: String?) throws {
    guard let text else {
      unlink(path)
      return
    }
    guard let file = fopen(path + ".new", "w") else { throw Failure() }
    fputs(text, file)
    fclose(file)
    guard rename(path + ".new", path) == 0 else { throw Failure() }
  }

  func house() throws -> House {
    let file = PolicyFile(path)
    let house = try House(policy: file.read().text)
    house.followed = FollowedPolicy(file, house.policies, clock: house.clock, log: house.log)
    return house
  }
}
