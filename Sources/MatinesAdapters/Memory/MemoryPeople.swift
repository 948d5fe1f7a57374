// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryState {
  /// Counters stay as they are.
  mutating func put(_ user: User) {
    people[user.id, default: Person(user: user)].user = user
  }
}

extension MemoryStore {
  package func put(_ user: User, now: Instant) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in state.put(user) }
  }

  package func stored(_ id: UserID) throws(StoreFailure) -> User? {
    try access { (state, _) throws(StoreFailure) in state.people[id]?.user }
  }

  package func subscribe(
    _ user: UserID, _ subscription: Subscription, now: Instant
  ) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      guard state.people[user] != nil else { throw .unknownUser(user) }
      let found = state.subscriptions.firstIndex {
        $0.subscription.endpoint == subscription.endpoint
      }
      let known = found.map { state.subscriptions[$0] }
      let verdict = try SubscriptionRule.judge(
        subscription, for: user, owner: known?.user, known: known?.subscription,
        held: state.subscriptions.count { $0.user == user })
      var stored = subscription
      if verdict == .renew, let found, let known {
        stored.number = known.subscription.number
        state.subscriptions[found] = MemoryState.OwnedSubscription(
          user: user, subscription: stored)
        return
      }
      if let found { state.subscriptions.remove(at: found) }
      state.lastSubscription += 1
      stored.number = state.lastSubscription
      state.subscriptions.append(
        MemoryState.OwnedSubscription(user: user, subscription: stored))
    }
  }

  package func unsubscribe(_ user: UserID, endpoint: String) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      let found = state.subscriptions.firstIndex {
        $0.user == user && $0.subscription.endpoint == endpoint
      }
      guard let found else { throw .notFound("endpoint") }
      state.subscriptions.remove(at: found)
    }
  }

  package func subscriptions(of user: UserID) throws(StoreFailure) -> [Subscription] {
    try access { (state, _) throws(StoreFailure) in
      state.subscriptions.filter { $0.user == user }.map(\.subscription)
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
