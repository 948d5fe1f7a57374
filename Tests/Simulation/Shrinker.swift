// SPDX-License-Identifier: MIT

/// Makes a failing run smaller while it breaks the same promise: fewer faults, fewer roles, fewer
/// steps.
struct Shrinker {
  private(set) var scenario: Scenario
  private(set) var result: RunResult
  private var runs = 0
  private let most = 3_000
  private let start = ContinuousClock.now
  private let patience = Duration.seconds(30)

  init(_ scenario: Scenario, _ result: RunResult) {
    self.scenario = scenario
    self.result = result
    cut()
  }

  mutating func shrink() {
    for fault in Fault.allCases {
      var smaller = scenario
      smaller.faults.remove(fault)
      attempt(smaller)
    }
    for role in Role.allCases {
      var smaller = scenario
      smaller.roles.remove(role)
      attempt(smaller)
    }
    var length = max(1, played.count / 2)
    while length >= 1 {
      leaveOut(length)
      if length == 1 { break }
      length /= 2
    }
  }

  private var played: [Int] { scenario.kept ?? Array(0..<scenario.steps) }

  private mutating func leaveOut(_ length: Int) {
    var at = 0
    while at < played.count {
      var smaller = scenario
      smaller.kept = Array(played[..<at] + played[min(at + length, played.count)...])
      if !attempt(smaller) { at += length }
      guard runs < most, start.duration(to: .now) < patience else { return }
    }
  }

  @discardableResult
  private mutating func attempt(_ smaller: Scenario) -> Bool {
    runs += 1
    let found = RunResult(smaller)
    guard let violation = found.violation, violation.rule == result.violation?.rule else {
      return false
    }
    (scenario, result) = (smaller, found)
    cut()
    return true
  }

  /// What comes after the failure does not matter.
  private mutating func cut() {
    if scenario.kept != nil {
      scenario.kept?.removeAll { $0 > result.step }
    } else {
      scenario.steps = min(scenario.steps, result.step + 1)
    }
  }
}
