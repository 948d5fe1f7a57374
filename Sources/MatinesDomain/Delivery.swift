// SPDX-License-Identifier: MIT

/// A claim on one delivery: a result is written only while the fence still matches.
package struct DeliveryToken: Hashable, Sendable {
  package let id: Int64
  /// Grows by one with every claim.
  package let fence: Int64

  package init(id: Int64, fence: Int64) {
    self.id = id
    self.fence = fence
  }

  package init(_ text: String) throws(InvalidValue) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 40, let id = Int64(parts[0]), id > 0,
      let fence = Int64(parts[1]), fence > 0
    else { throw InvalidValue("token", .malformed("not a delivery token")) }
    self.init(id: id, fence: fence)
  }

  package var text: String { "\(id).\(fence)" }
}

/// One notification on its way to one person on one channel: all a channel needs to send it. It
/// passes through many hands unchanged, hence is shared.
package final class Delivery: Sendable {
  package let token: DeliveryToken
  package let notification: Notification
  package let user: User
  package let channel: ChannelName
  package let subscription: Subscription?
  package let attempt: Int
  /// Not sent after this.
  package let expires: Instant
  package let counts: Counts
  /// Security goes before everything else, also where much waits for one server.
  package let isUrgent: Bool

  package init(
    token: DeliveryToken, notification: Notification, user: User, channel: ChannelName,
    subscription: Subscription?, attempt: Int, expires: Instant, counts: Counts,
    isUrgent: Bool = false
  ) {
    self.token = token
    self.notification = notification
    self.user = user
    self.channel = channel
    self.subscription = subscription
    self.attempt = attempt
    self.expires = expires
    self.counts = counts
    self.isUrgent = isUrgent
  }
}

/// Where a delivery stands. The numbers are stored: never change one.
package enum DeliveryState: Int, CaseIterable, Sendable {
  /// A later rung, not yet armed by the one before it.
  case waiting = 0
  case ready = 1
  case claimed = 2
  case delivered = 3
  /// No longer needed.
  case cancelled = 4
  /// Given up, and listed.
  case failed = 5
  /// The request left and no answer came; listed, and not resent where twice would be worse.
  case unknown = 6

  package var name: String {
    switch self {
    case .waiting: "waiting"
    case .ready: "ready"
    case .claimed: "claimed"
    case .delivered: "delivered"
    case .cancelled: "cancelled"
    case .failed: "failed"
    case .unknown: "unknown"
    }
  }
}
