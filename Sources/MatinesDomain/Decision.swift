// SPDX-License-Identifier: MIT

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

    /// The same, as it would be if its address is to be left alone for this cause.
    package func heeding(_ cause: Suppression.Cause?, _ kind: Policy.Class) -> Step {
      guard case .planned = fate, cause?.stops(kind) ?? false else { return self }
      return Step(
        rung: rung, channel: channel, destinations: destinations, fate: .dropped(.suppressed))
    }
  }

  package let steps: [Step]
}

/// The plan for one person: pure, so that the stored facts and policy give it again, byte for byte.
package func decide(_ treatment: Policy.Treatment, _ facts: Facts) -> Decision {
  let rungs = treatment.ladder.rungs
  var planned: [Decision.Step] = []
  planned.reserveCapacity(rungs.count)
  for index in rungs.indices {
    planned.append(step(rungs[index], at: index, treatment.category, facts))
  }
  return Decision(steps: planned)
}

private func step(
  _ rung: Rung, at index: Int, _ category: Policy.Category, _ facts: Facts
) -> Decision.Step {
  let destinations = facts.destinations(on: rung.channel)
  return Decision.Step(
    rung: index, channel: rung.channel, destinations: destinations ?? [],
    fate: fate(of: rung, destinations, category, facts))
}

private func fate(
  of rung: Rung, _ destinations: [Int64]?, _ category: Policy.Category, _ facts: Facts
) -> Decision.Fate {
  guard let destinations else { return .dropped(.notConfigured) }
  if destinations.isEmpty { return .dropped(.noAddress) }
  if let reason = wish(against: rung, category, facts) { return .dropped(reason) }
  let due = facts.afterRest(rung.after, rung.channel, category.kind)
  guard rung.after == .zero else { return .planned(after: due) }
  // Nobody knows who will be where when the hours of rest end: that is judged then.
  if due > .zero { return .planned(after: due) }
  switch judge(rung, category, facts) {
  case .drop(let reason): return .dropped(reason)
  case .send, .wait: return .planned(after: .zero)
  }
}

/// What preferences and the policy's limits have against a rung. Nothing of it touches what the
/// person must hear; the bell is no disturbance, and only a channel switched off silences it.
private func wish(
  against rung: Rung, _ category: Policy.Category, _ facts: Facts
) -> Reason? {
  if rung.isOff(category, facts) { return .optionalOff }
  if category.isInsistent { return nil }
  if facts.optedOut.contains(rung.channel) { return .switchedOff }
  if facts.isFlooded { return .flooded }
  if facts.isPaused, rung.channel != .realtime { return .paused }
  return nil
}

extension Rung {
  /// Neither the category nor the person has switched it on.
  func isOff(_ category: Policy.Category, _ facts: Facts) -> Bool {
    optional && !category.optedIn.contains(channel) && !facts.optedIn.contains(channel)
  }
}

extension Facts {
  /// When something due after the span may be sent. Security does not wait, nor does the bell.
  func afterRest(
    _ span: Instant.Span, _ channel: ChannelName, _ kind: Policy.Class
  ) -> Instant.Span {
    guard let rest, kind != .security, channel != .realtime, rest.begins <= span, span < rest.ends
    else { return span }
    return rest.ends
  }
}
