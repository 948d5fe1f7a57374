// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

/// A connection remembers what its last event found out: never longer than it is true.
struct `What one event found out` {
  private func inTwoConnections(
    _ body: (_ here: any Store, _ there: any Store) throws -> Void
  ) throws {
    let folder = try StoreFolder()
    let (here, there) = try (folder.open(), folder.open())
    try body(here, there)
    here.close()
    there.close()
  }

  @Test
  func `is forgotten when another process gives somebody the role`() throws {
    try inTwoConnections { here, there in
      let observers = [Audience([try BroadcastScene.role("admin")])]
      let scene = try BroadcastScene(here, audience: .subject, observers: observers)
      try scene.people(["a"])
      for _ in 0..<2 { #expect(try !scene.emit(subject: "a").isExpanding) }
      let other = try BroadcastScene(there, audience: .subject, observers: observers)
      try other.people(["b"], roles: ["admin"])
      #expect(try scene.emit(subject: "a").isExpanding)
      try other.people(["b"])
      #expect(try !scene.emit(subject: "a").isExpanding)
    }
  }

  @Test
  func `is forgotten when an event brings somebody with the role along`() throws {
    try inTwoConnections { here, _ in
      let observers = [Audience([try BroadcastScene.role("admin")])]
      let scene = try BroadcastScene(here, audience: .subject, observers: observers)
      try scene.people(["a"])
      #expect(try !scene.emit(subject: "a").isExpanding)
      let admin = User(id: try UserID("b"), roles: [try RoleName("admin")])
      try StoreScene(store: here).emit {
        $0.user = "a"
        $0.users = [admin]
      }
      #expect(try scene.emit(subject: "a").isExpanding)
    }
  }

  @Test
  func `is forgotten when another process stages the next event`() throws {
    try inTwoConnections { here, there in
      let scene = StoreScene(store: here)
      try scene.person("42")
      for id in ["evt-1", "evt-2"] { try scene.emit { $0.id = id } }
      let staged = try StagedEvent(
        id: EventID("evt-3"), name: .promotedToMinister, document: "{}",
        fingerprint: Fingerprint(high: 2, low: 9))
      try there.stage(staged, now: StoreScene.at(0))
      #expect(throws: StoreFailure.conflict("event_id")) { try scene.emit { $0.id = "evt-3" } }
      try scene.emit {
        $0.id = "evt-3"
        $0.fingerprint = 2
      }
      #expect(try there.staged(EventID("evt-3")) == nil)
    }
  }

  @Test
  func `gives no number twice, whoever emits in turn, and after a failure`() throws {
    try inTwoConnections { here, there in
      let scenes = [StoreScene(store: here), StoreScene(store: there)]
      try scenes[0].person("42")
      var receipts: [Receipt] = []
      for turn in 0..<40 {
        let receipt = try scenes[turn / 3 % 2].emit { $0.id = "evt-\(turn)" }
        #expect(!receipts.contains { $0.notification == receipt.notification })
        receipts.append(receipt)
        #expect(throws: StoreFailure.unknownUser(try UserID("nobody"))) {
          try scenes[turn % 2].emit {
            $0.id = "bad-\(turn)"
            $0.user = "nobody"
          }
        }
      }
      #expect(try here.counts(of: UserID("42")).unread == 40)
      for receipt in receipts {
        #expect(try scenes[0].deliveries(receipt).count == receipt.deliveries)
      }
    }
  }
}
