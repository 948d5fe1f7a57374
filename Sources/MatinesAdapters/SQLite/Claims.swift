// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func claim(_ request: ClaimRequest) throws(StoreFailure) -> [Claim] {
    // An idle poll must not take the write lock.
    let due = try read { (connection) throws(StoreFailure) in
      try connection.isAnythingDue(request)
    }
    guard due, request.limit > 0 else { return [] }
    return try write { (connection) throws(StoreFailure) in
      var claiming = try Claiming(connection, request, self.seal)
      return try claiming.run()
    }
  }

  package func begin(_ token: DeliveryToken, onceOnly: Bool) throws(StoreFailure) -> Bool {
    try write { (connection) throws(StoreFailure) in
      var query = try connection.query(
        """
        UPDATE delivery SET begun = 1
        WHERE id = ?1 AND fence = ?2 AND state = 2 AND (begun = 0 OR ?3 = 0)
        """)
      query.bind(1, token.id)
      query.bind(2, token.fence)
      query.bind(3, onceOnly ? 1 : 0)
      try query.run()
      return connection.changes > 0
    }
  }

  package func claim(
    of token: DeliveryToken, fallbackLocale: LanguageTag
  ) throws(StoreFailure) -> Claim? {
    try read { (connection) throws(StoreFailure) in
      guard let row = try connection.claimable(token.id, self.seal, fallbackLocale),
        row.state == .claimed, row.fence == token.fence
      else { return nil }
      let siblings = try connection.rows(row.siblings)
      return row.claim(fence: row.fence, attempt: row.attempts, siblings)
    }
  }
}

extension Connection {
  fileprivate func isAnythingDue(_ request: ClaimRequest) throws(StoreFailure) -> Bool {
    for lane in try lanes(of: request) {
      if let due = try nextDue(lane), due <= request.now { return true }
    }
    return false
  }

  fileprivate func lanes(of request: ClaimRequest) throws(StoreFailure) -> [Lane] {
    if let channels = request.channels { return channels.map { Lane(request.carrier, $0) } }
    return try busyLanes(of: request.carrier)
  }
}

/// One call of `claim`, inside its transaction.
private struct Claiming {
  private let connection: Connection
  private let request: ClaimRequest
  private let seal: IdentifierSeal
  private let lease: Int64
  private var queue: ReadyQueue
  private var claims: [Claim] = []
  private var keys: [RungKey] = []

  /// Rows read beyond the limit: the transaction must not become long.
  private static let patience = 1_024

  /// Two rungs of one recipient and channel are not claimed together: the later is there for the
  /// case that the earlier fails.
  private struct RungKey {
    let notification: NotificationNumber
    let rung: Int
    let user: UserID
    let channel: ChannelName

    func excludes(_ other: RungKey) -> Bool {
      notification == other.notification && rung != other.rung && channel == other.channel
        && user == other.user
    }
  }

  init(
    _ connection: Connection, _ request: ClaimRequest, _ seal: IdentifierSeal
  ) throws(StoreFailure) {
    self.connection = connection
    self.request = request
    self.seal = seal
    lease = try connection.nextLease()
    queue = ReadyQueue(
      connection, lanes: try connection.lanes(of: request), now: request.now,
      width: request.limit)
  }

  mutating func run() throws(StoreFailure) -> [Claim] {
    var looked = 0
    while claims.count < request.limit, looked < Self.patience + request.limit,
      let place = try queue.next()
    {
      looked += 1
      try consider(place)
    }
    guard !claims.isEmpty else { return [] }
    try connection.insertLease(
      lease, owner: request.owner, boot: request.boot.id,
      deadline: request.boot.deadline(after: request.lease),
      members: claims.map(\.delivery.token.id))
    return claims
  }

  private mutating func consider(_ place: QueuePlace) throws(StoreFailure) {
    guard let row = try connection.claimable(place.id, seal, request.fallbackLocale) else {
      throw .damaged("\(connection.path): delivery \(place.id) belongs to nothing")
    }
    let key = RungKey(
      notification: row.siblings.notification, rung: row.rung, user: row.siblings.user,
      channel: row.channel)
    // On one channel to one destination the later waits while the earlier is running.
    if row.isDestinationBusy { return queue.passBusyPlaces() }
    if keys.contains(where: key.excludes) { return }
    let siblings = try siblings(of: row)
    if row.isSubscriptionGone {
      try connection.cancel(place.id, .gone, now: request.now)
    } else {
      try connection.take(place.id, lease: lease)
      claims.append(row.claim(fence: row.fence + 1, attempt: row.attempts + 1, siblings))
      keys.append(key)
    }
    try armSuccessor(of: place.id, siblings)
  }

  private func siblings(of row: ClaimableRow) throws(StoreFailure) -> [Sibling] {
    if let next = row.next {
      let near = try connection.rows(next)
      if near.last?.state != .cancelled { return near }
    }
    return try connection.rows(row.siblings)
  }

  private mutating func armSuccessor(of id: Int64, _ siblings: [Sibling]) throws(StoreFailure) {
    guard let index = siblings.firstIndex(where: { $0.id == id }),
      let next = Arming.successor(
        of: index, count: siblings.count, state: { siblings[$0].state })
    else { return }
    try connection.arm(siblings[next].id)
    let place = siblings[next].place
    let isWanted =
      request.channels?.contains(siblings[next].channel)
      ?? Lane.range(of: request.carrier).contains(place.lane.number)
    if isWanted { queue.add(place) }
  }
}

extension Connection {
  func nextLease() throws(StoreFailure) -> Int64 {
    (try integer("SELECT max(id) FROM lease") ?? 0) &+ 1
  }

  fileprivate func take(_ id: Int64, lease: Int64) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE delivery SET state = 2, lease = ?2, fence = fence + 1, attempts = attempts + 1,
        begun = 0 WHERE id = ?1
      """)
    query.bind(1, id)
    query.bind(2, lease)
    try query.run()
  }

  /// For what was not claimed.
  func cancel(_ id: Int64, _ reason: Reason, now: Instant) throws(StoreFailure) {
    var query = try query(
      "UPDATE delivery SET state = 4, note = ?2, settled = ?3 WHERE id = ?1")
    query.bind(1, id)
    query.bind(2, reason.rawValue)
    query.bind(3, now)
    try query.run()
  }
}
