// SPDX-License-Identifier: MIT

/// Why a rung was not taken. The text is stable: it is stored, shown and translated.
package enum Reason: String, CaseIterable, Sendable {
  case notConfigured = "channel_not_configured"
  case noAddress = "no_address"
  case optionalOff = "optional_off"
  case notOnline = "not_online"
  case online = "online"
  case visible = "visible"
  case notVisible = "not_visible"
  case seen = "seen"
  case acked = "acked"
  case reached = "already_reached"
  case trying = "already_trying"
  case expired = "expired"
  case cancelled = "cancelled"
  case gone = "address_gone"
  /// A preference of the person's.
  case switchedOff = "switched_off"
  case paused = "paused"
  /// Too many came for this person in a minute.
  case flooded = "too_many_at_once"
  case capped = "cap_reached"
  case overBudget = "budget_spent"
  /// A later event of the same collapse key took its place.
  case replaced = "replaced"
  /// The person has lost the role or the domain by which they were told.
  case leftAudience = "left_audience"
  /// The address stands on the list of suppressions.
  case suppressed
  /// It had failed, and was taken off the list of failures.
  case failureDropped = "failure_dropped"
  /// It had left without an answer, and was taken off that list.
  case doubtDropped = "doubt_dropped"

  /// Somebody was reached otherwise: what is not sent is money saved.
  package var spares: Bool { [.seen, .acked, .reached, .replaced].contains(self) }
}

extension Reason {
  /// Of what is taken off the list of what was given up.
  package static func dropping(_ state: DeliveryState) -> Reason {
    state == .unknown ? .doubtDropped : .failureDropped
  }
}
