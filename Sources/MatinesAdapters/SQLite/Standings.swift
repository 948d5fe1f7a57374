// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Connection {
  /// What acceptance asks of a person, and their counters. Preferences, which few have, are asked
  /// for only when the row says that there are some.
  func standing(
    of user: UserID, _ arrival: Arrival
  ) throws(StoreFailure) -> (Standing, Counts)? {
    var query = try query(Self.standingText(withBrowsers: arrival.hasPushes))
    query.bind(1, user)
    guard try query.step() else { return nil }
    let counts = query.counts(5)
    return (try standing(&query, of: user, arrival), counts)
  }

  /// One row for each browser, in the order of their numbers, or one without.
  static func standingText(withBrowsers: Bool) -> StaticString {
    if withBrowsers {
      """
      SELECT email IS NOT NULL, phone, locale, zone, roles, unread, info, success,
        warning, error, version, s.number, preferring, pace
      FROM user u LEFT JOIN subscription s ON s.user = u.id WHERE u.id = ?1 ORDER BY s.number
      """
    } else {
      """
      SELECT email IS NOT NULL, phone, locale, zone, roles, unread, info, success,
        warning, error, version, NULL, preferring, pace
      FROM user WHERE id = ?1
      """
    }
  }

  /// From the first row of `standingText`; the others are read to their end.
  func standing(
    _ query: inout Query, of user: UserID, _ arrival: Arrival
  ) throws(StoreFailure) -> Standing {
    var standing = Standing(
      hasEmail: query.integer(0) != 0, phone: try query.phone(1),
      locale: try query.locale(2, likely: arrival.fallbackLocale),
      timeZone: query.isNull(3) ? nil : try query.name(3, query.recent.zone),
      roles: try query.names(4, query.recent.roles), pace: query.instant(13))
    if query.integer(12) != 0 {
      standing.preferences = try preferences(of: user)
    }
    if let number = query.optionalInteger(11) {
      standing.pushes.append(number)
      while try query.step() { standing.pushes.append(query.integer(11)) }
    }
    return standing
  }
}

extension Query {
  /// `likely` spares a check: nearly everybody speaks the fallback language.
  func locale(_ column: Int32, likely: LanguageTag) throws(StoreFailure) -> LanguageTag? {
    guard let text = try optionalText(column) else { return nil }
    if text == likely.text { return likely }
    guard let locale = try? LanguageTag(text) else { throw damaged() }
    return locale
  }
}
