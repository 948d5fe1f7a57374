// SPDX-License-Identifier: MIT

/// How one run ended.
struct RunResult {
  let violation: Violation?
  /// The step at which it was found; after the last one when everything worked again.
  let step: Int
  let events: [String]
  let digest: UInt64

  init(_ scenario: Scenario) {
    guard let world = try? World(scenario) else {
      violation = Violation(rule: "R0", sentence: "the world could not be made")
      (step, events, digest) = (0, [], 0)
      return
    }
    do { violation = try world.run() } catch {
      violation = Violation(rule: "R0", sentence: "the world ended: \(error)")
    }
    step = world.step
    events = violation == nil ? [] : world.trace.last.map(\.text)
    digest = world.trace.digest
    world.end()
  }
}
