// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `A staging area` {
  private func event(_ id: String = "evt-1", fingerprint: Int64 = 1) throws -> StagedEvent {
    try StagedEvent(
      id: EventID(id), name: .promotedToMinister, document: #"{"user":"42"}"#,
      fingerprint: Fingerprint(high: fingerprint, low: 9))
  }

  @Test(arguments: StoreMaker.allCases)
  func `keeps an event that sends nothing`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try store.stage(event(), now: StoreScene.at(0))
      try store.stage(event(), now: StoreScene.at(1))
      #expect(try store.staged(EventID("evt-1")) == event())
      #expect(try store.accepted(EventID("evt-1")) == nil)
      #expect(try scene.claim(at: 1_000).isEmpty)
      #expect(try store.counts(of: UserID("42")).unread == 0)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `refuses other content under the same id`(maker: StoreMaker) throws {
    try maker.withStore { store in
      try store.stage(event(), now: StoreScene.at(0))
      #expect(throws: StoreFailure.conflict("event_id")) {
        try store.stage(event(fingerprint: 2), now: StoreScene.at(0))
      }
      #expect(throws: StoreFailure.notFound("event_id")) { try store.staged(EventID("other")) }
    }
  }

  @Test(arguments: StoreMaker.allCases, [true, false])
  func `ends a stage when its event is accepted`(maker: StoreMaker, wasStaged: Bool) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try store.stage(event(), now: StoreScene.at(0))
      let receipt = try scene.emit { $0.wasStaged = wasStaged }
      #expect(try store.staged(EventID("evt-1")) == nil)
      #expect(try store.accepted(EventID("evt-1"))?.notification == receipt.notification)
      #expect(try store.accepted(EventID("evt-1"))?.deliveries == receipt.deliveries)
      try store.stage(event(), now: StoreScene.at(5))
      #expect(try store.staged(EventID("evt-1")) == nil)
      #expect(throws: StoreFailure.conflict("event_id")) {
        try store.discard(EventID("evt-1"), now: StoreScene.at(5))
      }
      #expect(try scene.emit { $0.wasStaged = true }.repeated)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `does not accept an event that contradicts its stage`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try store.stage(event(fingerprint: 2), now: StoreScene.at(0))
      #expect(throws: StoreFailure.conflict("event_id")) { try scene.emit() }
      #expect(try store.accepted(EventID("evt-1")) == nil)
      #expect(throws: StoreFailure.notFound("event_id")) {
        try scene.emit {
          $0.id = "evt-2"
          $0.wasStaged = true
        }
      }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `remembers what was discarded`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let id = try EventID("evt-1")
      try store.stage(event(), now: StoreScene.at(0))
      try store.discard(id, now: StoreScene.at(1))
      try store.discard(id, now: StoreScene.at(2))
      #expect(throws: StoreFailure.conflict("event_id")) { try store.staged(id) }
      #expect(throws: StoreFailure.conflict("event_id")) {
        try store.stage(event(), now: StoreScene.at(3))
      }
      #expect(throws: StoreFailure.conflict("event_id")) { try scene.emit() }
      let taken = try store.takeStage(
        before: StoreScene.at(99), now: StoreScene.at(99), lease: .seconds(1))
      #expect(taken == nil)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `hands each forgotten stage to one asker at a time`(maker: StoreMaker) throws {
    try maker.withStore { store in
      for (second, id) in ["c", "a", "b"].enumerated() {
        try store.stage(event(id), now: StoreScene.at(Int64(second)))
      }
      func take(at second: Int64, before limit: Int64) throws -> String? {
        try store.takeStage(
          before: StoreScene.at(limit), now: StoreScene.at(second), lease: .seconds(30))?.id.text
      }
      #expect(try take(at: 62, before: 2) == "c")
      #expect(try take(at: 62, before: 2) == "a")
      #expect(try take(at: 62, before: 2) == nil)
      #expect(try take(at: 91, before: 2) == nil)
      #expect(try take(at: 92, before: 2) == "c")
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `leases what is scheduled from its due on, the earliest first`(maker: StoreMaker) throws {
    try maker.withStore { store in
      for (id, due) in [("b", 20), ("a", 10), ("c", 5)] as [(String, Int64)] {
        try store.stage(
          StagedEvent(
            id: EventID(id), name: .promotedToMinister, document: "{}",
            fingerprint: Fingerprint(high: 1, low: 2), due: StoreScene.at(due)),
          now: StoreScene.at(0))
      }
      try store.discard(EventID("c"), now: StoreScene.at(1))
      #expect(try store.nextScheduled() == StoreScene.at(10))
      let lease = Instant.Span.seconds(60)
      #expect(try store.takeScheduled(now: StoreScene.at(9), lease: lease) == nil)
      #expect(try store.takeScheduled(now: StoreScene.at(25), lease: lease)?.id.text == "a")
      #expect(try store.takeScheduled(now: StoreScene.at(25), lease: lease)?.id.text == "b")
      #expect(try store.takeScheduled(now: StoreScene.at(84), lease: lease) == nil)
      #expect(try store.takeScheduled(now: StoreScene.at(85), lease: lease)?.id.text == "a")
      #expect(try store.staged(EventID("b"))?.due == StoreScene.at(20))
      #expect(
        try store.takeStage(before: StoreScene.at(90), now: StoreScene.at(90), lease: lease) == nil)
    }
  }

  private func scheduled(_ id: String, at due: Int64) throws -> StagedEvent {
    try StagedEvent(
      id: EventID(id), name: .promotedToMinister, document: #"{"user":"42"}"#,
      fingerprint: Fingerprint(high: 1, low: 9), due: StoreScene.at(due))
  }

  @Test(arguments: StoreMaker.allCases)
  func `lists what is given up, and takes it no more`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let (now, lease) = (StoreScene.at(60), Instant.Span.seconds(60))
      for (id, due) in [("a", 20), ("b", 10), ("c", 30)] as [(String, Int64)] {
        try store.stage(scheduled(id, at: due), now: StoreScene.at(0))
      }
      try store.stage(event("open"), now: StoreScene.at(0))
      #expect(try store.takeScheduled(now: now, lease: lease)?.wasTried == false)
      for (id, due) in [("a", 10), ("a", 20), ("b", 10), ("open", 0), ("unknown", 0)] {
        let isIt = try store.giveUp(EventID(id), due: StoreScene.at(Int64(due)))
        // At 10, somebody has moved it meanwhile.
        #expect(isIt == (id == "b" || (id == "a" && due == 20)))
      }
      #expect(try store.givenUp(limit: 9).map(\.id.text) == ["b", "a"])
      #expect(try store.givenUp(limit: 1) == [scheduled("b", at: 10)])
      #expect(try store.nextScheduled() == StoreScene.at(30))
      #expect(try store.takeScheduled(now: now, lease: lease)?.id.text == "c")
      #expect(try store.takeScheduled(now: now, lease: lease) == nil)
      #expect(try store.takeScheduled(now: StoreScene.at(120), lease: lease)?.wasTried == true)
      #expect(try store.staged(EventID("open"))?.id.text == "open")
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `schedules, discards or accepts what was given up`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let lease = Instant.Span.seconds(60)
      for id in ["a", "b"] {
        try store.stage(scheduled(id, at: 10), now: StoreScene.at(0))
        _ = try store.takeScheduled(now: StoreScene.at(10), lease: lease)
        #expect(try store.giveUp(EventID(id), due: StoreScene.at(10)))
      }
      try store.stage(scheduled("b", at: 200), now: StoreScene.at(130))
      #expect(try store.givenUp(limit: 9).map(\.id.text) == ["a"])
      try store.discard(EventID("a"), now: StoreScene.at(131))
      #expect(try store.givenUp(limit: 9).isEmpty)
      let moved = try store.takeScheduled(now: StoreScene.at(200), lease: lease)
      #expect(moved?.id.text == "b" && moved?.wasTried == false)
      #expect(try store.giveUp(EventID("b"), due: StoreScene.at(200)))
      #expect(try store.staged(EventID("b"))?.due == StoreScene.at(200))
      try scene.emit {
        $0.id = "b"
        $0.wasStaged = true
      }
      #expect(try store.givenUp(limit: 9).isEmpty)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `does not accept by its old due what was moved since a worker took it`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try store.stage(scheduled("a", at: 10), now: StoreScene.at(0))
      let taken = try store.takeScheduled(now: StoreScene.at(10), lease: .seconds(60))
      try store.stage(scheduled("a", at: 900), now: StoreScene.at(10))
      let accept: (Instant?) throws -> Receipt = { due in
        try scene.emit {
          $0.id = "a"
          $0.wasStaged = true
          $0.due = due
        }
      }
      #expect(throws: StoreFailure.conflict("event_id")) { try accept(taken?.due) }
      #expect(try store.nextScheduled() == StoreScene.at(900))
      #expect(try !accept(StoreScene.at(900)).repeated)
    }
  }
}
