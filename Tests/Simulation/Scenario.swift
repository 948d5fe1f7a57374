// SPDX-License-Identifier: MIT

/// What may go wrong in a run; each can be switched off.
enum Fault: String, CaseIterable {
  /// A process dies at any call of a port, before or after its commit.
  case crash
  /// The machine starts again: boot time and boot id begin anew.
  case reboot
  /// A process stands still in the middle of a call while the others go on.
  case delay
  /// Answers overtake each other.
  case reorder
  /// An answer comes twice.
  case duplicate
  /// Processes see wall clocks that differ by seconds.
  case skew
  /// The disk is full, locked or broken for a while.
  case disk
  /// Peers are down, silent, slow, or refuse.
  case network
  /// The wall clock jumps by an hour or a day, to 1970 or to 2100.
  case jump
}

/// Who acts besides workers and clocks; each can be switched off.
enum Role: String, CaseIterable {
  case emitter, stager, person, carrier, `operator`
  /// Tells many at once.
  case herald
  /// Gives people other roles.
  case registrar
  /// Tells what is to happen later.
  case scheduler
}

/// One run: everything that happens in it follows from these.
struct Scenario {
  var seed: UInt64
  var steps: Int
  var faults = Set(Fault.allCases)
  var roles = Set(Role.allCases)
  /// The only steps that are played, ascending; nil for all.
  var kept: [Int]?

  /// The command that plays it again.
  var command: String {
    var text = "make sim SEED=\(seed) STEPS=\(steps)"
    text += Self.listed("FAULTS", Fault.allCases, faults)
    text += Self.listed("ROLES", Role.allCases, roles)
    if let kept { text += " KEEP=" + Self.ranges(kept) }
    return text
  }

  private static func listed<Choice: Hashable & RawRepresentable<String>>(
    _ name: String, _ all: [Choice], _ chosen: Set<Choice>
  ) -> String {
    if chosen.count == all.count { return "" }
    let names = all.filter { chosen.contains($0) }.map(\.rawValue)
    return " \(name)=" + (names.isEmpty ? "none" : names.joined(separator: ","))
  }

  private static func ranges(_ steps: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for step in steps {
      if let last = ranges.last, last.upperBound + 1 == step {
        ranges[ranges.count - 1] = last.lowerBound...step
      } else {
        ranges.append(step...step)
      }
    }
    let texts = ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }
    return texts.joined(separator: ",")
  }

  /// Nil for what is not a list such as `0-3,17`.
  static func steps(_ text: String) -> [Int]? {
    var steps: [Int] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").compactMap { Int($0) }
      guard let low = ends.first, let high = ends.last, ends.count <= 2, low <= high,
        low > steps.last ?? -1
      else { return nil }
      steps += Array(low...high)
    }
    return steps
  }
}
