// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `Ladders that stand still` {
  private static let mail = ConfiguredChannel(.email, .library)

  /// A host's channels, each a rung, then an e-mail after two minutes.
  private func emit(
    _ scene: StoreScene, _ user: String = "42", hosts: [String] = ["slack"], at second: Int64 = 0
  ) throws -> Receipt {
    let names = try hosts.map { try ChannelName($0) }
    return try scene.emit {
      $0.user = user
      $0.id = nil
      $0.second = second
      $0.rungs =
        names.map { Rung(channel: $0, when: .any) }
        + [Rung(channel: .email, when: .any, after: .seconds(120), unless: [.seen])]
      $0.channels = names.map { ConfiguredChannel($0, .host) } + [Self.mail]
    }
  }

  private func pass(
    _ scene: StoreScene, at second: Int64, limit: Int = 64,
    carried: [ConfiguredChannel] = [Self.mail]
  ) throws -> StalledPass {
    try scene.store.passStalled(
      StalledSearch(carried: carried, now: StoreScene.at(second), limit: limit))
  }

  @Test(arguments: StoreMaker.allCases)
  func `go on after a minute, at the due of the next rung`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try emit(scene)
      let before = try scene.deliveries(receipt)
      #expect(try pass(scene, at: 60) == StalledPass(armed: 0, isMore: false))
      #expect(try pass(scene, at: 61) == StalledPass(armed: 1, isMore: false))
      #expect(try pass(scene, at: 62) == StalledPass(armed: 0, isMore: false))
      let after = try scene.deliveries(receipt)
      #expect(after.map(\.state) == [.ready, .ready])
      #expect(after.map(\.due) == before.map(\.due))
      #expect(after.map(\.attempts) == [0, 0])
      #expect(try scene.claim(at: 119).isEmpty)
      let mail = try #require(try scene.claim(at: 120).first)
      #expect(mail.facts.reached.isEmpty)
      #expect(try scene.settle(mail, .delivered(reference: nil), at: 120) == 1)
      let late = try #require(try scene.claim(at: 130, carrier: .host).first)
      #expect(late.delivery.channel.text == "slack")
      #expect(late.delivery.token.fence == 1)
      #expect(late.facts.reached == [.email])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `are left to whoever carries their channel`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try emit(scene)
      let slack = ConfiguredChannel(try ChannelName("slack"), .host)
      #expect(try pass(scene, at: 99, carried: [slack]).armed == 0)
      #expect(try scene.states(receipt) == [.ready, .waiting])
      let held = try scene.claim(at: 99, carrier: .host)
      #expect(held.count == 1)
      #expect(try pass(scene, at: 200).armed == 0)
      #expect(try scene.settle(held[0], .released, at: 200) == 1)
      #expect(try pass(scene, at: 201).armed == 0)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `are passed down to a rung that somebody may take`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try emit(scene, hosts: ["slack", "teams", "pager"])
      #expect(try pass(scene, at: 61).armed == 3)
      #expect(try scene.states(receipt) == [.ready, .ready, .ready, .ready])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `go on past a rung that is not needed any more`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678")
      let slack = try ChannelName("slack")
      let receipt = try scene.emit {
        $0.rungs = [
          Rung(channel: slack, when: .any),
          Rung(channel: .email, when: .any, after: .seconds(10), unless: [.seen]),
          Rung(channel: .sms, when: .any, after: .seconds(20), unless: [.acked]),
        ]
        $0.channels = [ConfiguredChannel(slack, .host)] + StoreScene.channels
      }
      _ = try store.mark([receipt.notification], of: UserID("42"), .seen, now: StoreScene.at(1))
      #expect(try scene.states(receipt) == [.ready, .cancelled, .waiting])
      #expect(try pass(scene, at: 61).armed == 1)
      #expect(try scene.states(receipt) == [.ready, .cancelled, .ready])
    }
  }

  /// With dues of their own, and with one.
  @Test(arguments: StoreMaker.allCases, [1, 0] as [Int64])
  func `are looked at once, in batches, the oldest first`(maker: StoreMaker, apart: Int64) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      var receipts: [Receipt] = []
      for user in ["1", "2", "3"] {
        try scene.person(user)
        receipts.append(try emit(scene, user, at: Int64(receipts.count) * apart))
      }
      func states() throws -> [DeliveryState] {
        try zip(receipts, ["1", "2", "3"]).compactMap { try scene.states($0, of: $1).last }
      }
      #expect(try pass(scene, at: 90, limit: 2) == StalledPass(armed: 2, isMore: true))
      #expect(try states() == [.ready, .ready, .waiting])
      #expect(try pass(scene, at: 90, limit: 2) == StalledPass(armed: 1, isMore: false))
      #expect(try pass(scene, at: 90, limit: 2) == StalledPass(armed: 0, isMore: false))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `are found behind a clock that went back, and once an hour anew`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      for user in ["1", "2", "3"] { try scene.person(user) }
      _ = try emit(scene, "1", at: 9_000)
      #expect(try pass(scene, at: 9_100).armed == 1)
      _ = try emit(scene, "2", at: 100)
      #expect(try pass(scene, at: 200).armed == 1)
      _ = try emit(scene, "1", at: 300)
      #expect(try pass(scene, at: 400).armed == 1)
      // As a rung that became ready long after its due: behind the walk.
      _ = try emit(scene, "3", at: 250)
      #expect(try pass(scene, at: 500).armed == 0)
      #expect(try pass(scene, at: 3_800).armed == 0)
      #expect(try pass(scene, at: 3_801).armed == 1)
    }
  }
}
