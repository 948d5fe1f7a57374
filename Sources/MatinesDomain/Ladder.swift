// SPDX-License-Identifier: MIT

/// One step of a ladder: a channel, and the circumstances under which it is used.
package struct Rung: Hashable, Sendable {
  package enum Condition: String, CaseIterable, Sendable {
    case online
    case offline
    case visible
    case notVisible = "not_visible"
    case any
  }

  package enum Suppressor: String, CaseIterable, Sendable {
    case seen
    case acked
  }

  package let channel: ChannelName
  package let when: Condition
  /// Since the event was accepted.
  package let after: Instant.Span
  package let unless: [Suppressor]
  /// Off until the category or the person's preference switches it on.
  package let optional: Bool
  /// How long after its due a delivery of this rung may still be sent.
  package let timeout: Instant.Span?

  package init(
    channel: ChannelName, when: Condition, after: Instant.Span = .zero,
    unless: [Suppressor] = [], optional: Bool = false, timeout: Instant.Span? = nil
  ) {
    self.channel = channel
    self.when = when
    self.after = after
    self.unless = unless
    self.optional = optional
    self.timeout = timeout
  }

  /// The hub is worth a minute: later the unread count does its work. A push that comes hours late
  /// disturbs more than it helps, unless it warns.
  package func patience(_ kind: Policy.Class) -> Instant.Span? {
    if let timeout { return timeout }
    switch channel {
    case .realtime: return .seconds(60)
    case .webpush: return kind == .security ? .day : .seconds(14_400)
    default: return nil
    }
  }
}

/// Rungs in the order they are tried.
package struct Ladder: Hashable, Sendable {
  package static let limit = 32
  package let rungs: [Rung]

  /// At most 32 rungs, whose dues never decrease: a later rung is armed by the one before it.
  package init(_ rungs: [Rung], field: String = "ladder") throws(InvalidValue) {
    guard !rungs.isEmpty else { throw InvalidValue(field, .empty) }
    guard rungs.count <= Self.limit else {
      throw InvalidValue(field, .malformed("more than \(Self.limit) rungs"))
    }
    for (index, pair) in zip(rungs, rungs.dropFirst()).enumerated()
    where pair.1.after < pair.0.after {
      throw InvalidValue(
        "\(field)[\(index + 1)].after", .malformed("earlier than the rung before it"))
    }
    self.rungs = rungs
  }
}
