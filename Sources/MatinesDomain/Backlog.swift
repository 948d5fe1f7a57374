// SPDX-License-Identifier: MIT

/// What was put off while a peer was away. It must not come back all at once: each message has a
/// place of its own in a line, and for a while nothing at all passes above the rate.
///
/// The limit holds until the last place that was given while the peer was away is through, and then
/// as long as it takes to be called healthy. Places given later do not lengthen it: a peer whose
/// usual traffic is above the rate would otherwise never be let off. What is still in the line then
/// comes at its places, beside what is new.
///
/// What is urgent has a line of its own, and what is left of the rate when others find it used up:
/// it never stands behind everything that an outage has left.
struct Backlog: Sendable {
  private let rate: Int64
  private let healing: Int64
  /// Microseconds of the boot clock.
  private var lastPlace: Int64 = 0
  private var lastUrgentPlace: Int64 = 0
  private var limitedUntil: Int64 = .min
  /// What passed within the last second, while the limit holds.
  private var passed: [Int64] = []

  private static let second: Int64 = 1_000

  /// Messages a second; milliseconds without trouble after which a peer counts as healthy.
  init(rate: Int, healing: Int64) {
    self.rate = Int64(max(1, rate))
    self.healing = healing
  }

  /// Four fifths of the rate are for the line: what is new finds room, and need not wait for all
  /// of it to be through.
  private var spacing: Int64 { Self.second * 1_000 * 5 / 4 / rate }

  /// The next free place from `turn` on; nil, and nothing taken, for a message whose time is over
  /// before: it may not use up the rate.
  mutating func place(from turn: Int64, before end: Int64, isUrgent: Bool = false) -> Int64? {
    #if MATINES_PLANTED
      if Planted.backlogAtOnce.isHere { return turn }
    #endif
    let last = isUrgent ? lastUrgentPlace : lastPlace
    let place = max(last + spacing, turn * 1_000)
    // Rounded up: nobody comes before a peer's turn.
    let milliseconds = (place + 999) / 1_000
    guard milliseconds < end else { return nil }
    if isUrgent { lastUrgentPlace = place } else { lastPlace = place }
    return milliseconds
  }

  /// The peer is there again.
  mutating func drain(_ now: Int64) {
    // The message that showed it counts.
    if now >= limitedUntil { passed = [now] }
    let last = max(lastPlace, lastUrgentPlace) / 1_000
    limitedUntil = max(limitedUntil, max(last, now) + healing)
  }

  /// When one more may pass; nil for at once.
  mutating func opening(_ now: Int64, isUrgent: Bool = false) -> Int64? {
    #if MATINES_PLANTED
      if Planted.backlogAtOnce.isHere { return nil }
    #endif
    guard now < limitedUntil else {
      passed = []
      return nil
    }
    passed.removeAll { now - $0 >= Self.second }
    let most = isUrgent ? rate : rate - rate / 20
    guard passed.count >= most, let first = passed.first else { return nil }
    return first + Self.second
  }

  mutating func pass(_ now: Int64) {
    if now < limitedUntil { passed.append(now) }
  }
}
