// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `A user store` {
  @Test(arguments: StoreMaker.allCases)
  func `keeps a person as put, and their counters`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      let id = try UserID("'\"; -- %_é")
      var user = try User(
        id: id, email: EmailAddress("a@example.org"), phone: PhoneNumber("+33612345678"),
        locale: LanguageTag("fr-CA"), timeZone: ZoneName("Europe/Paris"),
        roles: [RoleName("a"), RoleName("b\\\"")], domains: [DomainName("culture")])
      try store.put(user, now: StoreScene.at(0))
      #expect(try store.stored(id) == user)
      try scene.emit { $0.user = id.text }
      user.email = nil
      user.roles = [try RoleName("c")]
      try store.put(user, now: StoreScene.at(1))
      #expect(try store.stored(id) == user)
      #expect(try store.counts(of: id).unread == 1)
      #expect(try store.stored(UserID("nobody")) == nil)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `gives an endpoint to one person only`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 1)
      try scene.person("43", pushes: 0)
      let (first, second) = try (UserID("42"), UserID("43"))
      let shared = StoreScene.subscription("42-0")
      #expect(throws: StoreFailure.conflict("endpoint: another person's, with other keys")) {
        try store.subscribe(
          second, StoreScene.subscription("42-0", auth: "other"), now: StoreScene.at(1))
      }
      let number = try store.subscriptions(of: first)[0].number
      try store.subscribe(second, shared, now: StoreScene.at(1))
      #expect(try store.subscriptions(of: first).isEmpty)
      let moved = try store.subscriptions(of: second)
      #expect(moved.map(\.endpoint) == [shared.endpoint])
      #expect(moved[0].number != number)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `sends nothing of the former owner to a moved endpoint`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 1)
      try scene.person("43", pushes: 0)
      let receipt = try scene.emit()
      try store.subscribe(
        UserID("43"), StoreScene.subscription("42-0"), now: StoreScene.at(1))
      #expect(try scene.claim(at: 30).isEmpty)
      #expect(try scene.states(receipt) == [.cancelled, .cancelled, .ready])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `renews the keys of one's own endpoint under the same number`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 1)
      let user = try UserID("42")
      let number = try store.subscriptions(of: user)[0].number
      try store.subscribe(
        user, StoreScene.subscription("42-0", auth: "new"), now: StoreScene.at(1))
      let stored = try store.subscriptions(of: user)
      #expect(stored.map(\.auth) == [Array("new".utf8)])
      #expect(stored.map(\.number) == [number])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `refuses the twenty-first browser`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 20)
      let user = try UserID("42")
      #expect(throws: StoreFailure.self) {
        try store.subscribe(user, StoreScene.subscription("one-more"), now: StoreScene.at(1))
      }
      try store.subscribe(user, StoreScene.subscription("42-7"), now: StoreScene.at(1))
      #expect(try store.subscriptions(of: user).count == 20)
      #expect(throws: StoreFailure.unknownUser(try UserID("nobody"))) {
        try store.subscribe(
          UserID("nobody"), StoreScene.subscription("x"), now: StoreScene.at(1))
      }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `unsubscribes one's own endpoint only`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42", pushes: 2)
      try scene.person("43", pushes: 0)
      let endpoint = StoreScene.subscription("42-0").endpoint
      #expect(throws: StoreFailure.notFound("endpoint")) {
        try store.unsubscribe(UserID("43"), endpoint: endpoint)
      }
      try store.unsubscribe(UserID("42"), endpoint: endpoint)
      #expect(try store.subscriptions(of: UserID("42")).count == 1)
      #expect(throws: StoreFailure.notFound("endpoint")) {
        try store.unsubscribe(UserID("42"), endpoint: endpoint)
      }
    }
  }
}

struct `A policy store` {
  @Test(arguments: StoreMaker.allCases)
  func `gives one document one number`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let first = try store.archive("{}", digest: [1, 2])
      let second = try store.archive(#"{"a":1}"#, digest: [1, 3])
      #expect(first != second)
      #expect(try store.archive("{}", digest: [1, 2]) == first)
      #expect(try store.policyDocument(second) == #"{"a":1}"#)
      #expect(throws: StoreFailure.notFound("policy")) { try store.policyDocument(99) }
    }
  }
}
