// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryState {
  /// Counters stay as they are.
  mutating func put(_ user: User) {
    let preferences = people[user.id]?.preferences
    people[user.id, default: Person(user: user)].user = user.choosing(preferences)
  }
}

extension MemoryStore {
  package func put(_ user: User, now: Instant) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in state.put(user) }
  }

  package func stored(_ id: UserID) throws(StoreFailure) -> User? {
    try access { (state, _) throws(StoreFailure) in state.people[id]?.user }
  }

  package func preferences(of user: UserID) throws(StoreFailure) -> Preferences {
    try access { (state, _) throws(StoreFailure) in
      guard let person = state.people[user] else { throw .unknownUser(user) }
      return person.preferences
    }
  }

  package func adjust(
    _ user: UserID, _ change: (Preferences) -> Preferences
  ) throws(StoreFailure) -> Preferences {
    try access { (state, _) throws(StoreFailure) in
      guard let person = state.people[user] else { throw .unknownUser(user) }
      let after = change(person.preferences)
      state.people[user]?.preferences = after
      state.people[user]?.user = person.user.choosing(after)
      return after
    }
  }

  package func archive(_ document: String, digest: [UInt8]) throws(StoreFailure) -> Int64 {
    try access { (state, _) throws(StoreFailure) in
      if let known = state.policies.firstIndex(where: { $0.digest == digest }) {
        return Int64(known) + 1
      }
      state.policies.append((digest, document))
      return Int64(state.policies.count)
    }
  }

  package func policyDocument(_ number: Int64) throws(StoreFailure) -> String {
    try access { (state, _) throws(StoreFailure) in
      guard number >= 1, number <= Int64(state.policies.count) else { throw .notFound("policy") }
      return state.policies[Int(number) - 1].document
    }
  }
}
