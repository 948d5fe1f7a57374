// SPDX-License-Identifier: MIT
import MatinesDomain

/// Knows the people: e-mail, phone, locale, zone, roles, domains.
package protocol UserReadModel: Sendable {
  func user(_ id: UserID) throws(DirectoryFailure) -> User?
}

/// The directory could not answer; this is not "nobody of that name".
package struct DirectoryFailure: Error, Equatable, Sendable {
  package let why: String
  package init(_ why: String) { self.why = why }
}

/// The people and browsers the library itself keeps.
package protocol UserStore: Sendable {
  func put(_ user: User, now: Instant) throws(StoreFailure)
  func stored(_ id: UserID) throws(StoreFailure) -> User?
  /// The endpoint belongs to this person from now on, by `RegistrationRule`; `created` is now. A
  /// label, agent or VAPID key that is not given stays as it was; a browser seen for the first time
  /// without a key has subscribed with the current one.
  func subscribe(
    _ user: UserID, _ browser: RegisteredBrowser, currentKey: String?
  ) throws(StoreFailure)
  /// `notFound` also for somebody else's, here and below.
  func unsubscribe(_ user: UserID, endpoint: String) throws(StoreFailure)
  func label(_ user: UserID, endpoint: String, _ label: String?) throws(StoreFailure)
  func browsers(of user: UserID) throws(StoreFailure) -> [RegisteredBrowser]
}
