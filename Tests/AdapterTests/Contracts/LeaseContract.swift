// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `A lease` {
  @Test(arguments: StoreMaker.allCases)
  func `gives back what a dead worker held, also after a restart`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", phone: "+33612345678")
      try scene.person("43", phone: "+33612345678")
      var receipts: [Receipt] = []
      for user in ["42", "43"] {
        receipts.append(
          try scene.emit {
            $0.user = user
            $0.id = nil
            $0.rungs = [Rung(channel: .sms, when: .any)]
          })
      }
      let claims = try scene.claim()
      #expect(try scene.begin(claims[0]) == .granted)
      let otherBoot = BootTime(milliseconds: 0, id: 8)
      let recovered = try store.recover(
        now: StoreScene.at(1), boot: otherBoot, crashes: 3, atMostOnce: [.sms])
      #expect(recovered == 2)
      #expect(try scene.states(receipts[0], of: "42") == [.unknown])
      #expect(try scene.states(receipts[1], of: "43") == [.ready])
      #expect(try store.failed(limit: 10).map(\.state) == [.unknown])
      #expect(try scene.recover(at: 1_000) == 0)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `lists what took its worker down too often`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try scene.emit { $0.rungs = [Rung(channel: .email, when: .any)] }
      for round in 1...3 {
        let second = Int64(round) * 100
        #expect(try scene.claim(at: second).map(\.delivery.attempt) == [round])
        #expect(try scene.recover(at: second + 50) == 1)
      }
      #expect(try scene.claim(at: 1_000).isEmpty)
      #expect(try scene.states(receipt) == [.failed])
      #expect(try store.failed(limit: 10).first?.note?.contains("3 times") == true)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `renews a worker's leases, and those of nobody else`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.emitToTwo()
      let mine = try scene.claim(limit: 1, owner: 1)
      _ = try scene.claim(limit: 1, owner: 2)
      #expect(try store.extend(owner: 1, by: .seconds(60), boot: StoreScene.boot(10)) == 1)
      #expect(try store.extend(owner: 3, by: .seconds(60), boot: StoreScene.boot(10)) == 0)
      #expect(try scene.recover(at: 30) == 1)
      #expect(try scene.settle(mine[0], .delivered(reference: nil)) == 1)
      #expect(try store.extend(owner: 1, by: .seconds(60), boot: StoreScene.boot(10)) == 0)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `renews one claim of a batch alone`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.emitToTwo()
      let claims = try scene.claim()
      let token = claims[0].delivery.token
      #expect(try store.extend(token, by: .seconds(600), boot: StoreScene.boot(0)))
      #expect(try scene.recover(at: 100) == 1)
      #expect(try scene.settle(claims[1], .delivered(reference: nil)) == 0)
      #expect(try store.extend(token, by: .seconds(5), boot: StoreScene.boot(100)))
      #expect(try scene.recover(at: 106) == 0)
      #expect(try scene.recover(at: 601) == 1)
      #expect(try scene.settle(claims[0], .delivered(reference: nil)) == 0)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `retries or drops what is listed, and nothing else`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try scene.emit()
      let claim = try #require(try scene.claim().first)
      let id = claim.delivery.token.id
      let end = StoreScene.at(9_000)
      #expect(throws: StoreFailure.conflict("delivery")) {
        try store.retry(id, now: StoreScene.at(5), expires: end)
      }
      _ = try scene.settle(claim, .failed(why: "no", addressGone: false))
      #expect(try store.failed(limit: 5).map(\.id) == [id])
      #expect(try store.failed(limit: 0).isEmpty)
      try store.retry(id, now: StoreScene.at(5), expires: end)
      let again = try #require(try scene.claim(at: 6).first)
      #expect(again.delivery.attempt == 1)
      #expect(again.delivery.expires == end)
      _ = try scene.settle(again, .unknown(why: "lost"))
      try store.drop(id, now: StoreScene.at(7))
      #expect(try scene.states(receipt).first == .cancelled)
      #expect(try scene.deliveries(receipt).first?.note == "doubt_dropped")
      #expect(try store.failed(limit: 5).isEmpty)
      #expect(throws: StoreFailure.conflict("delivery")) {
        try store.drop(id, now: StoreScene.at(8))
      }
      for missing in [0, -1, 99, Int64.max] {
        #expect(throws: StoreFailure.notFound("delivery")) {
          try store.drop(missing, now: StoreScene.at(8))
        }
      }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `of a retried delivery knows what has arrived meanwhile`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      try scene.emit()
      let first = try #require(try scene.claim().first)
      _ = try scene.settle(first, .failed(why: "no", addressGone: false))
      let second = try #require(try scene.claim(at: 20).first)
      _ = try scene.settle(second, .failed(why: "no", addressGone: false))
      let third = try #require(try scene.claim(at: 120).first)
      _ = try scene.settle(third, .delivered(reference: nil))
      try store.retry(
        first.delivery.token.id, now: StoreScene.at(130), expires: StoreScene.at(900))
      #expect(try scene.claim(at: 130).map(\.facts.reached) == [[.email]])
    }
  }
}
