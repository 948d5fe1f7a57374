// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

/// A publisher that sends nothing: it remembers what it was given, and ends it as told.
final class RecordingPublisher: RealtimePublisher {
  private struct State {
    var marks: [MarkUpdate] = []
    var begun: [Begun] = []
  }
  private let state = Mutex(State())

  /// Beginnings are taken from these in turn; after their end everything is delivered.
  init(_ begun: [Begun] = []) { state.withLock { $0.begun = begun } }

  var marks: [MarkUpdate] { state.withLock { $0.marks } }

  func then(_ begun: [Begun]) { state.withLock { $0.begun = begun } }

  func publish(_ update: RealtimeUpdate) -> Begun {
    state.withLock { state in
      if case .marked(let mark) = update.change { state.marks.append(mark) }
      return state.begun.isEmpty
        ? .done(.delivered(reference: nil)) : state.begun.removeFirst()
    }
  }
}

struct `A worker tells pages` {
  private static let request = TransferRequest.http(HTTPRequest(url: "", headers: [], body: []))

  /// Somebody with two notifications, who is there.
  private func scene(_ publisher: RecordingPublisher) throws -> (House, UserID, [Receipt]) {
    let house = try House()
    house.publisher = publisher
    let jeanne = try house.addJeanne()
    let receipts = try (1...2).map { try house.promote(jeanne, id: "\($0)") }
    try house.ping(jeanne, visible: false)
    try house.work()
    return (house, jeanne, receipts)
  }

  @Test func `what was marked, once`() throws {
    let publisher = RecordingPublisher()
    let (house, jeanne, receipts) = try scene(publisher)
    let counts = try house.mark(.read, receipts[0], of: jeanne)
    try house.work()
    try house.work()
    #expect(publisher.marks.map(\.marked) == [[receipts[0].notification]])
    #expect(publisher.marks.map(\.counts) == [counts])
    #expect(try house.store.nextMarkUpdate(boot: house.clock.boot()) == nil)
  }

  @Test func `nothing when nobody is there`() throws {
    let publisher = RecordingPublisher()
    let (house, jeanne, receipts) = try scene(publisher)
    _ = try house.mark(.seen, receipts[0], of: jeanne)
    try house.presence.leave(jeanne, tab: TabID("tab"), boot: house.clock.boot())
    try house.work()
    #expect(publisher.marks.isEmpty)
    #expect(try house.store.nextMarkUpdate(boot: house.clock.boot()) == nil)
    _ = try house.mark(.read, receipts[0], of: jeanne)
    #expect(try house.store.nextMarkUpdate(boot: house.clock.boot()) == nil)
  }

  @Test func `nothing where there is no hub`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    try house.ping(jeanne, visible: true)
    _ = try house.mark(.seen, receipt, of: jeanne)
    #expect(try house.store.nextMarkUpdate(boot: house.clock.boot()) == nil)
  }

  @Test func `again when the hub was away, under the same name`() throws {
    let away = Begun.done(.later(why: "away", after: nil))
    let publisher = RecordingPublisher([away, away])
    let (house, jeanne, receipts) = try scene(publisher)
    _ = try house.mark(.read, receipts[0], of: jeanne)
    for _ in 0..<3 {
      try house.work()
      house.clock.advance(.seconds(6))
    }
    #expect(publisher.marks.count == 3)
    #expect(Set(publisher.marks.map(\.version)).count == 1)
    #expect(Set(publisher.marks.map(\.newest)).count == 1)
  }

  @Test func `not for ever`() throws {
    let away = Begun.done(.later(why: "away", after: .seconds(20)))
    let publisher = RecordingPublisher(Array(repeating: away, count: 99))
    let (house, jeanne, receipts) = try scene(publisher)
    _ = try house.mark(.read, receipts[0], of: jeanne)
    for _ in 0..<100 {
      try house.work()
      house.clock.advance(.seconds(1))
    }
    #expect((3...4).contains(publisher.marks.count))
    #expect(house.log.lines.isEmpty)
    #expect(try house.store.nextMarkUpdate(boot: house.clock.boot()) == nil)
  }

  @Test func `nothing the hub will never take, and says so`() throws {
    let publisher = RecordingPublisher([
      .done(.failed(why: "no")), .done(.misconfigured(why: "a wrong key")),
    ])
    let (house, jeanne, receipts) = try scene(publisher)
    _ = try house.mark(.seen, receipts[0], of: jeanne)
    try house.work()
    _ = try house.mark(.read, receipts[0], of: jeanne)
    try house.work()
    // The dice of this house say "at once" to a slow retry.
    #expect(publisher.marks.count == 3)
    #expect(house.log.lines == ["realtime: given up: no", "realtime: a wrong key"])
    #expect(house.log.alarms == ["realtime: a wrong key"])
  }

  @Test func `through a transfer that ends in a later call`() throws {
    let publisher = RecordingPublisher()
    let (house, jeanne, receipts) = try scene(publisher)
    publisher.then([.transfer(Self.request) { _ in .delivered(reference: nil) }])
    _ = try house.mark(.seen, receipts[0], of: jeanne)
    let worker = house.worker()
    #expect(try worker.work(budget: .zero).inFlight == 1)
    #expect(worker.load == 1)
    let ticket = try #require(house.transfers.started.keys.first)
    house.transfers.end(ticket, .answered(Answer(status: 200)))
    #expect(try worker.work(budget: .zero).inFlight == 0)
    #expect(try house.store.nextMarkUpdate(boot: house.clock.boot()) == nil)
  }

  /// Five marks that fail close the way for deliveries, too, and the reverse.
  @Test func `by the way that deliveries take`() throws {
    let publisher = RecordingPublisher()
    let (house, jeanne, receipts) = try scene(publisher)
    let failing = Begun.transfer(Self.request) { _ in .later(why: "503", after: nil) }
    publisher.then(Array(repeating: failing, count: 9))
    let worker = house.worker()
    for round in 0..<9 {
      _ = try house.mark(round % 2 == 0 ? .read : .unread, receipts[0], of: jeanne)
      _ = try worker.work(budget: .zero)
      for ticket in house.transfers.started.keys {
        house.transfers.end(ticket, .answered(Answer(status: 503)))
      }
      _ = try worker.work(budget: .zero)
      house.clock.advance(.seconds(1))
    }
    #expect(publisher.marks.count == 5)
    let gate = try #require(house.bell?.gate)
    let prepared = gate.prepare(life: .day) { .done(.delivered(reference: nil)) }
    guard case .postponed = prepared else {
      Issue.record("the way is open: \(prepared)")
      return
    }
    // The counts of a later look do the work: nothing is kept for longer than a minute.
    house.clock.advance(.seconds(61))
    _ = try worker.work(budget: .zero)
    #expect(try house.store.nextMarkUpdate(boot: house.clock.boot()) == nil)
  }

  @Test func `of many people a few at once, and leaves room for deliveries`() throws {
    let publisher = RecordingPublisher()
    let house = try House()
    house.publisher = publisher
    for number in 0..<40 {
      let user = User(id: try UserID("u\(number)"), locale: .french)
      try house.store.put(user, now: house.clock.now())
      let receipt = try house.promote(user.id)
      try house.ping(user.id, visible: true)
      _ = try house.mark(.seen, receipt, of: user.id)
    }
    let endless = Begun.transfer(Self.request) { _ in .delivered(reference: nil) }
    publisher.then(Array(repeating: endless, count: 99))
    let worker = house.worker()
    // A hub that has not answered yet gets an eighth.
    var most = try worker.work(budget: .zero).inFlight
    #expect(most == 8)
    for _ in 0..<40 {
      for ticket in house.transfers.started.keys {
        house.transfers.end(ticket, .answered(Answer(status: 200)))
      }
      most = max(most, try worker.work(budget: .zero).inFlight)
      house.clock.advance(Instant.Span(milliseconds: 25))
    }
    #expect(most <= 16)
    #expect(publisher.marks.count == 40)
    #expect(Set(publisher.marks.map(\.user)).count == 40)
  }
}
