// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Walks the ready deliveries of several lanes in one order, a window of the index at a time.
struct ReadyQueue {
  fileprivate struct Head {
    let lane: Lane
    let priority: Int64
    var window: ArraySlice<QueuePlace> = []
    /// The end of the last window; nil before the first.
    var last: QueuePlace?
    var exhausted = false
    /// Doubles with each window, up to a ceiling: few claims need a second one.
    var width: Int
  }

  private static let widest = 256
  private let connection: Connection
  private let now: Instant
  private var heads: [Head]
  /// Rungs that became ready during this walk, in order.
  private var armed: [QueuePlace] = []
  /// Somebody's place was busy: one person's backlog must not stop a lane.
  private var passesBusyPlaces = false
  private var passed = 0
  /// What may be passed over in one walk; it costs less than reading a row, but not nothing.
  private static let mostPassed = 4_096

  init(_ connection: Connection, lanes: [Lane], now: Instant, width: Int) {
    self.connection = connection
    self.now = now
    heads = []
    for priority in PlannedDelivery.Priority.allCases {
      for lane in lanes {
        heads.append(
          Head(lane: lane, priority: priority.rawValue, width: min(width, Self.widest)))
      }
    }
  }

  /// The next due delivery, or nil.
  mutating func next() throws(StoreFailure) -> QueuePlace? {
    var best: (index: Int, place: QueuePlace)?
    for index in heads.indices {
      if let best, best.place.priority < heads[index].priority { break }
      guard let place = try first(of: index) else { continue }
      if let best, best.place < place { continue }
      best = (index, place)
    }
    if let early = armed.first, best.map({ early < $0.place }) ?? true {
      armed.removeFirst()
      return early
    }
    guard let best else { return nil }
    heads[best.index].window.removeFirst()
    return best.place
  }

  /// What a claim made ready takes part in the same walk when it is due already. A window that
  /// was read before cannot hold it; one that is read later must not give it again.
  mutating func add(_ place: QueuePlace) {
    guard place.due <= now else { return }
    if let head = heads.first(where: { $0.holds(place) }), !head.exhausted {
      guard let last = head.last, place < last else { return }
    }
    armed.insert(place, at: armed.firstIndex { place < $0 } ?? armed.endIndex)
  }

  /// What `add` gave, as far as it stands before a place that `next` gave.
  mutating func takeArmed(before place: QueuePlace) -> QueuePlace? {
    guard let early = armed.first, early < place else { return nil }
    return armed.removeFirst()
  }

  /// From the next window on, what goes to a busy place is left out.
  mutating func passBusyPlaces() { passesBusyPlaces = true }

  private mutating func first(of index: Int) throws(StoreFailure) -> QueuePlace? {
    while heads[index].window.isEmpty, !heads[index].exhausted, passed < Self.mostPassed {
      try refill(index)
    }
    return heads[index].window.first
  }

  private mutating func refill(_ index: Int) throws(StoreFailure) {
    var head = heads[index]
    var query = try connection.query(
      """
      SELECT due, id, CASE WHEN ?7 THEN
        EXISTS (SELECT 1 FROM delivery o INDEXED BY delivery_claimed
          WHERE o.state = 2 AND o.user = d.user AND o.channel = d.channel
            AND o.subscription = d.subscription AND (o.lane < ?8 OR o.begun = 1)) END
      FROM delivery d INDEXED BY delivery_ready
      WHERE state = 1 AND lane = ?1 AND priority = ?2 AND due <= ?3 AND (due, id) > (?4, ?5)
      ORDER BY due, id LIMIT ?6
      """)
    query.bind(1, head.lane.number)
    query.bind(2, head.priority)
    query.bind(3, now)
    query.bind(4, head.last?.due.milliseconds ?? .min)
    query.bind(5, head.last?.id ?? .min)
    query.bind(6, Int64(head.width))
    query.bind(7, passesBusyPlaces ? 1 : 0)
    query.bind(8, Lane.range(of: .host).lowerBound)
    var window: [QueuePlace] = []
    var last = head.last ?? head.origin
    var count = 0
    while try query.step() {
      last = QueuePlace(
        lane: head.lane, priority: head.priority, due: query.instant(0), id: query.integer(1))
      count += 1
      if query.integer(2) == 0 { window.append(last) } else { passed += 1 }
    }
    head.exhausted = count < head.width
    head.width = min(head.width * 2, Self.widest)
    head.last = last
    head.window = window[...]
    heads[index] = head
  }
}

extension ReadyQueue.Head {
  func holds(_ place: QueuePlace) -> Bool { lane == place.lane && priority == place.priority }

  /// Before everything: marks an empty lane as read.
  var origin: QueuePlace {
    QueuePlace(lane: lane, priority: priority, due: Instant(milliseconds: .min), id: .min)
  }
}

extension Connection {
  /// The lanes in which something is ready: one seek of the index for each.
  func busyLanes(of carrier: ConfiguredChannel.Carrier) throws(StoreFailure) -> [Lane] {
    let range = Lane.range(of: carrier)
    var lanes: [Lane] = []
    var next = range.lowerBound
    var query = try query(
      """
      SELECT min(lane) FROM delivery INDEXED BY delivery_ready
      WHERE state = 1 AND lane >= ?1 AND lane < ?2
      """)
    query.bind(2, range.upperBound)
    while next < range.upperBound {
      query.bind(1, next)
      guard try query.step(), let lane = query.optionalInteger(0) else { break }
      query.reset()
      lanes.append(.stored(lane))
      next = lane + 1
    }
    return lanes
  }

  func nextDue(_ lane: Lane) throws(StoreFailure) -> Instant? {
    var earliest: Instant?
    var query = try query(
      """
      SELECT min(due) FROM delivery INDEXED BY delivery_ready
      WHERE state = 1 AND lane = ?1 AND priority = ?2
      """)
    query.bind(1, lane.number)
    for priority in PlannedDelivery.Priority.allCases {
      query.bind(2, priority.rawValue)
      if try query.step(), let due = query.optionalInstant(0) {
        earliest = min(earliest ?? due, due)
      }
      query.reset()
    }
    return earliest
  }
}

extension SQLiteStore {
  package func nextDue(
    _ carrier: ConfiguredChannel.Carrier, channels: [ChannelName]
  ) throws(StoreFailure) -> Instant? {
    try read { (connection) throws(StoreFailure) in
      var earliest: Instant?
      for channel in channels {
        guard let due = try connection.nextDue(Lane(carrier, channel)) else { continue }
        earliest = min(earliest ?? due, due)
      }
      return earliest
    }
  }
}
