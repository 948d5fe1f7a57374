// SPDX-License-Identifier: MIT
import MatinesDomain

/// Whether the simulation finds what was planted.
enum Planting {
  #if MATINES_PLANTED
    private static let most = 1_000_000
    private static let each = 10_000

    /// Each bug in turn, alone, until it is found.
    static func run(_ options: Options) -> Bool {
      var found = 0
      for bug in Planted.allCases where isFound(bug, options) { found += 1 }
      Planted.plant(nil)
      print("planted \(found) of \(Planted.allCases.count) found")
      return found == Planted.allCases.count
    }

    private static func isFound(_ bug: Planted, _ options: Options) -> Bool {
      Planted.plant(bug)
      var steps = 0
      var seed: UInt64 = 0
      while steps < most {
        seed += 1
        let result = RunResult(options.scenario(seed, steps: each))
        guard let violation = result.violation else {
          steps += each
          continue
        }
        steps += result.step + 1
        print("planted \(bug.rawValue): found after \(steps) steps: \(violation.sentence)")
        return true
      }
      print("planted \(bug.rawValue): NOT FOUND within \(steps) steps")
      return false
    }
  #else
    static func run(_ options: Options) -> Bool {
      print("nothing is planted in this build; run: make sim PLANTED=1")
      return false
    }
  #endif
}
