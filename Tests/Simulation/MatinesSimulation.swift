// SPDX-License-Identifier: MIT
import Glibc

@main
struct MatinesSimulation {
  static func main() {
    guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
      print(Options.usage)
      exit(2)
    }
    exit((options.isPlanted ? Planting.run(options) : Campaign(options).run()) ? 0 : 1)
  }
}

/// Many runs, one line: how many seeds and steps, how many promises broken, how long it took.
struct Campaign {
  private let options: Options

  init(_ options: Options) { self.options = options }

  func run() -> Bool {
    let start = ContinuousClock.now
    let seeds = options.seed.map { [$0] } ?? (1...UInt64(options.seeds)).map { $0 }
    let each = max(1, options.steps / seeds.count)
    var (violations, steps) = (0, 0)
    var digest: UInt64 = 0
    for seed in seeds {
      let scenario = options.scenario(seed, steps: each)
      let result = RunResult(scenario)
      digest = digest &* 31 &+ result.digest
      steps += result.violation == nil ? scenario.kept?.count ?? each : result.step + 1
      guard result.violation != nil else { continue }
      violations += 1
      if violations <= 3 { report(scenario, result) }
    }
    let seconds = start.duration(to: .now).components
    print(
      "sim seeds=\(seeds.count) steps=\(steps) violations=\(violations)"
        + " seconds=\(seconds.seconds).\(seconds.attoseconds / 100_000_000_000_000_000)"
        + " digest=\(digest)")
    return violations == 0
  }

  private func report(_ scenario: Scenario, _ result: RunResult) {
    tell("seed \(scenario.seed)", result)
    // A run that was chosen by hand is small enough.
    guard scenario.kept == nil else { return }
    var shrinker = Shrinker(scenario, result)
    shrinker.shrink()
    tell("seed \(scenario.seed), made smaller", shrinker.result)
    print("play it again: \(shrinker.scenario.command)")
  }

  private func tell(_ name: String, _ result: RunResult) {
    guard let violation = result.violation else { return }
    print("\(name), step \(result.step): \(violation.rule): \(violation.sentence)")
    for event in result.events { print("  \(event)") }
  }
}
