// SPDX-License-Identifier: MIT

/// What somebody wants to hear of, where, and when not.
package struct Preferences: Equatable, Sendable {
  /// Switched on or off, by category and channel; what is absent is as the policy has it.
  package private(set) var choices: [CategoryName: [ChannelName: Bool]] = [:]
  package var quietHours: QuietHours?
  /// Nothing but the bell until then.
  package var pausedUntil: Instant?
  /// The person's own, before what the host says of them.
  package var locale: LanguageTag?
  package var timeZone: ZoneName?
  package static let choiceLimit = 256

  package init() {}

  package var isEmpty: Bool { self == Preferences() }

  package var choiceCount: Int { choices.values.reduce(0) { $0 + $1.count } }

  /// Nil goes back to what the policy has.
  package mutating func choose(
    _ category: CategoryName, _ channel: ChannelName, _ wanted: Bool?
  ) {
    choices[category, default: [:]][channel] = wanted
    if choices[category]?.isEmpty ?? false { choices[category] = nil }
  }

  package func chosen(_ wanted: Bool, in category: CategoryName) -> [ChannelName] {
    (choices[category] ?? [:]).filter { $0.value == wanted }.map(\.key)
      .sorted { $0.text < $1.text }
  }

  package func isPaused(at now: Instant) -> Bool { pausedUntil.map { now < $0 } ?? false }

  /// The hours of rest that have begun or begin within a day, as the wall clock of the zone has it.
  package func rest(
    at now: Instant, in zone: ZoneName?, _ secondsEast: (Instant, ZoneName) -> Int?
  ) -> Facts.Rest? {
    guard let quietHours, let zone = timeZone ?? zone, secondsEast(now, zone) != nil else {
      return nil
    }
    let window = quietHours.window(at: now, within: .day) { secondsEast($0, zone) ?? 0 }
    return window.map {
      Facts.Rest(
        begins: Instant.Span(milliseconds: $0.lowerBound.milliseconds - now.milliseconds),
        ends: Instant.Span(milliseconds: $0.upperBound.milliseconds - now.milliseconds))
    }
  }
}

extension Facts {
  /// Learns what the person wants of a category, as it is at this moment.
  package mutating func heed(
    _ preferences: Preferences, on category: CategoryName, at now: Instant,
    _ secondsEast: (Instant, ZoneName) -> Int?
  ) {
    optedIn = preferences.chosen(true, in: category)
    optedOut = preferences.chosen(false, in: category)
    isPaused = preferences.isPaused(at: now)
    #if MATINES_PLANTED
      if Planted.pauseIgnored.isHere { isPaused = false }
    #endif
    rest = preferences.rest(at: now, in: timeZone, secondsEast)
  }
}
