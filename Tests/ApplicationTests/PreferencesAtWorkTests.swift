// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `Preferences at work` {
  @Test func `keep a channel silent in the category where it was switched off`() throws {
    let house = try House(policy: Self.two)
    let jeanne = try house.addJeanne()
    try house.prefer(jeanne, #"{"channels": {"general": {"email": false}}}"#)
    try house.notify(jeanne)
    try house.notify(jeanne, category: "news")
    try house.pass(minutes: 60)
    #expect(house.email.recorded.map(\.notification.category.text) == ["news"])
    try house.prefer(jeanne, #"{"channels": {"general": {"email": null}}}"#)
    try house.notify(jeanne)
    try house.pass(minutes: 60)
    #expect(house.email.recorded.count == 2)
  }

  @Test func `reach what was planned before they were changed`() throws {
    let house = try House(policy: Self.two)
    let jeanne = try house.addJeanne()
    let receipt = try house.notify(jeanne)
    try house.prefer(jeanne, #"{"channels": {"general": {"email": false}}}"#)
    try house.pass(minutes: 60)
    #expect(house.email.recorded.isEmpty)
    let records = try house.store.history(of: receipt.notification, for: jeanne).deliveries
    #expect(records.map(\.note) == [Reason.switchedOff.rawValue])
  }

  @Test func `pause all but the bell and what must be heard`() throws {
    let house = try House(policy: Self.two)
    let jeanne = try house.addJeanne()
    let until = house.clock.now() + .seconds(3_600)
    try house.prefer(jeanne, "{\"paused_until_ms\": \(until.milliseconds)}")
    try house.ping(jeanne, visible: true)
    try house.notify(jeanne)
    try house.work()
    #expect(house.realtime.recorded.count == 1)
    _ = try house.promote(jeanne)
    try house.pass(minutes: 59)
    #expect(house.email.recorded.map(\.notification.category) == [.role])
    try house.pass(minutes: 60)
    #expect(house.email.recorded.count == 1)
    try house.notify(jeanne)
    try house.pass(minutes: 10)
    #expect(house.email.recorded.count == 2)
  }

  @Test(arguments: [
    // Clocks go forward at 02:00, back at 03:00: each time at 01:00 UTC.
    ("2026-03-28", "07:00", "2026-03-29T05:00"), ("2026-03-28", "02:30", "2026-03-29T01:00"),
    ("2026-10-24", "07:00", "2026-10-25T06:00"), ("2026-10-24", "02:30", "2026-10-25T01:30"),
    ("2026-03-27", "07:00", "2026-03-28T06:00"), ("2026-10-25", "07:00", "2026-10-26T06:00"),
  ])
  func `wait for the end of the night on the wall clock of Paris`(
    evening: String, end: String, expected: String
  ) throws {
    for changedLate in [false, true] {
      let house = try House(policy: Self.two, clock: .at("\(evening)T22:30"))
      let jeanne = try house.addJeanne()
      let wish =
        "{\"time_zone\": \"Europe/Paris\", \"quiet_hours\": "
        + "{\"from\": \"22:00\", \"to\": \"\(end)\"}}"
      if !changedLate { try house.prefer(jeanne, wish) }
      try house.notify(jeanne)
      _ = try house.promote(jeanne)
      if changedLate { try house.prefer(jeanne, wish) }
      let limit = ManualClock.at(expected).now()
      while house.clock.now() < limit {
        try house.work()
        #expect(house.email.recorded.isEmpty)
        house.clock.advance(.seconds(60))
      }
      try house.work()
      let heard = Set(house.email.recorded.map(\.notification.category))
      #expect(heard == [.general, .role])
    }
  }

  @Test func `let security pass by night`() throws {
    let house = try House(
      policy: #"{"categories": {"alarm": {"class": "security", "ladder": "standard"}}}"#,
      clock: .at("2026-03-28T22:30"))
    let jeanne = try house.addJeanne()
    try house.prefer(jeanne, Self.night)
    try house.notify(jeanne, category: "alarm")
    try house.pass(minutes: 3)
    #expect(house.email.recorded.count == 1)
  }

  @Test func `move what must be heard to the morning, longer than its rung would have lived`()
    throws
  {
    let house = try House(policy: Self.hasty(expires: "PT20H"), clock: .at("2026-03-28T22:30"))
    let jeanne = try house.addJeanne()
    _ = try house.promote(jeanne)
    try house.prefer(jeanne, Self.night)
    try house.pass(minutes: 389)
    #expect(house.email.recorded.isEmpty)
    try house.pass(minutes: 1)
    let sent = try #require(house.email.recorded.first)
    #expect(sent.expires <= sent.notification.created + .seconds(20 * 3_600))
  }

  @Test func `send nothing that the night has outlived`() throws {
    let house = try House(policy: Self.hasty(expires: "PT4H"), clock: .at("2026-03-28T22:30"))
    let jeanne = try house.addJeanne()
    let receipt = try house.promote(jeanne)
    try house.prefer(jeanne, Self.night)
    try house.pass(minutes: 600)
    #expect(house.email.recorded.isEmpty)
    let records = try house.store.history(of: receipt.notification, for: jeanne).deliveries
    #expect(records.map(\.state) == [.cancelled])
    #expect(records.map(\.note) == [Reason.expired.rawValue])
  }

  @Test func `are refused where the zone is not in the database, at every door`() throws {
    let house = try House()
    let document =
      #"{"user_id": "42", "users": [{"id": "43"}, {"id": "42", "#
      + #""time_zone": "Europe/Lutetia"}]}"#
    let refusal = ApplicationFailure.invalid(
      InvalidValue("users[1].time_zone", .malformed("not in the zone database")))
    let event = try EventDocument().event(.promotedToMinister, id: nil, document: document)
    let emit = EmitEvent(house.orchestrator)
    #expect(throws: refusal) { try emit(event) }
    let staging = StageEvent(
      store: house.store, reader: EventDocument(), policies: house.policies, emit: emit,
      clock: house.clock)
    #expect(throws: refusal) {
      try staging.stage(.promotedToMinister, id: EventID("evt-1"), document: document)
    }
    #expect(try house.store.stored(UserID("42")) == nil)
    let jeanne = try house.addJeanne()
    #expect(throws: ApplicationFailure.self) {
      try house.prefer(jeanne, #"{"time_zone": "Europe/Lutetia"}"#)
    }
    #expect(throws: ApplicationFailure.self) {
      try house.prefer(jeanne, #"{"quiet_hours": {"from": "22:00", "to": "07:00"}}"#)
    }
    #expect(try house.store.preferences(of: jeanne).isEmpty)
  }

  @Test func `can be changed while quiet hours have lost their zone`() throws {
    let house = try House()
    let jeanne = try house.addJeanne()
    try house.prefer(jeanne, Self.night)
    try house.prefer(jeanne, #"{"time_zone": null}"#)
    _ = try house.addJeanne()
    #expect(try house.store.stored(jeanne)?.timeZone == nil)
    try house.prefer(jeanne, #"{"paused_until_ms": 1}"#)
    #expect(try house.store.preferences(of: jeanne).quietHours != nil)
  }

  @Test func `are what a link switches off, unless it must be heard by now`() throws {
    let house = try House(policy: Self.two)
    let jeanne = try house.addJeanne()
    let link = Unsubscription(user: jeanne, category: .general, channel: .email)
    for _ in 0..<2 { try house.preferences.unsubscribe(link) }
    try house.notify(jeanne)
    try house.pass(minutes: 60)
    #expect(house.email.recorded.isEmpty)
    let fixed = Unsubscription(user: jeanne, category: .role, channel: .email)
    #expect(house.preferences.isFixed(fixed))
    #expect(throws: ApplicationFailure.self) { try house.preferences.unsubscribe(fixed) }
    #expect(throws: ApplicationFailure.self) { try house.preferences.checkLink(.role, .email) }
    #expect(throws: ApplicationFailure.self) {
      try house.preferences.checkLink(CategoryName("none"), .email)
    }
    #expect(throws: ApplicationFailure.self) {
      try house.preferences.checkLink(.general, ChannelName("pager"))
    }
    try house.preferences.checkLink(.general, .email)
  }

  private static let night =
    #"{"time_zone": "Europe/Paris", "quiet_hours": {"from": "22:00", "to": "07:00"}}"#
  /// Two categories that may be switched off beside the one that may not.
  private static let two = #"""
    {"categories": {"news": {"ladder": "standard"}}, "ladders": {"standard": [
      {"channel": "realtime", "when": "online"},
      {"channel": "email", "when": "any", "after": "PT2M", "unless": ["seen"]}]}}
    """#

  private static func hasty(expires: String) -> String {
    #"""
    {"categories": {"role": {"mandatory": true, "expires": "\#(expires)"}}, "ladders": {
      "standard": [{"channel": "email", "when": "any", "after": "PT2M", "timeout": "PT10M"}]}}
    """#
  }
}

extension House {
  var preferences: KeepPreferences {
    KeepPreferences(store: store, policies: policies, zones: zones)
  }

  func prefer(_ user: UserID, _ document: String) throws {
    try preferences.change(user, PreferenceDocument.change(document))
  }

  @discardableResult
  func notify(_ user: UserID, category: String = "general") throws -> Receipt {
    let text = "{\"title\": \"Bonjour\", \"category\": \"\(category)\"}"
    return try EmitEvent(orchestrator)(NotificationDocument.event(text, for: user, key: nil))
  }

  /// Works once a minute.
  func pass(minutes: Int) throws {
    for _ in 0..<minutes {
      try work()
      clock.advance(.seconds(60))
    }
    try work()
  }
}

extension ManualClock {
  /// A minute in UTC, as `2026-03-29T05:00`.
  static func at(_ text: String) -> ManualClock {
    let numbers = text.split { "-T:".contains($0) }.compactMap { Int($0) }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    // Days since 1970 of a date of 2000 to 2099, counting years from March.
    let shifted = month > 2 ? year : year - 1
    let sinceMarch = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + sinceMarch - 719_468
    let minutes = (days * 24 + numbers[3]) * 60 + numbers[4]
    return ManualClock(now: Int64(minutes) * 60_000)
  }
}
