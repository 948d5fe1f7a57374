// SPDX-License-Identifier: MIT

package enum Verdict: Equatable, Sendable {
  case send
  case drop(Reason)
  /// Not now: the hours of rest end after this.
  case wait(Instant.Span)
}

/// Whether a due rung is still worth sending, by the facts of this moment.
package func judge(_ rung: Rung, _ category: Policy.Category, _ facts: Facts) -> Verdict {
  if facts.reached.contains(rung.channel) { return .drop(.reached) }
  if facts.trying.contains(rung.channel) { return .drop(.trying) }
  // A security e-mail always goes: neither presence nor a look at the list replaces it.
  if category.kind == .security, rung.channel == .email { return .send }
  if rung.unless.contains(.seen), facts.seen { return .drop(.seen) }
  if rung.unless.contains(.acked), facts.acked { return .drop(.acked) }
  if rung.isOff(category, facts) { return .drop(.optionalOff) }
  if !category.isInsistent {
    if facts.optedOut.contains(rung.channel) { return .drop(.switchedOff) }
    if facts.isPaused, rung.channel != .realtime { return .drop(.paused) }
  }
  if let reason = absence(rung.when, facts.presence) { return .drop(reason) }
  #if MATINES_PLANTED
    if Planted.quietHoursIgnored.isHere { return .send }
  #endif
  let due = facts.afterRest(.zero, rung.channel, category.kind)
  return due > .zero ? .wait(due) : .send
}

private func absence(_ condition: Rung.Condition, _ presence: Presence) -> Reason? {
  switch (condition, presence) {
  case (.online, .offline): .notOnline
  case (.offline, .hidden), (.offline, .visible): .online
  case (.visible, .offline), (.visible, .hidden): .notVisible
  case (.notVisible, .visible): .visible
  default: nil
  }
}
