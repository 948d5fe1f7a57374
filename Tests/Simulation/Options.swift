// SPDX-License-Identifier: MIT

/// What the command line asks for: `NAME=VALUE`, each at most once.
struct Options {
  var steps = 200_000
  var seeds = 20
  /// Only this one.
  var seed: UInt64?
  var faults = Set(Fault.allCases)
  var roles = Set(Role.allCases)
  var kept: [Int]?
  var isPlanted = false

  static let usage = """
    usage: MatinesSimulation [STEPS=n] [SEEDS=n] [SEED=n] [FAULTS=crash,...] [ROLES=person,...]
      [KEEP=0-3,17] [PLANTED=1]
    """

  /// Nil for what is not understood.
  init?(_ arguments: [String]) {
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, set(parts[0], parts[1]) else { return nil }
    }
    guard steps >= 1, seeds >= 1 else { return nil }
  }

  private mutating func set(_ name: String, _ value: String) -> Bool {
    switch name {
    case "STEPS": return Int(value).map { steps = $0 } != nil
    case "SEEDS": return Int(value).map { seeds = $0 } != nil
    case "SEED": return UInt64(value).map { seed = $0 } != nil
    case "PLANTED":
      isPlanted = value == "1"
      return true
    case "FAULTS": return Self.choices(value).map { faults = $0 } != nil
    case "ROLES": return Self.choices(value).map { roles = $0 } != nil
    case "KEEP": return Scenario.steps(value).map { kept = $0 } != nil
    default: return false
    }
  }

  private static func choices<Choice: Hashable & RawRepresentable<String>>(
    _ text: String
  ) -> Set<Choice>? {
    if text == "none" { return [] }
    let names = text.split(separator: ",").map(String.init)
    let choices = names.compactMap(Choice.init(rawValue:))
    return choices.count == names.count ? Set(choices) : nil
  }

  func scenario(_ seed: UInt64, steps: Int) -> Scenario {
    Scenario(seed: seed, steps: steps, faults: faults, roles: roles, kept: kept)
  }
}
