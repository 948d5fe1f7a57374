// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func subscribe(
    _ user: UserID, _ browser: RegisteredBrowser, currentKey: String?
  ) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      guard let person = state.people[user] else { throw .unknownUser(user) }
      let found = state.browsers.firstIndex {
        $0.subscription.endpoint == browser.subscription.endpoint
      }
      let known = found.map { state.browsers[$0] }
      let verdict = try RegistrationRule.judge(
        browser.subscription, for: user, owner: known?.user, known: known?.subscription,
        held: state.browsers.count { $0.user == user }
      ).accepted()
      var stored = browser.completed(verdict, known?.browser, currentKey: currentKey)
      if verdict == .renew, let found {
        state.browsers[found].browser = stored
        return
      }
      state.people[user]?.registering = try RegistrationRule.registered(
        after: person.registering, now: browser.created)
      if let found { state.browsers.remove(at: found) }
      state.lastSubscription += 1
      stored.subscription.number = state.lastSubscription
      state.browsers.append(MemoryState.OwnedBrowser(user: user, browser: stored))
    }
  }

  package func unsubscribe(_ user: UserID, endpoint: String) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      let found = try state.browser(user, endpoint)
      state.browsers.remove(at: found)
    }
  }

  package func label(
    _ user: UserID, endpoint: String, _ label: String?
  ) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      state.browsers[try state.browser(user, endpoint)].browser.label = label
    }
  }

  package func browsers(of user: UserID) throws(StoreFailure) -> [RegisteredBrowser] {
    try access { (state, _) throws(StoreFailure) in
      state.browsers.filter { $0.user == user }.map(\.browser)
    }
  }

  package func acknowledge(_ push: PushReceipt, at time: MarkTime) throws(StoreFailure) -> Bool {
    let number = try open(push.notification)
    return try access { (state, _) throws(StoreFailure) in
      guard let at = state.delivery(push.delivery), state.deliveries[at].number == number,
        let row = state.position(of: number, for: state.deliveries[at].user)
      else { throw .notFound("token") }
      return state.acknowledge(row, of: state.deliveries[at].user, push, time)
    }
  }
}

extension MemoryState {
  fileprivate func browser(_ user: UserID, _ endpoint: String) throws(StoreFailure) -> Int {
    let found = browsers.firstIndex {
      $0.user == user && $0.subscription.endpoint == endpoint
    }
    guard let found else { throw .notFound("endpoint") }
    return found
  }

  fileprivate mutating func acknowledge(
    _ row: Int, of user: UserID, _ push: PushReceipt, _ time: MarkTime
  ) -> Bool {
    if let recipient = inboxes[user]?[row], !recipient.isAcked {
      inboxes[user]?[row].isAcked = true
      cancelNeedless(recipient.deliveries, .acked, now: time.now)
    }
    guard push.wasOpened else { return false }
    return tell(.seen, mark([row], of: user, .seen, now: time.now).changed, user, time.telling)
  }

  /// What the outcome of a delivery says of the browser itself.
  mutating func note(
    _ change: Settlement.Change, _ number: Int64, _ user: UserID, now: Instant
  ) {
    let found = browsers.firstIndex { $0.subscription.number == number && $0.user == user }
    guard number != 0, let found else { return }
    switch change {
    case .failed(_, addressGone: true): browsers.remove(at: found)
    case .delivered: browsers[found].browser = browsers[found].browser.succeeded(at: now)
    default: break
    }
  }
}
