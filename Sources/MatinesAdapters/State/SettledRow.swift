// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// How a settlement changes the row of a claimed delivery.
struct SettledRow: Equatable, Sendable {
  var state: DeliveryState
  /// Stored no later than the expiry: nothing waits beyond it.
  var due: Instant?
  var settled: Instant?
  var note: String?
  var reference: String?
  var undoesAttempt = false
  /// How much longer it lives than planned, in milliseconds.
  var reprieve: Int64 = 0

  /// The longest text kept of what a peer said, in octets.
  static let noteLimit = 512

  init(_ change: Settlement.Change, now: Instant) {
    switch change {
    case .delivered(let reference, _):
      state = .delivered
      settled = now
      self.reference = reference.map(Self.short)
    case .cancelled(let reason):
      state = .cancelled
      settled = now
      note = reason.rawValue
    case .retry(let at, let why):
      state = .ready
      due = at
      note = Self.short(why)
    case .failed(let why, _):
      state = .failed
      settled = now
      note = Self.short(why)
    case .unknown(let why):
      state = .unknown
      settled = now
      note = Self.short(why)
    case .released:
      state = .ready
      undoesAttempt = true
    case .postponed(let until):
      state = .ready
      due = until
      undoesAttempt = true
    case .moved(let until):
      state = .ready
      due = until
      undoesAttempt = true
      reprieve = max(0, until.milliseconds - now.milliseconds)
    }
  }

  static func short(_ text: String) -> String {
    PlainText.oneLine(text, limit: noteLimit)
  }
}

/// What becomes of a delivery whose worker has died holding it.
struct RecoveredRow: Sendable {
  let state: DeliveryState
  let note: String

  /// About so many in one transaction: what is left comes with the next call.
  static let batch = 256

  init(
    channel: ChannelName, begun: Bool, crashes: Int, limit: Int,
    atMostOnce: [ChannelName]
  ) {
    if begun, atMostOnce.contains(channel) {
      state = .unknown
      note = "its worker ended between sending and the answer"
    } else if crashes >= limit {
      state = .failed
      note = "its worker ended \(crashes) times while holding it"
    } else {
      state = .ready
      note = "its worker ended while holding it"
    }
  }
}
