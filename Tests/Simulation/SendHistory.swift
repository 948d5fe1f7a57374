// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What left for one delivery.
struct SendHistory {
  struct Send {
    let fence: Int64
    var outcome: Outcome?
    var concluded = Instant(milliseconds: 0)
  }

  /// Under the present claim.
  private(set) var current: Send?
  /// The life that holds the present claim.
  private(set) var holder = 0
  /// An earlier send may have arrived, and nobody has asked for another.
  private(set) var isDoubtful = false
  private(set) var identity: NotificationID?

  mutating func claimed(_ life: Int, _ fence: Int64) {
    current = nil
    holder = life
  }

  mutating func start(_ fence: Int64, _ identity: NotificationID) {
    current = Send(fence: fence)
    self.identity = identity
  }

  mutating func conclude(_ outcome: Outcome, at now: Instant) {
    current?.outcome = outcome
    current?.concluded = now
  }

  mutating func settled() {
    if case .unknown = current?.outcome { isDoubtful = true }
    current = nil
  }

  /// Its holder died, or its lease ended.
  mutating func lost() {
    if current != nil { isDoubtful = true }
    current = nil
  }

  /// An operator asks for another.
  mutating func forgive() { isDoubtful = false }
}

/// Whether retries are spread out: many that all wait the longest, or nothing, meet again.
struct Jitter {
  private var count = 0
  private var sum = 0.0

  /// Between nothing and the whole back-off.
  mutating func add(_ part: Double) {
    count += 1
    sum += part
  }

  /// The mean of 64 even chances leaves this range once in 10^14.
  var isSpread: Bool {
    guard count >= 64 else { return true }
    return (0.22...0.78).contains(sum / Double(count))
  }
}
