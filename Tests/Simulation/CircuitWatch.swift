// SPDX-License-Identifier: MIT

/// What one process should know of one server: after five broken connections within 30 s it is
/// asked once in 30 s, until it answers; from then on for 30 s at least no faster than the rate.
struct CircuitWatch {
  private let rate: Int
  private var broken: [Int64] = []
  private var openSince: Int64?
  private var closedAt: Int64?
  private var lastStart: Int64 = .min
  /// Since it answers again, and within the last second.
  private var starts: [Int64] = []

  init(rate: Int) { self.rate = rate }

  mutating func conclude(isBroken: Bool, _ now: Int64) {
    guard isBroken else {
      if openSince != nil { (closedAt, starts) = (now, []) }
      (broken, openSince) = ([], nil)
      return
    }
    broken = broken.filter { now - $0 < 30_000 } + [now]
    if openSince == nil, broken.count >= 5 { openSince = now }
  }

  /// What is wrong with asking it now.
  mutating func start(_ now: Int64) -> String? {
    defer { lastStart = now }
    starts = starts.filter { now - $0 < 1_000 } + [now]
    if let openSince {
      let isFair = now - max(openSince, lastStart) >= 30_000
      return isFair ? nil : "a server that is down was asked again within 30 s"
    }
    guard let closedAt, now - closedAt < 30_000, starts.count > rate else { return nil }
    return "the backlog of a server that was down came faster than its rate"
  }
}
