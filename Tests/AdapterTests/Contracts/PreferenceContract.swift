// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A preference store` {
  private static let paris: ZoneName? = try? ZoneName("Europe/Paris")

  private func adjust(
    _ store: any Store, _ user: String = "42", _ change: (inout Preferences) throws -> Void
  ) throws -> Preferences {
    var changed = try store.preferences(of: UserID(user))
    try change(&changed)
    let result = changed
    return try store.adjust(UserID(user)) { _ in result }
  }

  @Test(arguments: StoreMaker.allCases)
  func `keeps everything somebody chose, and knows nobody else`(maker: StoreMaker) throws {
    try maker.withStore { store in
      try StoreScene(store: store).person("42")
      let (user, nobody) = try (UserID("42"), UserID("43"))
      #expect(try store.preferences(of: user).isEmpty)
      let after = try adjust(store) {
        $0.choose(.role, .email, false)
        $0.choose(.general, .sms, true)
        $0.quietHours = try QuietHours(from: "22:00", to: "07:00", days: ["mon", "sun"])
        $0.pausedUntil = StoreScene.at(60)
        $0.locale = .english
        $0.timeZone = Self.paris
      }
      #expect(try store.preferences(of: user) == after)
      #expect(after.choiceCount == 2)
      #expect(try adjust(store) { $0 = Preferences() }.isEmpty)
      #expect(try store.preferences(of: user).isEmpty)
      #expect(throws: StoreFailure.unknownUser(nobody)) { try store.preferences(of: nobody) }
      #expect(throws: StoreFailure.unknownUser(nobody)) { try store.adjust(nobody) { $0 } }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `puts the person's own locale and zone before the host's`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let id = try UserID("42")
      let host = try User(
        id: id, locale: LanguageTag("de"), timeZone: ZoneName("Europe/Berlin"))
      try store.put(host, now: StoreScene.at(0))
      _ = try adjust(store) {
        $0.locale = .french
        $0.timeZone = Self.paris
      }
      #expect(try store.stored(id)?.locale == .french)
      try store.put(host, now: StoreScene.at(1))
      #expect(try store.stored(id)?.locale == .french)
      #expect(try store.stored(id)?.timeZone == Self.paris)
      try StoreScene(store: store).emit { $0.users = [host] }
      #expect(try store.stored(id)?.timeZone == Self.paris)
      _ = try adjust(store) {
        $0.locale = nil
        $0.timeZone = nil
      }
      // Nobody has said anything else yet.
      #expect(try store.stored(id)?.locale == .french)
      try store.put(host, now: StoreScene.at(2))
      #expect(try store.stored(id) == host)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `tells acceptance what the person wants of the category`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      _ = try adjust(store) {
        $0.choose(.role, .email, false)
        $0.choose(.role, .sms, true)
        $0.choose(.general, .webpush, false)
      }
      let receipt = try scene.emit()
      let facts = try store.history(of: receipt.notification, for: UserID("42")).facts
      #expect(facts.optedOut == [.email])
      #expect(facts.optedIn == [.sms])
      #expect(!facts.isPaused)
      #expect(try scene.deliveries(receipt).map(\.channel) == [.webpush, .webpush])
      _ = try adjust(store) { $0.pausedUntil = StoreScene.at(60) }
      let paused = try scene.emit {
        $0.id = "evt-2"
        $0.second = 59
      }
      #expect(try store.history(of: paused.notification, for: UserID("42")).facts.isPaused)
      #expect(paused.deliveries == 0)
      let later = try scene.emit {
        $0.id = "evt-3"
        $0.second = 60
      }
      #expect(later.deliveries == 2)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `hands preferences out with each claim, as they are then`(maker: StoreMaker) throws {
    try maker.withStore { store in
      let scene = StoreScene(store: store)
      try scene.person("42")
      let receipt = try scene.emit()
      let first = try scene.claim()
      #expect(first.map(\.preferences) == [nil])
      let after = try adjust(store) { $0.choose(.role, .email, false) }
      for claim in first { _ = try scene.settle(claim, .cancelled(.online)) }
      let claims = try scene.claim(at: 200)
      #expect(claims.count == 2)
      #expect(claims.allSatisfy { $0.preferences == after })
      let token = try #require(claims.first).delivery.token
      #expect(try store.claim(of: token, fallbackLocale: .french)?.preferences == after)
      // What was true when it was accepted stays as it was.
      let facts = try store.history(of: receipt.notification, for: UserID("42")).facts
      #expect(facts.optedOut.isEmpty)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `equals a plain model after a thousand random changes`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var dice = SplitMix(state: 8_058)
      let users = try ["a", "b", "c"].map { try UserID($0) }
      for user in users { try StoreScene(store: store).person(user.text) }
      var model = [UserID: Preferences]()
      for step in 0..<1_000 {
        let user = users[dice.below(users.count)]
        let change = try Self.change(&dice)
        let expected = change.apply(to: model[user] ?? Preferences())
        model[user] = expected
        let answer = try store.adjust(user, change.apply)
        try #require(answer == expected, "step \(step)")
        for user in users {
          try #require(
            try store.preferences(of: user) == model[user] ?? Preferences(), "step \(step)")
        }
      }
      for user in users { #expect(model[user]?.isEmpty == false) }
    }
  }

  private static func change(_ dice: inout SplitMix) throws -> PreferenceChange {
    var change = PreferenceChange()
    let hours = "\(10 + dice.below(10)):\(10 + dice.below(50))"
    let moment = Instant(milliseconds: Int64(dice.below(1_000_000)))
    switch dice.below(5) {
    case 0: change.locale = dice.below(2) == 0 ? .clear : .set(try LanguageTag("fr"))
    case 1: change.timeZone = dice.below(2) == 0 ? .clear : .set(try ZoneName("Asia/Tokyo"))
    case 2:
      let days = Array(Weekday.allCases.map(\.rawValue).prefix(1 + dice.below(7)))
      change.quietHours =
        dice.below(3) == 0 ? .clear : .set(try QuietHours(from: hours, to: "06:30", days: days))
    case 3: change.pausedUntil = dice.below(2) == 0 ? .clear : .set(moment)
    default:
      change.choices = try (0..<dice.below(4)).map { _ in
        try .init(
          CategoryName("category-\(dice.below(12))"), ChannelName("channel-\(dice.below(4))"),
          [true, false, nil][dice.below(3)])
      }
    }
    return change
  }
}
