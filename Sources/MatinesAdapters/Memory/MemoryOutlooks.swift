// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func outlook(
    _ submission: Submission, _ treatment: Policy.Treatment, for user: UserID
  ) throws(StoreFailure) -> Outlook? {
    try access { (state, _) throws(StoreFailure) in
      guard let number = NotificationNumber.next(after: nil, now: submission.now) else {
        return nil
      }
      let brought = submission.event.users.last { $0.id == user }
      guard let person = brought ?? state.people[user]?.user else { return nil }
      let arrival = Arrival(submission, treatment, number)
      let standing = state.people[user].map(state.standing) ?? Standing(pace: submission.now)
      let presence = state.presence(user, submission.presence)
      return Outlook(
        user: person, facts: Facts(of: standing.bringing(person), arrival, presence),
        suppressions: state.suppressions(of: person))
    }
  }

  package func people(in audience: Audience, limit: Int) throws(StoreFailure) -> [UserID] {
    try access { (state, _) throws(StoreFailure) in
      let all = state.people.values.map(\.user).sorted {
        $0.id.text.utf8.lexicographicallyPrecedes($1.id.text.utf8)
      }
      var found: [UserID] = []
      for part in audience.others {
        let more: [UserID]
        if case .users(let users) = part {
          more = users
        } else {
          let one = Audience([part])
          more = all.filter {
            one.includes($0.id, roles: $0.roles, domains: $0.domains, subject: nil)
          }.map(\.id)
        }
        for user in more.prefix(limit) where !found.contains(user) { found.append(user) }
      }
      return Array(found.prefix(limit))
    }
  }
}
