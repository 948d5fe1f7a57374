// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// A delivery as it is first written: one rung to one destination.
struct PlannedDelivery: Sendable {
  let rung: Int
  let channel: ChannelName
  let lane: Lane
  let destination: Int64
  let priority: Priority
  var suppressors: Suppressors
  let due: Instant
  let expires: Instant
  /// Millionths of the policy's currency; 0 where it costs nothing that is known.
  var price: Int64 = 0

  /// Security goes before everything else. The numbers are stored.
  enum Priority: Int64, CaseIterable, Sendable {
    case security = 0
    case ordinary = 1

    /// Whether an address that is left alone for this cause does not get it.
    func isStopped(by cause: Suppression.Cause) -> Bool {
      cause.stops(self == .security ? .security : .transactional)
    }
  }

  /// In the order in which they are armed: dues never decrease.
  static func list(_ arrival: Arrival, _ decision: Decision) -> [PlannedDelivery] {
    var planned: [PlannedDelivery] = []
    planned.reserveCapacity(decision.steps.count)
    for step in decision.steps {
      guard case .planned(let after) = step.fate,
        arrival.treatment.ladder.rungs.indices.contains(step.rung),
        let carried = arrival.channels.first(where: { $0.name == step.channel })
      else { continue }
      let rung = arrival.treatment.ladder.rungs[step.rung]
      let due = arrival.moment + after
      let last = arrival.expires
      let kind = arrival.treatment.category.kind
      for destination in step.destinations {
        planned.append(
          PlannedDelivery(
            rung: step.rung, channel: step.channel, lane: Lane(carried),
            destination: destination, priority: kind == .security ? .security : .ordinary,
            suppressors: Suppressors(of: rung, kind), due: due,
            expires: rung.patience(kind).map { min(last, due + $0) } ?? last))
      }
    }
    // The hours of rest move some rungs and not others.
    let isInOrder = zip(planned, planned.dropFirst()).allSatisfy { $0.due <= $1.due }
    return isInOrder ? planned : planned.sorted { ($0.due, $0.rung) < ($1.due, $1.rung) }
  }
}

extension [PlannedDelivery] {
  var hasText: Bool { contains { $0.channel == .sms } }

  mutating func price(texts price: Int64) {
    for place in indices where self[place].channel == .sms { self[place].price = price }
  }
}

/// What makes a delivery needless before it is due, as stored bits.
struct Suppressors: OptionSet, Sendable {
  let rawValue: Int64
  static let seen = Suppressors(rawValue: 1)
  static let acked = Suppressors(rawValue: 2)
  /// Set while an attempt is under way that a later event makes the last.
  static let replaced = Suppressors(rawValue: 4)

  init(rawValue: Int64) { self.rawValue = rawValue }

  /// Which of them has made it needless.
  func reason(seen: Bool, acked: Bool) -> Reason? {
    if contains(.replaced) { return .replaced }
    if seen, contains(.seen) { return .seen }
    return acked && contains(.acked) ? .acked : nil
  }

  /// Of one of them.
  var reason: Reason { self == .acked ? .acked : .seen }

  /// A security e-mail always goes.
  init(of rung: Rung, _ kind: Policy.Class) {
    if kind == .security, rung.channel == .email {
      self = []
      return
    }
    self = rung.unless.reduce(into: []) { bits, suppressor in
      switch suppressor {
      case .seen: bits.insert(.seen)
      case .acked: bits.insert(.acked)
      }
    }
  }
}
