// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

@testable import MatinesApplication

private let policy = #"""
  {"ladders": {
     "mail": [{"channel": "email", "when": "any"}],
     "short": [{"channel": "email", "when": "any", "timeout": "PT5M"}],
     "bell": [{"channel": "realtime", "when": "any"}]},
   "categories": {
     "mail": {"ladder": "mail"}, "short": {"ladder": "short"}, "bell": {"ladder": "bell"}},
   "rules": {
     "to.clerks": {"category": "mail", "template": "promotion", "audience": [{"role": "clerk"}]},
     "to.guests": {"category": "short", "template": "promotion", "audience": [{"role": "guest"}]},
     "to.ringers": {"category": "bell", "template": "promotion", "audience": [{"role": "ringer"}]},
     "to.one": {"category": "bell", "template": "promotion"},
     "to.post": {"category": "mail", "template": "promotion"}}}
  """#

struct `An outage` {
  private let clerks: EventName
  private let guests: EventName
  private let ringers: EventName
  private let one: EventName
  private let post: EventName

  init() throws {
    (clerks, guests) = (try EventName("to.clerks"), try EventName("to.guests"))
    (ringers, one) = (try EventName("to.ringers"), try EventName("to.one"))
    post = try EventName("to.post")
  }

  private let jeanne = #"{"user_id": "1", "data": {"name": "Jeanne"}}"#

  @Test func `of ten minutes costs a mail server few requests, and others nothing`() throws {
    let scene = try OutageScene(policy: policy)
    try scene.add(9_000, "clerk")
    try scene.add(1_000, "guest")
    scene.servers.moods[.mail] = .refusing
    let start = scene.boot
    try scene.tell(guests)
    try scene.tell(clerks)
    try scene.work()
    #expect(scene.report.expanded == 10_000)
    for minute in 1...10 {
      try scene.pass(60, step: 5_000)
      // Meanwhile the hub has nothing to do with it.
      try scene.tell(one, jeanne)
      try scene.work()
      #expect(scene.servers.taken[.hub]?.count == minute)
    }
    // At most eight are under way to a server that has not answered: they end together, and five of
    // them open the circuit. From then on one every 30 s looks.
    let asked = scene.asked(.mail)
    #expect(asked.count { $0 == start } <= 8)
    #expect((15...20).contains(asked.count { $0 > start }))
    #expect(zip(asked, asked.dropFirst()).allSatisfy { $1 == start || $1 - $0 >= 30_000 })
    // Those whose five minutes were over.
    #expect(scene.report.cancelled >= 990)
    try drain(scene, after: asked.count)
    #expect(scene.servers.taken[.hub]?.count == 10)
  }

  /// It is there again: nothing above the rate, nothing lost.
  private func drain(_ scene: OutageScene, after asked: Int) throws {
    scene.servers.moods[.mail] = .fine
    for _ in 0..<31 where scene.servers.taken[.mail] == nil { try scene.pass(1) }
    // Seen from near, and then from afar.
    try scene.pass(15, step: 100)
    try scene.pass(240)
    let drained = scene.asked(.mail).dropFirst(asked)
    #expect(OutageScene.busiest(Array(drained)) <= 50)
    #expect(scene.report.delivered > 8_900)
    // What the outage itself had cost an attempt comes after its back-off.
    try scene.pass(3_600, step: 60_000)
    let failed = try scene.store.failed(limit: 100).count
    #expect(scene.report.delivered - 10 + scene.report.cancelled + failed == 10_000)
    #expect(failed <= 30)
    #expect(scene.report.nextDue == nil && scene.report.inFlight == 0)
  }

  @Test func `of the hub keeps only what is worth it, and lets new messages pass at once`() throws {
    let scene = try OutageScene(policy: policy)
    try scene.add(1, "reader")
    try scene.add(1_500, "ringer")
    scene.servers.moods[.hub] = .answering(503)
    try scene.tell(ringers)
    try scene.pass(120, step: 1_000)
    #expect(scene.report.cancelled + scene.report.failed == 1_500)
    #expect(scene.asked(.hub).count <= 8 + 4)
    scene.servers.moods[.hub] = .fine
    // The circuit is still open: whoever comes looks, and opens it for the rest.
    for _ in 0..<40 {
      try scene.tell(one, jeanne)
      try scene.pass(1)
    }
    try scene.pass(10)
    #expect(scene.report.delivered == 40)
    #expect(scene.servers.taken[.hub]?.count == 40)
    try scene.tell(one, jeanne)
    try scene.work()
    #expect(scene.report.delivered == 41)
  }

  @Test func `of a silent server leaves room for the others, and ends with a probe`() throws {
    let scene = try OutageScene(policy: policy)
    try scene.add(300, "clerk")
    scene.servers.moods[.mail] = .silent(30_000)
    try scene.tell(clerks)
    for second in 1...29 {
      try scene.tell(one, jeanne)
      try scene.pass(1)
      #expect(scene.servers.taken[.hub]?.count == second)
    }
    try scene.pass(91)
    #expect(scene.servers.mostInFlight[.mail] == 8)
    #expect(scene.asked(.mail).count <= 8 + 2)
    scene.servers.moods[.mail] = .fine
    try scene.pass(120)
    #expect((scene.servers.taken[.mail]?.count ?? 0) > 280)
    #expect(OutageScene.busiest(scene.asked(.mail)) <= 50)
  }

  @Test(arguments: [
    (Servers.Server.mail, 550), (.mail, 450), (.hub, 400), (.hub, 413), (.hub, 408),
  ])
  func `is not what a server says of one message`(server: Servers.Server, code: Int) throws {
    let scene = try OutageScene(policy: policy)
    try scene.add(40, server == .mail ? "clerk" : "ringer")
    scene.servers.moods[server] = .answering(code)
    try scene.tell(server == .mail ? clerks : ringers)
    try scene.work()
    #expect(scene.asked(server).count == 40)
  }

  @Test(arguments: [
    (Servers.Server.mail, 421), (.hub, 500), (.hub, 503), (.hub, 401), (.hub, 302),
  ])
  func `is what a server says of itself five times`(server: Servers.Server, code: Int) throws {
    let scene = try OutageScene(policy: policy)
    try scene.add(40, server == .mail ? "clerk" : "ringer")
    scene.servers.moods[server] = .answering(code)
    try scene.tell(server == .mail ? clerks : ringers)
    try scene.work()
    #expect((5...8).contains(scene.asked(server).count))
  }

  @Test func `costs no attempt but those that were made`() throws {
    let scene = try OutageScene(policy: policy)
    try scene.add(1, "reader")
    scene.servers.moods[.mail] = .refusing
    try scene.add(8, "clerk")
    try scene.tell(clerks)
    try scene.work()
    let late = try scene.tell(post, jeanne)
    try scene.pass(25)
    let reader = try UserID("1")
    let waiting = try scene.store.history(of: late.notification, for: reader)
    #expect(waiting.deliveries.map(\.attempts) == [0])
    scene.servers.moods[.mail] = .fine
    try scene.pass(30)
    let sent = try scene.store.history(of: late.notification, for: reader)
    #expect(sent.deliveries.map(\.attempts) == [1])
    #expect(sent.deliveries.map(\.state) == [.delivered])
  }
}
