// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

private let policy = #"""
  {"ladders": {"text": [{"channel": "sms", "when": "any"}]},
   "categories": {"text": {"ladder": "text"}},
   "caps": {"sms": {"count": 1, "per": "PT1H"}},
   "prices": {"currency": "EUR", "sms": {"+33": "0.065"}},
   "rules": {
     "to.clerks": {"category": "text", "template": "promotion", "audience": [{"role": "clerk"}]},
     "to.one": {"category": "text", "template": "promotion"}}}
  """#

struct `A text whose provider is away` {
  private let clerks: EventName
  private let one: EventName

  init() throws { (clerks, one) = (try EventName("to.clerks"), try EventName("to.one")) }

  private func spent(_ scene: OutageScene) throws -> Spending {
    try scene.store.spending(limit: 9).reduce(Spending()) { $0 + $1.spending }
  }

  @Test func `costs nothing and uses no cap until it leaves`() throws {
    let scene = try OutageScene(policy: policy)
    try scene.add(1, "reader")
    try scene.add(8, "clerk")
    scene.servers.moods[.texts] = .refusing
    try scene.tell(clerks)
    try scene.work()
    #expect(scene.asked(.texts).count == 8)
    let before = try spent(scene)
    #expect(before == Spending(texts: 8, amount: 520_000, spared: 0, sparedAmount: 0))
    // The circuit is open: what comes now is put off.
    let late = try scene.tell(one, #"{"user_id": "1", "data": {"name": "Jeanne"}}"#)
    try scene.work()
    #expect(scene.asked(.texts).count == 8)
    #expect(try spent(scene) == before)
    scene.servers.moods[.texts] = .fine
    try scene.pass(60)
    let sent = try scene.store.history(of: late.notification, for: try UserID("1")).deliveries
    #expect(sent.map(\.state) == [.delivered])
    #expect(sent.map(\.attempts) == [1])
    #expect(try spent(scene).texts == 9)
    // The cap counts from when it left: an hour after that there is room again, not before.
    try scene.pass(3_540, step: 60_000)
    try scene.tell(one, #"{"user_id": "1", "data": {"name": "Jeanne"}}"#)
    try scene.work()
    #expect(scene.report.cancelled == 1)
  }

  @Test func `is not in doubt when its worker dies while it waits`() throws {
    let scene = try OutageScene(policy: policy)
    try scene.add(40, "clerk")
    scene.servers.moods[.texts] = .silent(30_000)
    try scene.tell(clerks)
    var recovered = 0
    scene.servers.meanwhile = { [store = scene.store, clock = scene.clock] in
      guard recovered == 0 else { return }
      let later = BootTime(milliseconds: clock.boot().milliseconds + 60_000, id: clock.boot().id)
      recovered =
        (try? store.recover(now: clock.now(), boot: later, crashes: 3, atMostOnce: [.sms])) ?? -1
    }
    try scene.work()
    #expect(recovered == 40)
    // Eight are under way to a provider that says nothing: only they may have arrived.
    let listed = try scene.store.failed(limit: 100)
    #expect(listed.count == 8 && listed.allSatisfy { $0.state == .unknown })
    #expect(try spent(scene).texts == 8)
  }

  @Test func `is listed as unknown when no answer came, and not sent again`() throws {
    let scene = try OutageScene(policy: policy)
    try scene.add(5, "clerk")
    scene.servers.moods[.texts] = .silent(1_000)
    try scene.tell(clerks)
    try scene.pass(10)
    scene.servers.moods[.texts] = .fine
    try scene.pass(7_200, step: 60_000)
    #expect(scene.asked(.texts).count == 5)
    let listed = try scene.store.failed(limit: 100)
    #expect(listed.count == 5 && listed.allSatisfy { $0.state == .unknown })
    #expect(listed.allSatisfy { $0.note == "silence" && $0.channel == .sms })
    // It may have arrived, and then it cost.
    #expect(try spent(scene).texts == 5)
  }

  @Test func `is not in doubt while a host's function has others to send`() throws {
    let found = Mutex<[DeliveryState]>([])
    let textOnly = #"{"ladders": {"standard": [{"channel": "sms", "when": "any"}]}}"#
    let house = try House(policy: textOnly)
    let (store, clock) = (house.store, house.clock)
    let dying = Prepared.blocking(atMost: .seconds(1)) {
      let later = BootTime(milliseconds: clock.boot().milliseconds + 60_000, id: clock.boot().id)
      _ = try? store.recover(now: clock.now(), boot: later, crashes: 3, atMostOnce: [.sms])
      found.withLock { $0 = (try? store.failed(limit: 9))?.map(\.state) ?? [] }
      return .delivered(reference: nil)
    }
    let channels = ChannelBook()
    try channels.add(RecordingChannel(.sms, atMostOnce: true, script: [dying, dying, dying]))
    for name in ["a", "b", "c"] {
      let user = User(id: try UserID(name), phone: try PhoneNumber("+33612345678"))
      try store.put(user, now: clock.now())
      _ = try house.promote(user.id)
    }
    _ = try Worker(parts: house.parts(with: channels), transfers: ScriptedTransfers())
      .work(budget: .zero)
    #expect(found.withLock { $0 } == [.unknown])
  }
}
