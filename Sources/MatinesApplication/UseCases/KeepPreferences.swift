// SPDX-License-Identifier: MIT
import MatinesDomain

/// A person says what they want to hear of.
package struct KeepPreferences: Sendable {
  private let store: any Store
  private let policies: any PolicyArchive
  private let zones: any TimeZones

  package init(store: any Store, policies: any PolicyArchive, zones: any TimeZones) {
    self.store = store
    self.policies = policies
    self.zones = zones
  }

  /// Preferences, and the policy they choose from.
  package struct Sheet: Sendable {
    package let user: User
    package let preferences: Preferences
    package let policy: Policy
  }

  package func callAsFunction(_ user: UserID) throws(ApplicationFailure) -> Sheet {
    let policy = policies.current().policy
    return try storing { () throws(StoreFailure) in
      let preferences = try store.preferences(of: user)
      guard let person = try store.stored(user) else { throw .unknownUser(user) }
      return Sheet(user: person, preferences: preferences, policy: policy)
    }
  }

  package func change(
    _ user: UserID, _ change: PreferenceChange
  ) throws(ApplicationFailure) {
    let known = try self(user)
    do throws(InvalidValue) {
      try change.check(against: known.policy)
      try check(change, known)
    } catch {
      throw .invalid(error)
    }
    _ = try storing { () throws(StoreFailure) in try store.adjust(user, change.apply) }
  }

  /// What a link asks for: the same as switching the channel off, whoever follows it. A category
  /// that the policy has no more is switched off all the same.
  package func unsubscribe(_ wish: Unsubscription) throws(ApplicationFailure) {
    guard !isFixed(wish) else {
      throw .conflict("category: the policy says meanwhile that it is always heard there")
    }
    _ = try storing { () throws(StoreFailure) in
      try store.adjust(wish.user) { preferences in
        var preferences = preferences
        preferences.choose(wish.category, wish.channel, false)
        return preferences
      }
    }
  }

  /// Whether the category must be heard on the channel.
  package func isFixed(_ wish: Unsubscription) -> Bool {
    policies.current().policy.treatment(of: wish.category)?
      .isHeardAnyway(on: wish.channel) ?? false
  }

  /// Refuses what no link may offer to end.
  package func checkLink(
    _ category: CategoryName, _ channel: ChannelName
  ) throws(ApplicationFailure) {
    let policy = policies.current().policy
    guard let known = policy.categories[category] else {
      throw .invalid(InvalidValue("category", .malformed("the policy has none of that name")))
    }
    guard !known.isInsistent else {
      throw .invalid(InvalidValue("category", .malformed("always heard: no link ends it")))
    }
    guard (ChannelName.builtIn + policy.channels).contains(channel) else {
      throw .invalid(InvalidValue("channel", .malformed("the policy has none of that name")))
    }
  }

  /// Only what is changed now is judged: nobody is kept from a pause by what was stored before.
  private func check(_ change: PreferenceChange, _ known: Sheet) throws(InvalidValue) {
    let after = change.apply(to: known.preferences)
    if case .set(let zone) = change.timeZone { try zones.check(zone, "time_zone") }
    if case .set = change.quietHours, after.timeZone ?? known.user.timeZone == nil {
      throw InvalidValue("time_zone", .malformed("missing: quiet hours need one"))
    }
    guard change.choices.isEmpty || after.choiceCount <= Preferences.choiceLimit else {
      throw InvalidValue(
        "channels", .malformed("more than \(Preferences.choiceLimit) choices"))
    }
  }
}
