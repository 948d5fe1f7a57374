// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// One call of `claim`, inside its transaction. What it changes is written at its end, one
/// statement for all rows; until then its own lists say what has changed.
struct Claiming {
  private let connection: Connection
  private let request: ClaimRequest
  private let seal: IdentifierSeal
  private var queue: ReadyQueue
  /// Read ahead, the next one last, and their places.
  private var fetched: [ClaimableRow] = []
  private var ahead: [QueuePlace] = []
  private var claims: [Claim] = []
  private var places: [ClaimedPlace] = []
  private var armed: [Int64] = []
  /// Of those, as many as are written.
  private var written = 0

  /// Rows read beyond the limit: the transaction must not become long.
  private static let patience = 1_024

  init(
    _ connection: Connection, _ request: ClaimRequest, _ seal: IdentifierSeal, _ lanes: [Lane]
  ) {
    self.connection = connection
    self.request = request
    self.seal = seal
    queue = ReadyQueue(connection, lanes: lanes, now: request.now, width: request.limit)
  }

  mutating func run() throws(StoreFailure) -> [Claim] {
    var looked = 0
    while claims.count < request.limit, looked < Self.patience + request.limit,
      var row = try next()
    {
      looked += 1
      try consider(&row)
    }
    try writeArmed()
    guard !claims.isEmpty else { return [] }
    let taken = places.map(\.id)
    let lease = try connection.nextLease()
    try connection.take(taken, lease: lease)
    try connection.insertLease(
      lease, owner: request.owner, boot: request.boot.id,
      deadline: request.boot.deadline(after: request.lease), members: taken)
    return claims
  }

  /// What was armed meanwhile may stand before what was read ahead.
  private mutating func next() throws(StoreFailure) -> ClaimableRow? {
    if let place = ahead.last {
      if let early = queue.takeArmed(before: place) { return try fetch([early]).first }
    } else {
      try readAhead()
    }
    ahead.removeLast(ahead.isEmpty ? 0 : 1)
    return fetched.popLast()
  }

  private mutating func readAhead() throws(StoreFailure) {
    // The queue may look at the index once more.
    try writeArmed()
    while ahead.count < request.limit - claims.count, let place = try queue.next() {
      ahead.append(place)
    }
    fetched = try fetch(ahead)
    fetched.reverse()
    ahead.reverse()
  }

  private mutating func writeArmed() throws(StoreFailure) {
    try connection.arm(armed[written...].filter { id in !places.contains { $0.id == id } })
    written = armed.count
  }

  private func fetch(_ places: [QueuePlace]) throws(StoreFailure) -> [ClaimableRow] {
    guard !places.isEmpty else { return [] }
    let rows = try connection.claimable(
      places.map(\.id), .next, seal, request.fallbackLocale)
    guard rows.count == places.count else {
      throw .damaged("\(connection.path): a delivery belongs to nothing")
    }
    return rows
  }

  private mutating func consider(_ row: inout ClaimableRow) throws(StoreFailure) {
    let place = ClaimedPlace(row)
    // On one channel to one destination the later waits while the earlier is running.
    if row.isDestinationBusy || places.contains(where: place.isSameDestination) {
      return queue.passBusyPlaces()
    }
    if places.contains(where: place.isOtherRung) { return }
    let later = try row.learn(connection) { self.state(of: $0) }
    if row.isSubscriptionGone {
      try connection.cancel(row.id, .gone, now: request.now)
    } else {
      claims.append(row.claim)
      places.append(place)
    }
    armFirst(of: later)
  }

  private func state(of sibling: Sibling) -> DeliveryState {
    switch sibling.state {
    case .ready, .waiting:
      if places.contains(where: { $0.id == sibling.id }) { return .claimed }
      return armed.contains(sibling.id) ? .ready : sibling.state
    case let settled: return settled
    }
  }

  private mutating func armFirst(of later: [Sibling]) {
    guard let first = Arming.first(count: later.count, state: { later[$0].state }) else { return }
    let next = later[first]
    armed.append(next.id)
    let isWanted =
      request.channels?.contains(next.channel)
      ?? Lane.range(of: request.carrier).contains(next.place.lane.number)
    if isWanted { queue.add(next.place) }
  }
}

/// What later rows of the same call have to know of one that is claimed.
private struct ClaimedPlace {
  let id: Int64
  private let notification: NotificationNumber
  private let rung: Int
  private let lane: Lane
  private let subscription: Int64
  /// Of the person: spares most comparisons of texts.
  private let hash: UInt64
  private let user: UserID

  init(_ row: ClaimableRow) {
    id = row.id
    notification = row.number
    rung = row.claim.rung
    lane = row.lane
    subscription = row.subscription
    user = row.user
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for octet in user.text.utf8 { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }
    self.hash = hash
  }

  private func hasSamePerson(_ other: ClaimedPlace) -> Bool {
    hash == other.hash && user == other.user && lane == other.lane
  }

  /// What a host has taken does not run before it begins.
  func isSameDestination(_ other: ClaimedPlace) -> Bool {
    subscription == other.subscription && hasSamePerson(other) && lane.carrier == .library
  }

  /// Two rungs of one recipient and channel are not claimed together: the later is there for the
  /// case that the earlier fails.
  func isOtherRung(_ other: ClaimedPlace) -> Bool {
    notification == other.notification && rung != other.rung && hasSamePerson(other)
  }
}
