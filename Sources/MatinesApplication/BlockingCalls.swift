// SPDX-License-Identifier: MIT
import MatinesDomain

/// Host functions that may block, waiting for their turn: one runs at a time, and nothing else of
/// its worker meanwhile.
struct BlockingCalls {
  struct Call {
    let claim: Claim
    let atMost: Instant.Span
    let run: @Sendable () -> Outcome
  }

  private var waiting: [Call] = []
  /// The next one first.
  private var position = 0
  /// Since when their lease is whole.
  private(set) var since: BootTime
  /// How many are claimed at once: more while they return fast, for what is not run in a turn may
  /// have to go back.
  private(set) var limit: Int
  private let limits: WorkLimits

  /// After so many milliseconds the transfers have their turn again.
  static let turn: Int64 = 100

  init(_ limits: WorkLimits, since: BootTime) {
    self.limits = limits
    self.since = since
    limit = limits.blocking
  }

  var isEmpty: Bool { position == waiting.count }
  var first: Call? { isEmpty ? nil : waiting[position] }

  mutating func claimed(at now: BootTime) { since = now }

  mutating func add(_ call: Call) { waiting.append(call) }

  mutating func removeFirst() {
    position += 1
    if isEmpty { (waiting, position) = ([], 0) }
  }

  /// What has not run.
  mutating func removeAll() -> [Claim] {
    defer { (waiting, position) = ([], 0) }
    return waiting[position...].map(\.claim)
  }

  /// A turn has ended: with all of them, or with its time.
  mutating func endTurn() {
    limit = isEmpty ? min(max(limit, limits.batch), limit * 2) : limits.blocking
  }
}
