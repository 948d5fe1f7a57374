// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A store's collapse keys` {
  @Test(arguments: StoreMaker.allCases)
  func `let an event that plans nothing replace nothing, nor one for another part`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let key = try CollapseKey("rank")
      let first = try scene.emit {
        $0.id = nil
        $0.collapse = key
        $0.flood = 1
      }
      let flooded = try scene.emit {
        $0.id = nil
        $0.collapse = key
        $0.flood = 1
      }
      #expect(flooded.deliveries == 0)
      _ = try scene.emit {
        $0.id = nil
        $0.collapse = key
        $0.part = 1
      }
      #expect(try scene.states(first) == [.ready, .waiting, .waiting])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `let the latest event of a key replace what was not sent of the one before`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let key = try CollapseKey("rank")
      let first = try scene.emit {
        $0.id = nil
        $0.collapse = key
      }
      let sent = try #require(try scene.claim(limit: 1).first)
      let second = try scene.emit {
        $0.id = nil
        $0.collapse = key
      }
      #expect(try scene.states(first) == [.claimed, .cancelled, .cancelled])
      #expect(
        try scene.deliveries(first).dropFirst().allSatisfy { $0.note == Reason.replaced.rawValue })
      #expect(try scene.settle(sent, .delivered(reference: nil)) == 1)
      #expect(try scene.states(second) == [.ready, .waiting, .waiting])
      #expect(try store.counts(of: UserID("42")).unread == 2)
    }
  }
}

struct `An attempt under way that a later event replaces` {
  private let again: (inout StoreScene.Wish) -> Void = {
    $0.id = nil
    $0.collapse = try? CollapseKey("rank")
  }

  @Test(arguments: StoreMaker.allCases)
  func `is not begun, nor made again`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let first = try scene.emit(again)
      let sent = try #require(try scene.claim(limit: 1).first)
      let second = try scene.emit(again)
      #expect(!sent.isReplaced)
      #expect(try scene.begin(sent) == .refused(.replaced))
      let standing = try store.claim(of: sent.delivery.token, fallbackLocale: .french)
      #expect(try #require(standing).isReplaced)
      #expect(try scene.settle(sent, .retry(at: StoreScene.at(1), why: "busy")) == 1)
      // One at a time to one place.
      for claim in try scene.claim(at: 1) {
        #expect(!claim.isReplaced && claim.delivery.notification.id == second.notification)
        _ = try scene.settle(claim, .delivered(reference: nil), at: 1)
      }
      let late = try #require(try scene.claim(at: 2).first)
      #expect(late.isReplaced && late.delivery.notification.id == first.notification)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is made again when an operator asks for it`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      _ = try scene.emit(again)
      let sent = try #require(try scene.claim(limit: 1).first)
      _ = try scene.emit(again)
      #expect(try scene.settle(sent, .failed(why: "no", addressGone: false)) == 1)
      try store.retry(sent.delivery.token.id, now: StoreScene.at(1), expires: StoreScene.at(60))
      for claim in try scene.claim(at: 1) {
        _ = try scene.settle(claim, .delivered(reference: nil), at: 1)
      }
      let late = try #require(try scene.claim(at: 2).first)
      #expect(late.delivery.token.id == sent.delivery.token.id && !late.isReplaced)
    }
  }
}
