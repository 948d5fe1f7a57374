// SPDX-License-Identifier: MIT
import MatinesDomain

extension Book {
  /// A text may leave: it counts from now on, whether it arrives or not.
  func charge(_ at: Int, _ now: Instant) {
    rows[at].charged = Self.month(now)
    let budget = messages[rows[at].message].category.budget
    for account in accounts(at) {
      let most = account.person == nil ? budget?.category : budget?.person
      if let most, texts[account, default: 0] >= Int64(most) { findTakenBack() }
      let count = texts[account, default: 0] + 1
      texts[account] = count
      demand(
        most.map { count <= Int64($0) } ?? true, "T28",
        "text \(rows[at].id) is number \(count) of its month, and more than its budget")
    }
  }

  /// What was put off and came too late is credited by the store before the book looks again.
  private func findTakenBack() {
    let pending = rows.indices.filter {
      rows[$0].charged != 0 && (rows[$0].state == .waiting || rows[$0].state == .ready)
    }
    for message in Set(pending.map { rows[$0].message }).sorted() { verify(message) }
  }

  func isOverBudget(_ at: Int, _ now: Instant) -> Bool {
    let message = messages[rows[at].message]
    let month = Self.month(now)
    return [message.person, nil].contains { person in
      let account = Account(month: month, category: message.category.name, person: person)
      let budget = message.category.budget
      let most = person == nil ? budget?.category : budget?.person
      return most.map { texts[account, default: 0] >= Int64($0) } ?? false
    }
  }

  /// Nobody took it.
  func takeBack(_ at: Int) {
    guard rows[at].charged != 0, rows[at].channel == .sms else { return }
    for account in accounts(at) { texts[account, default: 0] -= 1 }
    rows[at].charged = 0
  }

  private func accounts(_ at: Int) -> [Account] {
    let message = messages[rows[at].message]
    return [message.person, nil].map {
      Account(month: rows[at].charged, category: message.category.name, person: $0)
    }
  }

  /// The year times a hundred and the month of the Gregorian calendar, in UTC: counted from the
  /// March before the first days of a cycle of 400 years, so that the leap day comes last. A clock
  /// that shows less than 1970 shows its first month.
  private static func month(_ now: Instant) -> Int64 {
    let day = max(0, now.milliseconds) / 86_400_000 + 719_468
    let cycle = day / 146_097
    let dayOfCycle = day - cycle * 146_097
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    return (yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)) * 100 + month
  }
}
