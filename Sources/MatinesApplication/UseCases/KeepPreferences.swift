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
      try check(change.apply(to: known.preferences), known.user)
    } catch {
      throw .invalid(error)
    }
    _ = try storing { () throws(StoreFailure) in try store.adjust(user, change.apply) }
  }

  private func check(_ after: Preferences, _ user: User) throws(InvalidValue) {
    if let zone = after.timeZone, !zones.isKnown(zone) {
      throw InvalidValue("time_zone", .malformed("not in the zone database"))
    }
    if after.quietHours != nil, after.timeZone ?? user.timeZone == nil {
      throw InvalidValue("time_zone", .malformed("missing: quiet hours need one"))
    }
    guard after.choiceCount <= Preferences.choiceLimit else {
      throw InvalidValue(
        "channels", .malformed("more than \(Preferences.choiceLimit) choices"))
    }
  }
}
