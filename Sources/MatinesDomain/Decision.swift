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
}

package enum Verdict: Equatable, Sendable {
  case send
  case drop(Reason)
}

/// What becomes of each rung when an event is accepted.
package struct Decision: Equatable, Sendable {
  package enum Fate: Equatable, Sendable {
    /// Due at once, or later; judged again then.
    case planned(after: Instant.Span)
    case dropped(Reason)
  }

  package struct Step: Equatable, Sendable {
    package let rung: Int
    package let channel: ChannelName
    package let destinations: [Int64]
    package let fate: Fate
  }

  package let steps: [Step]
}

/// The plan for one person: pure, so that the stored facts and policy give it again, byte for byte.
package func decide(_ treatment: Policy.Treatment, _ facts: Facts) -> Decision {
  var planned: [Decision.Step] = []
  planned.reserveCapacity(treatment.ladder.rungs.count)
  for (index, rung) in treatment.ladder.rungs.enumerated() {
    let destinations = facts.destinations(on: rung.channel)
    planned.append(
      Decision.Step(
        rung: index, channel: rung.channel, destinations: destinations ?? [],
        fate: fate(of: rung, destinations, treatment, facts)))
  }
  return Decision(steps: planned)
}

private func fate(
  of rung: Rung, _ destinations: [Int64]?, _ treatment: Policy.Treatment, _ facts: Facts
) -> Decision.Fate {
  guard let destinations else { return .dropped(.notConfigured) }
  if destinations.isEmpty { return .dropped(.noAddress) }
  if rung.optional, !isOptedIn(rung.channel, treatment, facts) { return .dropped(.optionalOff) }
  guard rung.after == .zero else { return .planned(after: rung.after) }
  switch judge(rung, treatment.category.kind, facts) {
  case .send: return .planned(after: .zero)
  case .drop(let reason): return .dropped(reason)
  }
}

private func isOptedIn(
  _ channel: ChannelName, _ treatment: Policy.Treatment, _ facts: Facts
) -> Bool {
  treatment.category.optedIn.contains(channel) || facts.optedIn.contains(channel)
}

/// Whether a due rung is still worth sending, by the facts of this moment.
package func judge(_ rung: Rung, _ kind: Policy.Class, _ facts: Facts) -> Verdict {
  if facts.reached.contains(rung.channel) { return .drop(.reached) }
  if facts.trying.contains(rung.channel) { return .drop(.trying) }
  // A security e-mail always goes: neither presence nor a look at the list replaces it.
  if kind == .security, rung.channel == .email { return .send }
  if rung.unless.contains(.seen), facts.seen { return .drop(.seen) }
  if rung.unless.contains(.acked), facts.acked { return .drop(.acked) }
  switch (rung.when, facts.presence) {
  case (.online, .offline): return .drop(.notOnline)
  case (.offline, .hidden), (.offline, .visible): return .drop(.online)
  case (.visible, .offline), (.visible, .hidden): return .drop(.notVisible)
  case (.notVisible, .visible): return .drop(.visible)
  default: return .send
  }
}
