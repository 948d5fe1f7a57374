// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Everything a memory store holds.
struct MemoryState: Sendable {
  struct Person: Sendable {
    var user: User
    var counts = Counts()
    var registering = Instant(milliseconds: 0)
    var preferences = Preferences()
    var pace = Instant(milliseconds: 0)
    var sent: [ChannelName: SentTimes] = [:]
  }

  struct Accepted: Sendable {
    var notification: Notification
    let policy: Int64
    var recipients: Int
    var deliveries: Int
  }

  /// Whom a notification has yet to reach: a place in its audience, and the last of that place.
  struct StoredExpansion: Sendable {
    let subject: UserID?
    var place = 0
    var after = ""
  }

  struct Recipient: Sendable {
    let number: NotificationNumber
    let severity: Severity
    var marks = Marks()
    var isAcked = false
    /// Positions in `deliveries`.
    let deliveries: Range<Int>
    let facts: Facts
  }

  struct Key: Sendable {
    let fingerprint: Fingerprint
    let number: NotificationNumber
  }

  struct Stage: Sendable {
    let event: StagedEvent
    let created: Instant
    var discarded = false
    /// Was scheduled, and refused too long.
    var isGivenUp = false
    var leased: Instant?
  }

  struct OwnedBrowser: Sendable {
    let user: UserID
    var browser: RegisteredBrowser

    var subscription: Subscription { browser.subscription }
  }

  struct SpendingKey: Hashable, Sendable {
    let month: Int64
    let category: CategoryName
    /// Nil for everybody.
    let user: UserID?
  }

  struct CollapsePlace: Hashable, Sendable {
    let user: UserID
    let key: CollapseKey
    let subject: UserID?
    let part: Int
  }

  var people: [UserID: Person] = [:]
  var verifying: [UserID: Verifying] = [:]
  var accepted: [NotificationNumber: Accepted] = [:]
  var expansions: [NotificationNumber: StoredExpansion] = [:]
  var spending: [SpendingKey: Spending] = [:]
  #if MATINES_PLANTED
    /// Rows whose needless deliveries are cancelled in a transaction of their own.
    var late: [Range<Int>] = []
  #endif
  var suppressions: [SuppressedAddress: Suppression] = [:]
  var collapses: [CollapsePlace: NotificationNumber] = [:]
  var last: Int64?
  /// Ascending by number.
  var inboxes: [UserID: [Recipient]] = [:]
  /// The id of a delivery is its position, from 1.
  var deliveries: [MemoryDelivery] = []
  var ready: Set<Int64> = []
  var walks: [StalledQueue: StalledWalk] = [:]
  var leases: [Int64: MemoryLease] = [:]
  var nextLease: Int64 = 1
  var keys: [EventID: Key] = [:]
  var stages: [EventID: Stage] = [:]
  var browsers: [OwnedBrowser] = []
  var lastSubscription: Int64 = 0
  var policies: [(digest: [UInt8], document: String)] = []
  var tabs = TabBook()
  /// What a person's pages have not been told.
  var markUpdates: [UserID: StoredMarkUpdate] = [:]
  /// Until when tokens of ended sessions are refused.
  var endedSessions: [SessionTag: Instant] = [:]
  /// Where the last pruning had to stop.
  var pruning: PruningPlace?
}

extension MemoryState {
  /// Where a recipient's row stands in its inbox.
  func position(of number: NotificationNumber, for user: UserID) -> Int? {
    guard let inbox = inboxes[user] else { return nil }
    let place = position(from: number.value, for: user)
    return place < inbox.count && inbox[place].number == number ? place : nil
  }

  /// Of the first row of an inbox that has this number or a higher one.
  func position(from number: Int64, for user: UserID) -> Int {
    guard let inbox = inboxes[user] else { return 0 }
    var (low, high) = (0, inbox.count)
    while low < high {
      let middle = (low + high) / 2
      if inbox[middle].number.value < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func recipient(_ number: NotificationNumber, _ user: UserID) -> Recipient? {
    position(of: number, for: user).flatMap { inboxes[user]?[$0] }
  }

  /// The position of a delivery; nil when there is none of that id.
  func delivery(_ id: Int64) -> Int? {
    guard id >= 1, id <= Int64(deliveries.count), !deliveries[Int(id) - 1].isPruned else {
      return nil
    }
    return Int(id) - 1
  }

  /// The position of a claimed delivery whose fence still matches.
  func held(_ token: DeliveryToken) -> Int? {
    guard let at = delivery(token.id), deliveries[at].state == .claimed else { return nil }
    #if MATINES_PLANTED
      if Planted.fenceIgnored.isHere { return at }
    #endif
    return deliveries[at].fence == token.fence ? at : nil
  }

  mutating func enter(_ state: DeliveryState, _ at: Int) {
    deliveries[at].state = state
    let id = Int64(at) + 1
    if state == .ready { ready.insert(id) } else { ready.remove(id) }
  }
}

/// One rung to one destination, as it stands.
struct MemoryDelivery: Sendable {
  let number: NotificationNumber
  let user: UserID
  var plan: PlannedDelivery
  var state: DeliveryState
  var due: Instant
  var expires: Instant
  var lease: Int64?
  var fence: Int64 = 0
  var attempts = 0
  var crashes = 0
  var begun = false
  /// The month it was charged to, or 0.
  var charged: Int64 = 0
  var note: String?
  var reference: String?
  var settled: Instant?
  /// It has gone, and its number is not given again.
  var isPruned = false

  func record(_ id: Int64, _ notification: NotificationID) -> DeliveryRecord {
    DeliveryRecord(
      id: id, notification: notification, user: user, rung: plan.rung, channel: plan.channel,
      state: state, due: due, attempts: attempts, note: note, settled: settled,
      price: plan.price, reference: reference)
  }

  func place(_ id: Int64) -> QueuePlace {
    QueuePlace(lane: plan.lane, priority: plan.priority.rawValue, due: due, id: id)
  }
}

struct MemoryLease: Sendable {
  let owner: Int64
  var boot: Int64
  var deadline: Int64
  var members: Set<Int64>

  /// Never to an earlier end.
  mutating func renew(_ now: BootTime, by lease: Instant.Span) {
    #if MATINES_PLANTED
      if Planted.leaseNeverRenewed.isHere { return }
    #endif
    deadline = now.deadline(after: lease, noEarlierThan: boot == now.id ? deadline : nil)
    boot = now.id
  }

  func isOver(_ now: BootTime) -> Bool { boot != now.id || deadline <= now.milliseconds }
}
