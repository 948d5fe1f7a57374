// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func outlook(
    _ submission: Submission, _ treatment: Policy.Treatment, for user: UserID
  ) throws(StoreFailure) -> Outlook? {
    try read { (connection) throws(StoreFailure) in
      guard let number = NotificationNumber.next(after: nil, now: submission.now) else {
        return nil
      }
      let arrival = Arrival(submission, treatment, number)
      let stored = try connection.person(user)?.user
      let brought = submission.event.users.last { $0.id == user }
      guard let person = brought ?? stored else { return nil }
      let standing =
        try connection.standing(of: user, arrival)?.0 ?? Standing(pace: submission.now)
      let presence = try connection.presence(of: user, submission.presence)
      let known = standing.bringing(person)
      return Outlook(
        user: person, facts: Facts(of: known, arrival, presence),
        suppressions: try connection.suppressions(of: person))
    }
  }

  package func people(in audience: Audience, limit: Int) throws(StoreFailure) -> [UserID] {
    try read { (connection) throws(StoreFailure) in
      var found: [UserID] = []
      for part in audience.others where found.count < limit {
        let more = try connection.people(in: part, limit: limit)
        found += more.filter { !found.contains($0) }
      }
      return Array(found.prefix(limit))
    }
  }
}

extension Connection {
  fileprivate func people(in part: Audience.Part, limit: Int) throws(StoreFailure) -> [UserID] {
    switch part {
    case .subject: return []
    case .users(let users): return Array(users.prefix(limit))
    case .holders(let role, let domain):
      var (users, after) = ([UserID](), "")
      while users.count < limit {
        let found = try holders(role, domain, after: after, limit: 256)
        users += found.users
        guard found.looked == 256, let last = found.last else { break }
        after = last.text
      }
      return users
    }
  }
}
