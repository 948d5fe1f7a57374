// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Connection {
  /// What acceptance asks of a person, and their counters. What is nearly
  /// always empty for one person is asked for only when the row says that it is not.
  func standing(
    of user: UserID, _ arrival: Arrival
  ) throws(StoreFailure) -> (Standing, Counts)? {
    var query = try query(Self.standingText)
    query.bind(1, user)
    query.bind(2, arrival.hasPushes ? 1 : 0)
    guard try query.step() else { return nil }
    return (try standing(query, of: user, arrival), query.counts(5))
  }

  static let standingText: StaticString = """
    SELECT email IS NOT NULL, phone, locale, zone, roles, unread, info, success,
      warning, error, version,
      CASE WHEN ?2 THEN EXISTS (SELECT 1 FROM subscription WHERE user = ?1) END,
      preferring, pace
    FROM user WHERE id = ?1
    """

  /// From a row of `standingText`.
  func standing(
    _ query: borrowing Query, of user: UserID, _ arrival: Arrival
  ) throws(StoreFailure) -> Standing {
    var standing = Standing(
      hasEmail: query.integer(0) != 0, phone: try query.phone(1),
      locale: try query.locale(2, likely: arrival.fallbackLocale),
      timeZone: query.isNull(3) ? nil : try query.name(3), roles: try query.names(4),
      pace: query.instant(13))
    if query.integer(11) != 0 {
      standing.pushes = try subscriptionNumbers(of: user)
    }
    if query.integer(12) != 0 {
      standing.preferences = try preferences(of: user)
    }
    return standing
  }

  private func subscriptionNumbers(of user: UserID) throws(StoreFailure) -> [Int64] {
    var query = try query("SELECT number FROM subscription WHERE user = ?1 ORDER BY number")
    query.bind(1, user)
    var numbers: [Int64] = []
    while try query.step() { numbers.append(query.integer(0)) }
    return numbers
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
