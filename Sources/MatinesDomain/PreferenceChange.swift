// SPDX-License-Identifier: MIT

/// What somebody changes of their preferences: what is not named stays.
package struct PreferenceChange: Equatable, Sendable {
  package enum Setting<Value: Equatable & Sendable>: Equatable, Sendable {
    case keep
    case clear
    case set(Value)

    func apply(to value: inout Value?) {
      switch self {
      case .keep: break
      case .clear: value = nil
      case .set(let new): value = new
      }
    }
  }

  package struct Choice: Equatable, Sendable {
    package let category: CategoryName
    package let channel: ChannelName
    /// Nil goes back to what the policy has.
    package let wanted: Bool?

    package init(_ category: CategoryName, _ channel: ChannelName, _ wanted: Bool?) {
      self.category = category
      self.channel = channel
      self.wanted = wanted
    }
  }

  package var locale = Setting<LanguageTag>.keep
  package var timeZone = Setting<ZoneName>.keep
  package var quietHours = Setting<QuietHours>.keep
  package var pausedUntil = Setting<Instant>.keep
  package var choices: [Choice] = []

  package init() {}

  package func apply(to preferences: Preferences) -> Preferences {
    var changed = preferences
    locale.apply(to: &changed.locale)
    timeZone.apply(to: &changed.timeZone)
    quietHours.apply(to: &changed.quietHours)
    pausedUntil.apply(to: &changed.pausedUntil)
    for choice in choices { changed.choose(choice.category, choice.channel, choice.wanted) }
    return changed
  }

  /// What a policy has against it: categories and channels it does not know, and silence where a
  /// category must be heard.
  package func check(against policy: Policy) throws(InvalidValue) {
    // What a policy knew once may be taken back.
    for choice in choices where choice.wanted != nil {
      let path = "channels.\(choice.category.text)"
      guard let treatment = policy.treatment(of: choice.category) else {
        let names = policy.categories.keys.map(\.text)
        let hint = NearestName.hint(choice.category.text, among: names)
        throw InvalidValue(path, .malformed("no category of that name; \(hint)"))
      }
      let field = "\(path).\(choice.channel.text)"
      guard (ChannelName.builtIn + policy.channels).contains(choice.channel) else {
        throw InvalidValue(field, .malformed("no channel of that name"))
      }
      if choice.wanted == false, treatment.isHeardAnyway(on: choice.channel) {
        throw InvalidValue(field, .malformed("this category is always heard there"))
      }
    }
  }
}

extension Policy.Treatment {
  /// Rungs that are not optional, of what the person must hear.
  package func isHeardAnyway(on channel: ChannelName) -> Bool {
    category.isInsistent
      && ladder.rungs.contains {
        $0.channel == channel && (!$0.optional || category.optedIn.contains(channel))
      }
  }
}
